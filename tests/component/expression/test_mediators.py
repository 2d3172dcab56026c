from datetime import timedelta

import pytest

from chassis.testing import token
from services.expression import inbound

from .disputing import CLERK, NEXT_DOOR, OFFICIAL, PARTIES, PLACE, Table, code, of

WISH = {"kind": "backbone", "division": PLACE}
COURSE = {"course": "岗前培训", "hours": 16, "held_on": "2019-03-02", "valid_until": "2021-03-01"}


@pytest.fixture
def table():
    return Table()


def roster(table, who):
    return table.h.stored("mediators", who)


def test_a_resident_proposes_themselves_and_staff_confirm(table):
    asked = table.post("/v1/mediators", WISH | {"kind": "worthy"}, as_=of("r-wang"))
    assert (asked.status, asked.json["on_roster"]) == (201, "proposed")
    assert roster(table, "r-wang").division == NEXT_DOOR

    table.opened()
    assert table.named("DisputeOpened")[0].mediators_wanted == []
    table.post("/v1/mediators/r-wang/decision", {"accepted": True})

    assert roster(table, "r-wang").on_roster == "confirmed"
    table.opened()
    assert table.named("DisputeOpened")[1].mediators_wanted == ["r-wang"]


def test_a_no_has_a_reason_and_one_may_ask_again(table):
    table.post("/v1/mediators", WISH, as_=of("r-wang"))
    path = "/v1/mediators/r-wang/decision"

    assert code(table.post(path, {"accepted": False})) == "reason-missing"
    table.post(path, {"accepted": False, "reason": "须先培训"})
    assert roster(table, "r-wang").on_roster == "declined"
    table.post("/v1/mediators", WISH, as_=of("r-wang"))

    assert roster(table, "r-wang").on_roster == "proposed"


@pytest.mark.parametrize(
    ("body", "as_", "status"),
    [
        (WISH | {"mediator_id": "r-li"}, of("r-wang"), 403),
        (WISH, CLERK, 422),
        (WISH, of("r-unknown"), 404),
        (WISH | {"kind": "judge"}, of("r-wang"), 422),
        (WISH | {"mediator_id": "r-li", "division": "440605126009"}, CLERK, 403),
    ],
)
def test_nobody_puts_another_on_the_roster(table, body, as_, status):
    assert table.post("/v1/mediators", body, as_=as_).status == status
    assert table.h.backend.collections.get("mediators", {}) == {}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"held_on": "2019-06-01", "valid_until": "2020-01-01"}, "training-in-the-future"),
        ({"valid_until": "2019-01-01"}, "training-expired"),
        ({"hours": 0}, "invalid-body"),
    ],
)
def test_a_course_that_was_not_held_is_not_recorded(table, change, said):
    table.mediator("r-wang", trained=False)

    assert code(table.post("/v1/mediators/r-wang/trainings", COURSE | change)) == said
    assert roster(table, "r-wang").trainings == ()


def test_kin_and_household_are_kept_as_marks(table):
    table.mediator("r-wang", kin=["r-mei"], household="户-17")

    kept = str(roster(table, "r-wang"))

    assert "r-mei" not in kept
    assert "户-17" not in kept


@pytest.mark.parametrize(
    ("who", "tie", "said"),
    [
        ("r-mei", {}, "party"),
        ("r-li", {}, "party"),
        ("r-kin", {}, "kin"),
        ("r-wang", {"kin": ["r-mei"]}, "kin"),
        ("r-same", {}, "building"),
        ("r-wang", {"organizations": ["org-property"]}, "organization"),
        ("w-1", {}, "clerk"),
    ],
)
def test_who_is_close_to_a_party_is_not_asked_and_not_seated(table, who, tie, said):
    table.mediator(who, **tie)
    table.opened()

    answer = table.does("mediators", {"mediator_id": who})

    assert table.named("DisputeOpened")[0].mediators_wanted == []
    assert (code(answer), said in answer.json["detail"]) == ("mediator-conflict", True)
    assert table.state().seats == ()


def test_the_same_household_is_a_conflict(table):
    table.mediator("r-wang", household="户-17")
    table.opened(parties=[PARTIES[0] | {"household": "户-17"}, PARTIES[1]])

    assert "household" in table.does("mediators", {"mediator_id": "r-wang"}).json["detail"]


def test_choices_are_ordered_and_say_why(table):
    table.mediator("r-far")
    table.mediator("r-zhao")
    table.mediator("r-wang", trained=False)
    table.mediator("r-busy", division=PLACE)
    table.opened()

    choices = table.h.get(f"/v1/disputes/{table.dispute_id}/choices", as_=CLERK).json["items"]

    order = [one["mediator_id"] for one in choices]
    assert order == ["r-busy", "r-zhao", "r-far", "r-wang"]
    assert "受过该类培训" in choices[0]["reason_zh"]
    assert "no valid training" in choices[-1]["reason_en"]
    assert table.named("DisputeOpened")[0].mediators_wanted == ["r-zhao", "r-far", "r-wang"]


