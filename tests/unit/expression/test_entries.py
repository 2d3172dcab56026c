from datetime import timedelta

import pytest

from chassis.errors import Forbidden, Refused
from services.expression.domain.entries.bodies import (
    Body,
    Captain,
    Claim,
    collected_by,
    latest,
    take_on,
)
from services.expression.domain.entries.bodies import require_own_building as require
from services.expression.domain.entries.disowned import disown
from services.expression.domain.entries.entry import (
    confirm,
    correct,
    enter,
    forget_in_entry,
    hand_on,
    withdraw,
)
from services.expression.domain.entries.kinds import (
    BodyKind,
    Collected,
    Hand,
    Spoken,
    Standing,
    What,
)
from services.expression.domain.residents.resident import Resident
from services.expression.domain.topics.topic import Actor, Stage

from .builders import LATER, NOON, PLACE, a_topic, an_act

BUILDING = f"{PLACE}-e01-b03"
UNTIL = NOON + timedelta(days=10)
LOU = Captain("lou", PLACE, (BUILDING,))


def an_entry(what=What.STATEMENT, by="lou"):
    spoken = Spoken("s-1", what, "topic-1", PLACE, "先划访客车位")
    return enter(spoken, Collected(BodyKind.CAPTAIN), by=Actor("r-mei", by), until=UNTIL, now=NOON)


def test_the_first_hand_is_who_received_it():
    [hand] = an_entry().path

    assert (hand.body, hand.by, hand.at) == ("captain", "lou", NOON)


@pytest.mark.parametrize("act", [confirm, withdraw])
def test_answers_come_from_the_resident_alone_and_in_time(act):
    with pytest.raises(Forbidden):
        act(an_entry(), by="lou", now=NOON)
    with pytest.raises(Refused, match="until"):
        act(an_entry(), by="r-mei", now=UNTIL + timedelta(seconds=1))


def test_every_correction_keeps_both_texts():
    once, _ = correct(an_entry(), "甲", by="r-mei", reason="", now=NOON)
    twice, [told] = correct(once, "乙", by="r-mei", reason="", now=LATER)

    assert [(one.before, one.after) for one in twice.corrections] == [
        ("先划访客车位", "甲"),
        ("甲", "乙"),
    ]
    assert (twice.standing, told.answer) == (Standing.CORRECTED, "corrected")


def test_a_confirmed_entry_can_still_be_taken_back():
    confirmed, _ = confirm(an_entry(), by="r-mei", now=NOON)

    assert withdraw(confirmed, by="r-mei", now=LATER)[0].standing is Standing.WITHDRAWN


def test_a_topic_taken_back_keeps_other_voices_and_its_history():
    topic = a_topic(Stage.DISCUSSION, voices=("r-mei", "r-lin"), owner="r-mei")

    disowned = disown(topic, an_entry(What.TOPIC), an_act(reason="不是我"))

    assert disowned.voices == ("withdrawn:s-1", "r-lin")
    assert (disowned.raised_by, disowned.owner) == ("withdrawn:s-1", "withdrawn:s-1")
    assert disowned.history[-1].actor == "withdrawn:s-1"


@pytest.mark.parametrize(
    ("captain", "roles", "resident"),
    [
        (None, {"captain"}, None),
        (LOU, {"captain"}, Resident("r-1", BUILDING)),
        (LOU, {"captain", "worker"}, Resident("r-1", PLACE)),
        (LOU, {"integrator"}, None),
    ],
)
def test_who_may_enter_as_far_as_is_known(captain, roles, resident):
    assert require(captain, roles, resident) is None


@pytest.mark.parametrize("home", [PLACE, f"{PLACE}-e01-b04", f"{PLACE}-e01-b031", "440605125001"])
def test_a_captain_enters_for_no_other_building(home):
    with pytest.raises(Forbidden):
        require(LOU, {"captain"}, Resident("r-1", home))


def test_a_captain_of_two_teams_has_the_buildings_of_both():
    assert take_on(LOU, "lou", division=PLACE, buildings=["x", BUILDING]).buildings == (
        BUILDING,
        "x",
    )


def test_news_of_a_body_that_was_overtaken_changes_nothing():
    new, old = (
        Body("aid", place, "mutual_aid", (), at) for place, at in ((PLACE, LATER), ("x", NOON))
    )

    assert latest(new, old) is new
    assert latest(old, new) is new


@pytest.mark.parametrize(
    ("roles", "body"),
    [
        ({"captain"}, "captain"),
        ({"center"}, "center"),
        ({"integrator"}, "organization"),
        ({"worker", "captain"}, "community"),
    ],
)
def test_who_says_nothing_else_enters_as_what_they_are(roles, body):
    assert collected_by(None, roles, None, PLACE).body == body
    assert collected_by(Claim(BodyKind.PARTY_GROUP), roles, None, PLACE).body == "party_group"


def test_who_is_forgotten_is_named_nowhere():
    entry = hand_on(an_entry(), Hand(BodyKind.COMMUNITY, None, LATER, "w-1"))

    for who in ("r-mei", "lou", "w-1"):
        assert who not in str(forget_in_entry(entry, who, "erased:x"))
