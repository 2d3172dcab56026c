"""A copy of what guidance keeps of a resident (PIPL Art. 45): points, reasons, steps, trials."""

from datetime import timedelta

from chassis.events import sample
from services.guidance.events import PointsCopied
from services.guidance.inbound import (
    ActivityScheduled,
    ExportGranted,
    ResidentErased,
    ResidentRegistered,
    ResidentSteppedUp,
    SpaceVisited,
)
from tests.component.guidance.given import NOON, RESIDENT, STRANGER, TANGZHONG, WORKER, guidance

PATH = "/v1/residents/r-1001/export"


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


def granted(h):
    heard(h, ExportGranted, granted_to="worker-1", granted_as="worker", until=h.now + timedelta(1))


def test_points_with_their_reasons_and_steps_are_theirs_page_by_page():
    h = an_active_resident()

    items = h.get(PATH, as_=RESIDENT).json["items"]
    first = h.get(f"{PATH}?limit=2", as_=RESIDENT).json
    rest = h.get(f"{PATH}?cursor={first['next']}", as_=RESIDENT).json

    parts = [item["part"] for item in items]
    assert parts == ["pathway", "score", *["ledger"] * 3, "suggestions"]
    assert first["items"] + rest["items"] == items
    assert items[1]["row"]["points"] == 3
    assert all("community:" not in str(item) for item in items)


def test_others_read_it_by_a_grant_alone_and_each_look_is_told():
    h = an_active_resident()
    assert [h.get(PATH, as_=who).status for who in (STRANGER, WORKER)] == [403, 403]

    granted(h)

    assert [h.get(PATH, as_=who).status for who in (STRANGER, WORKER)] == [403, 200]
    told = [event for event in h.announced if isinstance(event, PointsCopied)]
    assert told == [PointsCopied("r-1001", "worker-1", "worker", NOON, TANGZHONG)]


def test_whoever_is_forgotten_has_no_copy_and_no_grants():
    h = an_active_resident()
    granted(h)
    heard(h, ResidentErased)
    granted(h)

    assert h.get(PATH, as_=RESIDENT).status == 404
    assert h.backend.collections["permits"] == {}
