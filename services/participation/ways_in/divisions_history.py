"""Ways in to changes of the tree: a place is renamed, merged into another, or split."""

from collections.abc import Iterable

from chassis.http.call import Call
from chassis.http.ways_in import post

from ..domain.days import local_day
from ..domain.divisions import Division
from ..domain.divisions_changes import MOST_BELOW, Day
from ..domain.divisions_entry import given_out
from ..domain.divisions_history import Part, merge, rename, split
from ..schemas.divisions import DivisionView, Merge, Rename, Split
from .divisions_counts import DivisionCounting

OFFICES = ("official", "integrator")


class DivisionHistoryWaysIn(DivisionCounting):
    """Officials enter what became of a place, with the day it did."""

    @post("/v1/divisions/{code}/names", body=Rename, view=DivisionView, roles=OFFICES)
    def rename_division(self, call: Call, code: str) -> Division:
        """An official says that a place bears another name from a day on."""
        place, body = self.divisions.get(code), call.body
        renamed = rename(
            place,
            name=body.name,
            name_en=body.name_en,
            short_name=body.short_name,
            day=_day(call),
        )
        if renamed != place:
            self.divisions.save(renamed)
        return renamed

    @post("/v1/divisions/{code}/merger", body=Merge, view=DivisionView, roles=OFFICES)
    def merge_division(self, call: Call, code: str) -> Division:
        """An official says that a place went over into another; saying it twice changes nothing."""
        call.covers(call.body.into)
        place, into = self.divisions.get(code), self.divisions.find(call.body.into)
        self._change(merge(place, into, self._below(place), day=_day(call)))
        return self.divisions.find(code) or place

    @post("/v1/divisions/{code}/split", body=Split, view=DivisionView, roles=OFFICES)
    def split_division(self, call: Call, code: str) -> Division:
        """An official says into what a place was split, and where what lay in it goes."""
        parts = [Part(part.code, tuple(part.places)) for part in call.body.parts]
        for part in parts:
            call.covers(part.code)
        place = self.divisions.get(code)
        known = self.divisions.find_all(part.code for part in parts)
        self._change(split(place, parts, known, self._below(place), day=_day(call)))
        return self.divisions.find(code) or place

    def _below(self, place: Division) -> list[Division]:
        """Find what stands within a place, also what was built a moment ago in this commit."""
        stored = self.divisions.below(place.id, limit=MOST_BELOW + 1)
        found, look_into = {one.id: one for one in stored}, [place, *stored]
        while look_into and len(found) <= MOST_BELOW:
            fresh = self.divisions.find_all(given_out(look_into.pop(), found)).values()
            standing = {one.id: one for one in fresh if one.valid_to is None}
            found |= standing
            look_into += standing.values()
        return list(found.values())

    def _change(self, places: Iterable[Division]) -> None:
        for place in places:
            self.keep_places(self.divisions.find(place.id), place)


def _day(call: Call) -> Day:
    return Day(call.body.on, local_day(call.now))
