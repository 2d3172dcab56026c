"""Ways in to the tree of places."""

from datetime import date
from typing import Any

from chassis.errors import Invalid
from chassis.events import Event
from chassis.http.call import Call
from chassis.http.ways_in import get, post, put

from ...domain.communities.community import set_setting
from ...domain.days import local_day
from ...domain.divisions.announcing import Change, changed
from ...domain.divisions.changes import check_since
from ...domain.divisions.division import Division, Kind
from ...domain.divisions.entry import Place, build, enter, number_taken
from ...domain.divisions.then import as_on, not_standing, standing_on
from ...schemas.divisions import BuildPlace, DivisionView, EnterDivision, SetSetting
from ..kept import said
from .counts import DivisionCounting, day_asked

ON = "the tree as it was on this day, as in 2019-05-06; today's if left out"


class DivisionWaysIn(DivisionCounting):
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
        entered = enter(known, above, place, today=local_day(self.work.now))
        if entered != known:
            self.keep_places(known, entered, self._renamed(known, entered))
        if above is not None and number_taken(above, entered) != above:
            self.divisions.save(number_taken(above, entered))
        return entered

    def _renamed(self, known: Division | None, entered: Division) -> list[Event]:
        if known is None or known.name == entered.name:
            return []
        return [changed(entered, Change.RENAMED, on=local_day(self.work.now))]

    @post(
        "/v1/divisions/{code}/places",
        body=BuildPlace,
        view=DivisionView,
        roles=("worker", "official", "integrator"),
    )
    def build_place(self, call: Call, code: str) -> Division:
        """A community worker names an estate, a natural village or a building: it gets our id."""
        above, body = self.divisions.get(code), call.body
        check_since(above, body.since, today=local_day(call.now))
        parent, place = build(above, kind=body.kind, name=body.name, since=body.since)
        self.divisions.save(parent)
        self.keep_places(None, place)
        return place

    @put(
        "/v1/divisions/{code}/setting",
        body=SetSetting,
        view=DivisionView,
        roles=("worker", "official", "integrator"),
    )
    def set_setting(self, call: Call, code: str) -> Division:
        """Who answers for a community says whether it lives as a city or as a village."""
        community = set_setting(self.divisions.get(code), setting=call.body.setting)
        self.divisions.save(community)
        return community

    @get(
        "/v1/divisions",
        view=DivisionView,
        paged=True,
        public=True,
        query={
            "parent": "only what lies directly in this place",
            "kind": f"only places of this kind: {', '.join(Kind)}",
            "setting": "only urban or only rural communities",
            "weak": "true: only communities that are weak",
            "on": ON,
        },
    )
    def list_divisions(self, call: Call) -> dict[str, Any]:
        """Anybody leafs through the places, all of them or those directly in one."""
        on, parent = day_asked(call), call.query.get("parent")
        asked = _of_today(call, on) | ({"parent": parent} if parent else {})
        page = self.divisions.page(asked | standing_on(on), call)
        if on is not None:
            page["items"] = [as_on(place, on) for place in page["items"]]
        return page

    @get("/v1/divisions/{code}", view=DivisionView, public=True, query={"on": ON})
    def show_division(self, call: Call, code: str) -> Division:
        """Anybody looks a place up by its code, also one that ended: it says what came after."""
        on, place = day_asked(call), self.divisions.read(code)
        if on is None:
            return place
        then = as_on(place, on)
        if then is None:
            raise not_standing(place, on)
        return then


def _of_today(call: Call, on: date | None) -> dict[str, Any]:
    """Read what is asked of places as they are; of other days it is not kept to be looked for."""
    asked = {n: call.query[n] for n in ("kind", "setting", "weak") if call.query.get(n)}
    if on is not None and asked:
        name = next(iter(asked))
        raise Invalid(
            "today-only",
            f"{name} looks for places as they are today: leave it out, or leave out on",
            f"{name} 只能查询当前区划，不能与 on 同时使用",
            field=name,
        )
    return asked | ({"weak": asked["weak"] == "true"} if "weak" in asked else {})
