from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chassis.errors import Forbidden, Invalid, Refused
from services.participation.domain.affairs.affair import (
    Affair,
    AffairKind,
    Origin,
    Stage,
    check_resolution,
    from_resolution,
    open_affair,
    take,
)
from services.participation.domain.affairs.completing import Completion, complete, record_handled
from services.participation.domain.affairs.confirming import (
    Judge,
    Reason,
    confirm,
    confirm_unopposed,
    send_back,
    take_in,
)
from services.participation.domain.residents.resident import Resident
from services.participation.events import (
    AffairCompleted,
    AffairConfirmed,
    AffairOpened,
    AffairRedone,
    AffairSentBack,
)

NOON = datetime(2019, 5, 6, 4, tzinfo=UTC)
CODE = "440605124004"
KIND = AffairKind.PIPE_CLEARING


def a_resident(identity="r1"):
    return Resident(identity, CODE, (), NOON)


def an_affair(**changes):
    return replace(Affair("f1", CODE, "疏通管道", KIND, Origin.CAPTAIN, NOON, places=1), **changes)


def done(affair=None, *, completed_at=None):
    said = Completion("o1", completed_at, entered_by="lou", confirm_days=7)
    return complete(affair or an_affair(), a_resident(), said, now=NOON)


def test_an_affair_waits_for_residents():
    _, events = open_affair(an_affair())

    assert events == [AffairOpened("f1", "疏通管道", "pipe_clearing", "captain", None, CODE)]


def test_an_affair_has_hands_enough():
    taken, _ = take(an_affair(), a_resident())

    with pytest.raises(Refused):
        take(taken, a_resident("r2"))


def test_taking_an_affair_twice_changes_nothing():
    taken, _ = take(an_affair(), a_resident())

    assert take(taken, a_resident()) == (taken, [])


def test_seeing_an_affair_through_is_announced():
    _, events = done()

    assert events == [AffairCompleted("f1", "r1", "pipe_clearing", "o1", None, NOON, CODE)]


def test_an_affair_is_completed_once():
    completed, _ = done()

    with pytest.raises(Refused):
        done(completed)


def test_nobody_takes_a_completed_affair():
    completed, _ = done()

    with pytest.raises(Refused):
        take(completed, a_resident("r2"))


def test_an_affair_is_not_completed_tomorrow():
    with pytest.raises(Invalid):
        done(completed_at=NOON + timedelta(days=1))


def test_an_affair_handled_elsewhere_is_opened_and_completed():
    _, events = record_handled(an_affair(), a_resident(), Completion("o1", NOON), now=NOON)

    assert [type(event) for event in events] == [AffairOpened, AffairCompleted]


@pytest.mark.parametrize(
    ("category", "kind"), [("parking", AffairKind.PARKING), ("股权", AffairKind.OTHER)]
)
def test_a_resolution_becomes_an_affair_of_its_category(category, kind):
    affair, _ = from_resolution("t1", title="停车", category=category, division=CODE, now=NOON)

    assert (affair.id, affair.kind, affair.topic_id) == ("topic-t1", kind, "t1")


COMMUNITY = Judge("wu", of_the_community=True)
LATER = NOON + timedelta(days=1)


def refused(call, *given, **named):
    with pytest.raises(Refused) as caught:
        call(*given, **named)
    return caught.value.code


def returned(affair):
    return send_back(affair, COMMUNITY, reason=Reason.UNFINISHED, note="井盖未复位", now=LATER)


def test_what_is_done_awaits_confirmation_for_the_days_of_the_standard():
    affair, _ = done()

    assert (affair.state, affair.confirm_by) == (Stage.DONE, NOON + timedelta(days=7))


@pytest.mark.parametrize(
    ("judge", "voice"),
    [(COMMUNITY, "community"), (Judge("tan", of_the_community=False), "raiser")],
)
def test_what_is_done_is_confirmed_by_the_community_or_by_who_raised_it(judge, voice):
    affair, _ = done(an_affair(opened_by="tan"))

    confirmed, events = confirm(affair, judge, now=LATER)

    assert confirmed.state is Stage.CONFIRMED
    assert events == [AffairConfirmed("f1", "pipe_clearing", "o1", None, voice, LATER, CODE)]


@pytest.mark.parametrize("who", ["r1", "lou"])
def test_nobody_judges_their_own_work(who):
    affair, _ = done()

    with pytest.raises(Forbidden) as caught:
        confirm(affair, Judge(who, of_the_community=True), now=LATER)
    assert caught.value.code == "own-work"


def test_a_captain_judges_only_what_they_raised():
    affair, _ = done(an_affair(opened_by="tan"))

    assert refused(confirm, affair, Judge("chen", False), now=LATER) == "not-yours-to-confirm"


def test_what_is_not_done_is_not_confirmed():
    assert refused(confirm, an_affair(), COMMUNITY, now=NOON) == "affair-not-done"


def test_nothing_is_confirmed_twice_or_sent_back_after_that():
    confirmed, _ = confirm(done()[0], COMMUNITY, now=LATER)

    assert refused(confirm, confirmed, COMMUNITY, now=LATER) == "affair-confirmed"
    assert refused(returned, confirmed) == "affair-confirmed"


def test_after_the_deadline_nobody_objects_any_more():
    affair, _ = done()

    late = affair.confirm_by
    assert refused(confirm, affair, COMMUNITY, now=late) == "affair-confirmed"


def test_what_nobody_objected_to_is_confirmed_from_the_deadline_on():
    affair, _ = done()

    confirmed, [event] = confirm_unopposed(affair)

    assert (confirmed.confirmed_at, event.confirmed_by) == (affair.confirm_by, "deadline")


def test_what_is_sent_back_waits_for_residents_again():
    reopened, events = returned(done()[0])

    assert (reopened.state, reopened.completed_by, reopened.takers) == (Stage.OPEN, None, ("r1",))
    told = ("f1", "pipe_clearing", "o1", None, "unfinished", 1, LATER, CODE)
    assert events == [AffairSentBack(*told)]
    assert "井盖" not in str(events)


def test_what_was_sent_back_and_done_again_is_not_announced_as_completed_again():
    _, [event] = done(returned(done()[0])[0])

    assert isinstance(event, AffairRedone)


def test_an_affair_kept_by_a_version_before_awaits_confirmation_from_now_on():
    old, _ = done()
    old = replace(old, stage=None, confirm_by=None)

    assert old.state is Stage.DONE
    assert take_in(old, confirm_days=3, now=LATER).confirm_by == LATER + timedelta(days=3)
    assert take_in(an_affair(), confirm_days=3, now=LATER).stage is Stage.OPEN


def test_an_affair_of_a_topic_lies_where_its_resolution_holds():
    resolved, _ = from_resolution("t1", title="停车", category="parking", division=CODE, now=NOON)
    within = an_affair(topic_id="t1", division=f"{CODE}-e01")

    check_resolution(within, resolved)
    assert refused(check_resolution, within, None) == "resolution-unknown"
    elsewhere = an_affair(topic_id="t1", division="440605126009")
    assert refused(check_resolution, elsewhere, resolved) == "outside-the-resolution"
