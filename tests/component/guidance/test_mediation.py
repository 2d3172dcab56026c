import pytest

from chassis.events import sample
from services.guidance.events import NudgeIssued
from services.guidance.inbound.mediation import (
    DisputeEnded,
    DisputeOpened,
    DisputeOverdue,
    DisputeSettled,
    FollowUpMade,
    FollowUpMissed,
    MediationAnswered,
    MediationAsked,
)
from tests.component.guidance.given import RESIDENT, TANGZHONG, counts, guidance

SHISHAN, DALI = "440605124", "440605125"
DABU = f"{DALI}003"


@pytest.fixture
def h():
    return guidance()


def heard(h, reads, **changes):
    h.hears(reads(**{**sample(reads), **changes}), twice=True)


def many(h, times, reads, **changes):
    for number in range(times):
        heard(h, reads, dispute_id=f"d-{number}", **changes)


def of_town(h, town=SHISHAN):
    found = h.stored("mediation", town) or {}
    return {name: number for name, number in found.items() if name not in ("_id", "division")}


def figures(h, **query):
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    return h.get(f"/v1/mediation?{asked}", as_=RESIDENT).json["items"]


def issued(h):
    return [(e.owner, e.level, e.about_id) for e in h.announced if isinstance(e, NudgeIssued)]


def test_every_turn_of_a_case_counts_once_and_for_its_town_alone(h):
    heard(h, DisputeOpened)
    heard(h, DisputeSettled, days=12)
    heard(h, FollowUpMade, kept=False)
    heard(h, FollowUpMade, kept=True)
    heard(h, DisputeEnded, ending="settled")

    assert of_town(h) == {
        "opened": 1, "settlements": 1, "days": 12, "not_kept": 1, "kept": 1, "settled": 1,
    }  # fmt: skip
    assert counts(h) == {}


def test_a_request_counts_by_how_it_is_answered_and_reminders_have_worked(h):
    heard(h, MediationAsked)
    heard(h, DisputeOverdue, step="acceptance")
    heard(h, MediationAnswered, outcome="declined")

    assert of_town(h) == {"asked": 1, "overdue": 1, "asked_declined": 1}
    [nudge] = h.backend.collections["nudges"].values()
    assert (bool(nudge["heeded_at"]), "答复调解申请" in nudge["reason"]) == (True, True)


def test_a_late_step_nudges_its_place_and_then_the_level_above_once_each(h):
    for level in (1, 2):
        heard(h, DisputeOverdue, level=level)
        heard(h, DisputeOverdue, level=level)
        heard(h, FollowUpMissed, level=level)

    assert issued(h) == [
        (TANGZHONG, 1, "dispute-1"),
        (TANGZHONG, 1, "dispute-1"),
        (SHISHAN, 2, "dispute-1"),
        (SHISHAN, 2, "dispute-1"),
    ]


def test_a_nudge_has_worked_once_the_case_goes_on(h):
    heard(h, DisputeOverdue)
    heard(h, DisputeSettled)
    heard(h, FollowUpMissed)
    heard(h, FollowUpMade)

    nudges = h.backend.collections["nudges"].values()
    assert all(row["heeded_at"] for row in nudges)
    assert len(nudges) == 2


def test_no_number_under_five_is_published(h):
    many(h, 12, DisputeOpened)
    many(h, 3, DisputeEnded, ending="failed")
    many(h, 7, DisputeEnded, ending="settled")

    [town, district] = figures(h)

    assert (town["division"], town["all"], town["failed"]) == (SHISHAN, 12, None)
    shown = [number for row in (town, district) for number in row.values() if type(number) is int]
    assert not [number for number in shown if 0 < number < 5]


def test_nor_can_it_be_had_by_taking_one_town_from_all(h):
    many(h, 30, DisputeOpened)
    many(h, 2, DisputeOpened, division=DABU)

    [shishan, dali, all_of_them] = figures(h, division="440605")

    assert dali["all"] is None
    assert None in (shishan["all"], all_of_them["all"])


def test_an_end_heard_before_the_beginning_makes_no_negative_number(h):
    many(h, 6, DisputeEnded, ending="referred")

    assert figures(h)[0]["open"] == 0


def test_figures_are_of_districts(h):
    assert h.get("/v1/mediation?division=440605124", as_=RESIDENT).status == 422
    assert figures(h) == []
