from datetime import timedelta

from chassis.events import sample
from services.guidance.events import PointsForgotten
from services.guidance.inbound import (
    ActivityScheduled,
    ResidentErased,
    ResidentRegistered,
    ResidentSteppedUp,
    SpaceVisited,
)
from tests.component.guidance.given import (
    COMMUNITY,
    NOON,
    RESIDENT,
    TANGZHONG,
    WORKER,
    guidance,
    ledger,
    points,
    totals_equal_the_ledger,
)

ME = "resident:r-1001"


def heard(h, reads, **changes):
    h.hears(reads(**{**sample(reads), **changes}), twice=True)


def an_active_resident():
    h = guidance()
    heard(h, ResidentRegistered)
    heard(h, ActivityScheduled, starts_at=NOON + timedelta(days=2))
    heard(h, ResidentSteppedUp, rung="space")
    for _ in range(3):
        heard(h, SpaceVisited)
    return h


def everything_kept(h):
    kept = dict(h.backend.collections)
    return {name: repr(kept.get(name)) for name in ("ledger", "pathways", "suggestions")}


def test_an_erased_resident_is_cut_off_and_the_totals_of_places_stay():
    h = an_active_resident()
    before = points(h, COMMUNITY)

    heard(h, ResidentErased)
    h.tick("forget_the_erased")

    assert points(h, COMMUNITY) == before
    assert points(h, ME) == (0, 0)
    assert points(h, f"anonymous:{TANGZHONG}") == (3, 3)
    assert "r-1001" not in "".join(everything_kept(h).values())
    assert totals_equal_the_ledger(h)


def test_an_erased_residents_score_is_no_longer_there():
    h = an_active_resident()
    heard(h, ResidentErased)
    h.tick("forget_the_erased")

    assert h.get(f"/v1/scores/{ME}", as_=RESIDENT).status == 404
    assert h.get(f"/v1/scores/{ME}/ledger", as_=WORKER).status == 404


def test_much_is_forgotten_in_steps_and_nothing_twice():
    h = guidance()
    for _ in range(120):
        h.hears(SpaceVisited(**sample(SpaceVisited)))
    heard(h, ResidentErased)

    h.tick("forget_the_erased")
    half = points(h, ME)
    h.tick("forget_the_erased")
    h.tick("forget_the_erased")

    assert half == (20, 20)
    assert points(h, ME) == (0, 0)
    assert points(h, f"anonymous:{TANGZHONG}") == (120, 120)
    assert totals_equal_the_ledger(h)


def test_what_arrives_late_is_cut_off_at_the_next_look():
    h = an_active_resident()
    heard(h, ResidentErased)
    h.tick("forget_the_erased")
    h.tick("forget_the_erased")

    heard(h, SpaceVisited)
    h.now += timedelta(hours=2)
    h.tick("forget_the_erased")

    assert ME not in {row.subject for row in ledger(h)}
    assert points(h, COMMUNITY) == (16, 4)
    assert totals_equal_the_ledger(h)


def test_a_registration_or_step_heard_after_the_erasure_opens_nothing():
    h = guidance()
    heard(h, ResidentErased)

    heard(h, ResidentRegistered)
    heard(h, ResidentSteppedUp)

    assert h.stored("pathways", "r-1001") is None
    assert h.stored("totals", ME) is None
    assert h.announced == []


def test_no_look_is_taken_before_its_time():
    h = an_active_resident()
    heard(h, ResidentErased)
    for _ in range(3):
        h.tick("forget_the_erased")

    assert h.stored("erasures", "r-1001").due_at > h.now


def receipts(h):
    return [event for event in h.announced if isinstance(event, PointsForgotten)]


def test_the_receipt_is_sent_once_nothing_is_left():
    h = an_active_resident()
    heard(h, ResidentErased)
    h.tick("forget_the_erased")
    assert receipts(h) == []

    for _ in range(4):
        h.tick("forget_the_erased")
        h.now += timedelta(days=1)

    [receipt] = receipts(h)
    assert (receipt.resident_id, receipt.division) == ("r-1001", TANGZHONG)
    assert receipt.cut_off["rows"] == 3


def test_of_somebody_unknown_nothing_was_cut_off_and_that_is_said():
    h = guidance()
    heard(h, ResidentErased)

    h.tick("forget_the_erased")

    assert [receipt.cut_off for receipt in receipts(h)] == [{}]
