"""Ways in to the tree of places."""

from typing import Any

from chassis.http.call import Call
from chassis.http.ways_in import get, post

from ..domain.communities import flag_weak, join_pilot, recover
from ..domain.days import local_day
from ..domain.divisions import (
    COMMITTEES,
    COMMUNITIES,
    TOWNS,
    Division,
    Kind,
    Pilot,
    Place,
    build,
    enter,
)
from ..schemas.divisions import (
    BuildPlace,
    DivisionSummary,
    DivisionView,
    EnterDivision,
    FlagWeak,
    JoinPilot,
)
from .kept import Kept, said


class DivisionWaysIn(Kept):
    """The district, its towns, communities and what lies below them."""

    @post(
        "/v1/divisions",
        body=EnterDivision,
        view=DivisionView,
        roles=("integrator", "official"),
        bulk=True,
        loads={"divisions": said("code", "parent")},
    )
    def enter_division(self, call: Call) -> Division:
        """An integrator enters a place of the official list; the same again changes nothing."""
        call.covers(call.body.code)
        return self._enter(Place(**vars(call.body)))

    def _enter(self, place: Place) -> Division:
        known = self.divisions.find(place.code)
        above = self.divisions.find(place.parent) if place.parent else None
        entered = enter(known, above, place)
        if entered != known:
            self.divisions.save(entered)
        if known is None:
            self._count_place(entered)
        return entered

    def _count_place(self, place: Division) -> None:
        for level in {place.id[:6], place.id[:9]}:
            self.division_counts.add(level, division=level, **{place.kind.value: 1})

    @post(
        "/v1/divisions/{code}/places",
        body=BuildPlace,
        view=DivisionView,
        roles=("worker", "official", "integrator"),
    )
    def build_place(self, call: Call, code: str) -> Division:
        """A community worker names an estate, a natural village or a building: it gets our id."""
        parent, place = build(self.divisions.get(code), kind=call.body.kind, name=call.body.name)
        self.divisions.save(parent)
        self.divisions.save(place)
        self._count_place(place)
        return place

    @post(
        "/v1/pilots",
        body=JoinPilot,
        view=DivisionView,
        roles=("official", "integrator"),
        bulk=True,
        loads={"divisions": said("community_id")},
    )
    def join_pilot(self, call: Call) -> Division:
        """An official takes a community into a round of pilots."""
        community = self.divisions.get(call.body.community_id)
        return self._join(community, call.body)

    def _join(self, community: Division, body: JoinPilot) -> Division:
        pilot = Pilot(body.round, body.since, body.level)
        joined = join_pilot(community, pilot=pilot, setting=body.setting)
        if joined != community:
            self.divisions.save(joined)
        if community.pilot is None:
            self._count_pilot(joined)
        return joined

    def _count_pilot(self, community: Division) -> None:
        for level in (community.id[:6], community.id[:9]):
            self.division_counts.add(level, division=level, pilots=1)

    @post("/v1/divisions/{code}/weakness", body=FlagWeak, view=DivisionView, roles=("official",))
    def flag_weak(self, call: Call, code: str) -> Division:
        """An official finds a community weak and lax; the other services come to its help."""
        community = self.divisions.get(code)
        flagged, events = flag_weak(community, reason=call.body.reason, today=local_day(call.now))
        self.divisions.save(flagged, events)
        return flagged

    @post("/v1/divisions/{code}/recovery", view=DivisionView, roles=("official",))
    def recover(self, call: Call, code: str) -> Division:
        """An official confirms that a weak community has been put right."""
        recovered, events = recover(self.divisions.get(code), today=local_day(call.now))
        self.divisions.save(recovered, events)
        return recovered

    @get(
        "/v1/divisions",
        view=DivisionView,
        paged=True,
        public=True,
        query={"parent": "only what lies directly in this place"},
    )
    def list_divisions(self, call: Call) -> dict[str, Any]:
        """Anybody leafs through the places, all of them or those directly in one."""
        parent = call.query.get("parent")
        return self.divisions.page({"parent": parent} if parent else {}, call)

    @get("/v1/pilots", view=DivisionView, paged=True, public=True)
    def list_pilots(self, call: Call) -> dict[str, Any]:
        """Anybody sees which communities are pilots."""
        return self.divisions.page({"pilot": {"$ne": None}}, call)

    @get(
        "/v1/divisions/summary",
        view=DivisionSummary,
        public=True,
        query={"division": "the district or town, 440605 if left out"},
    )
    def summarize_divisions(self, call: Call) -> DivisionSummary:
        """Anybody sees how many towns, communities, committees and zones there are."""
        code = call.query.get("division", "440605")
        return _summary(code, self.division_counts.get(code))

    @get("/v1/divisions/{code}", view=DivisionView, public=True)
    def show_division(self, _call: Call, code: str) -> Division:
        """Anybody looks a place up by its code."""
        return self.divisions.read(code)


def _summary(code: str, counts: dict[str, Any]) -> DivisionSummary:
    by_kind = {kind.value: counts.get(kind.value, 0) for kind in Kind}

    def all_of(kinds: frozenset[Kind]) -> int:
        return sum(by_kind[kind.value] for kind in kinds)

    return DivisionSummary(
        division=code,
        towns=all_of(TOWNS),
        communities=all_of(COMMUNITIES),
        committees=all_of(COMMITTEES),
        zones=by_kind[Kind.SPECIAL_ZONE.value],
        pilots=counts.get("pilots", 0),
        by_kind=by_kind,
    )
