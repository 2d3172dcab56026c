"""Things guidance knows, as tests want them."""

from dataclasses import replace
from datetime import UTC, date, datetime

from chassis.events import Meta
from services.guidance.domain.opportunities import opportunity
from services.guidance.domain.pathways import Pathway
from services.guidance.domain.rulebook import Entry, Rulebook, Ruling
from services.guidance.domain.scores import LedgerRow
from services.guidance.domain.standards import Draft, Version
from services.guidance.events import StandardKind

NOON = datetime(2019, 5, 6, 4, tzinfo=UTC)
TANGZHONG = "440605124004"
SHISHAN = "440605124"
NANHAI = "440605"
POINTS = {"space_visited": {"resident": 1, "organization": 2, "community": 3, "town": 4}}


def a_draft(**changes):
    draft = Draft(
        "guideline-ladder",
        "参与层次指引",
        StandardKind.GUIDELINE,
        date(2019, 1, 1),
        {"majority": 0.5},
        NANHAI,
    )
    return replace(draft, **changes)


def a_version(number=1, **changes):
    version = Version(
        number, "参与层次指引", date(2019, 1, 1), {"majority": 0.5}, NOON, "official-1"
    )
    return replace(version, **changes)


def a_rulebook(*entries):
    return Rulebook(NANHAI, NANHAI, tuple(entries))


def an_entry(**changes):
    return replace(Entry("scoring", 1, date(2019, 1, 1), {"points": POINTS}), **changes)


def a_ruling(points=None):
    return Ruling("scoring", 1, "points", date(2019, 1, 1), points or POINTS)


def a_meta(**changes):
    kind = "gongzhi.participation.space_visited.v1"
    return replace(Meta(id="event-1", type=kind, time=NOON), **changes)


def a_row(**changes):
    row = LedgerRow(
        id="space_visited.resident:event-1:resident:r1",
        subject="resident:r1",
        rule="space_visited.resident",
        event_id="event-1",
        event_type="gongzhi.participation.space_visited.v1",
        standard_id="scoring",
        number=1,
        points=1,
        actions=1,
        at=NOON,
        division=TANGZHONG,
    )
    return replace(row, **changes)


def a_pathway(**changes):
    return replace(Pathway("r1", TANGZHONG, TANGZHONG), **changes)


def an_activity(target_id="a1", **changes):
    offered = opportunity("activity", target_id, title="亲子阅读", division=TANGZHONG)
    return replace(offered, **changes)