def test_who_was_asked_and_said_yes_declares_and_then_mediates(table):
    table.mediator("r-wang")
    table.opened()

    table.accepts("r-wang", twice=True)
    shown = table.shown(as_=of("r-wang")).json
    assert (shown["you_are"], shown["file"]["matter"], len(shown["file"]["parties"])) == (
        "candidate",
        "",
        2,
    )
    early = table.does("sessions", {"scheduled_for": "2030-01-01T00:00:00Z", "place": "x"})
    assert code(early) == "not-mediating"
    table.done("declaration", {"interest": "none"}, as_=of("r-wang"))

    assert (table.state().mediators, table.state().stage) == (("r-wang",), "mediating")
    assert table.shown(as_=of("r-wang")).json["file"]["matter"] != ""
    assert roster(table, "r-wang").open == 1


@pytest.mark.parametrize(
    "event",
    [
        inbound.InvitationAccepted("i", "r-zhao", "dispute", "?"),
        inbound.InvitationAccepted("i", "r-wang", "activity", "?"),
        inbound.InvitationAccepted("i", "r-wang", "dispute", "no-such"),
    ],
    ids=["not asked", "something else", "no such case"],
)
def test_no_other_yes_seats_anybody(table, event):
    table.mediator("r-wang")
    table.opened()
    target = event.target_id.replace("?", table.dispute_id)

    said = inbound.InvitationAccepted("i", event.resident_id, event.target_kind, target)
    table.h.hears(said, twice=True)

    assert table.state().seats == ()


def test_a_yes_that_comes_when_there_is_too_much_to_do_is_noted_and_seats_nobody(table):
    table.mediator("r-wang")
    table.opened()
    table.h.given("mediators", replaced(roster(table, "r-wang"), open=5))

    table.accepts("r-wang", twice=True)

    assert table.state().seats == ()
    lines = [line for line in table.file()["history"] if line["act"] == "not seated"]
    assert len(lines) == 1
    assert code(table.does("mediators", {"mediator_id": "r-wang"})) == "mediator-overloaded"


def replaced(state, **changes):
    return type(state)(**(vars(state) | changes))


def test_who_declares_an_interest_stands_down_and_cannot_come_back(table):
    table.mediator("r-wang")
    table.opened()
    table.accepts("r-wang")

    table.done("declaration", {"interest": "stake", "words": "持有该车场股份"}, as_=of("r-wang"))

    assert table.shown(as_=of("r-wang")).status == 404
    assert "declared" in table.does("mediators", {"mediator_id": "r-wang"}).json["detail"]
    assert table.file()["stood_down"][0]["reason"] == "持有该车场股份"
    assert (table.state().stage, roster(table, "r-wang").open) == ("opened", 0)


def test_a_case_whose_only_mediator_goes_waits_for_another(table):
    table.mediated()
    table.h.now += timedelta(days=3)

    table.done("mediators/r-wang/removal", {"words": "当事人不接受"})

    state = table.state()
    assert (state.stage, state.step, state.owner) == ("opened", "assignment", PLACE)
    assert (roster(table, "r-wang").open, table.shown(as_=of("r-wang")).status) == (0, 404)
    assert table.does("mediators/r-wang/removal", {"words": "x"}).status == 404


def test_a_case_that_ended_is_no_more_load(table):
    table.mediated()
    assert roster(table, "r-wang").open == 1

    table.done("ending", {"ending": "failed", "reason": "分歧过大"}, as_=of("r-wang"))

    assert roster(table, "r-wang").open == 0


def test_only_the_clerk_chooses_and_seats(table):
    table.mediated()

    for as_ in (of("r-wang"), of("r-mei")):
        assert table.does("mediators", {"mediator_id": "r-zhao"}, as_=as_).status == 403
        path = f"/v1/disputes/{table.dispute_id}/choices"
        assert table.h.get(path, as_=as_).status == 403


def test_the_roster_is_read_by_staff_of_the_place_and_by_oneself(table):
    table.mediator("r-wang")
    elsewhere = token("official", sub="o-2", divisions=("440605126",))

    assert [one["id"] for one in table.h.get("/v1/mediators", as_=CLERK).json["items"]] == [
        "r-wang"
    ]
    assert table.h.get("/v1/mediators", as_=elsewhere).json["items"] == []
    assert table.h.get("/v1/mediators/r-wang", as_=of("r-wang")).json["trainings"][0]["hours"] == 16
    assert table.h.get("/v1/mediators/r-wang", as_=of("r-mei")).status == 403
    assert table.h.get("/v1/mediators/r-wang", as_=elsewhere).status == 403
    assert table.post("/v1/mediators/r-wang/decision", {"accepted": True}, elsewhere).status == 403


def test_staff_of_one_town_do_not_rewrite_the_roster_of_another(table):
    table.mediator("r-far", division="440605126009")

    answer = table.post("/v1/mediators", WISH | {"mediator_id": "r-far"}, as_=CLERK)

    assert answer.status == 403
    assert table.post("/v1/mediators", WISH | {"mediator_id": "r-far"}, OFFICIAL).status == 201
    assert roster(table, "r-far").division == "440605126009"
