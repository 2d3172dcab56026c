"""What the two services keep of one resident, made by their own rules."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from benchmarks.scale.stencils import (
    ACTIVITY,
    EVENTS,
    PLACE,
    RESIDENT,
    SPACE,
    SUGGESTION,
    Stencil,
    stencil,
)
from benchmarks.scale.world import ACTIONS, KIND
from chassis.sealing import Seal
from chassis.store.documents import to_document
from services.guidance import store as guidance
from services.guidance.domain.experiments import EVERYBODY
from services.guidance.domain.holding import take_part
from services.guidance.domain.opportunities import opportunity
from services.guidance.domain.pathways import open_for, step_up
from services.guidance.domain.suggestions import Fate, answer, suggest
from services.participation import store as participation
from services.participation.domain.activities.attendances import Attendance
from services.participation.domain.days import local_day
from services.participation.domain.ladder.standing import Deed, Evidence, Standing, record
from services.participation.domain.ladder.thresholds import FOUNDING
from services.participation.domain.residents.resident import Person, Resident
from services.participation.domain.spaces.space import Visit

BEGAN = datetime(2026, 5, 4, 2, tzinfo=UTC)
DAYS = tuple(date(2026, 5, day) for day in range(4, 4 + ACTIONS))
Kept = tuple[type[Any], Any]


def of_participation(seal: Seal, *, attends: bool) -> list[Stencil]:
    """Give what participation keeps of a resident who did five things."""
    visits = [_visit(day) for day in DAYS[attends:]]
    there = [Attendance(f"{ACTIVITY}:{RESIDENT}", PLACE, RESIDENT, ACTIVITY, BEGAN)][:attends]
    kept: list[Kept] = [
        (participation.Residents, Resident(RESIDENT, PLACE, ("family",), BEGAN)),
        (participation.People, _person(seal)),
        (participation.Standings, _standing(visits, there)),
        *((participation.Visits, visit) for visit in visits),
        *((participation.Attendances, one) for one in there),
    ]
    return [stencil(kind.name, to_document(state, 1)) for kind, state in kept]


def of_guidance(*, attends: bool) -> list[Stencil]:
    """Give what guidance keeps of a resident to whom a step was offered, and who took it."""
    rung, offered = ("activity", "organization") if attends else ("space", "activity")
    begun, _ = step_up(open_for(None, RESIDENT, PLACE), rung, now=BEGAN)
    entered = take_part(begun, EVERYBODY, now=datetime.now(UTC))  # counted in some weeks from now
    chosen = opportunity(offered, ACTIVITY, title="邻里读书会", division=PLACE)
    pathway, suggestion, _ = suggest(entered, chosen, suggestion_id=SUGGESTION, now=BEGAN)
    taken = answer(suggestion, Fate.ACCEPTED, now=BEGAN + timedelta(days=1))
    kept: list[Kept] = [(guidance.Pathways, pathway), (guidance.Suggestions, taken)]
    total = {"_id": f"resident:{RESIDENT}", "kind": "resident", "points": 5, "actions": ACTIONS}
    return [
        *(stencil(kind.name, to_document(state, 1)) for kind, state in kept),
        stencil(guidance.Totals.name, total),
    ]


def _visit(day: date) -> Visit:
    moment = datetime.combine(day, BEGAN.timetz())
    return Visit(f"{SPACE}:{RESIDENT}:{day.isoformat()}", PLACE, RESIDENT, SPACE, moment)


def _person(seal: Seal) -> Person:
    sealed, wrapped = seal.seal({"name": "陈大文", "phone": "13800000000"}, about=RESIDENT)
    return Person(RESIDENT, PLACE, sealed, wrapped, seal.wraps_under)


def _standing(visits: list[Visit], there: list[Attendance]) -> Standing:
    standing = Standing(RESIDENT, PLACE)
    for deed in _deeds(visits, there):
        standing, _ = record(standing, deed, FOUNDING)
    return standing


def _deeds(visits: list[Visit], there: list[Attendance]) -> Iterator[Evidence]:
    events = iter(EVENTS)
    for visit in visits:
        day = local_day(visit.visited_at)
        yield Evidence(next(events), Deed.SPACE_VISITED, visit.id, day, space_kind=KIND)
    for one in there:
        yield Evidence(next(events), Deed.ACTIVITY_ATTENDED, one.activity_id, DAYS[-1])
