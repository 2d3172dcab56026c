"""Ways in to changes of the tree: a place is renamed, merged, split; what was wrong is undone."""

from collections.abc import Sequence
from datetime import date

from chassis.http.call import Call
from chassis.http.ways_in import post

from ...domain.days import local_day
from ...domain.divisions.announcing import Change, changed
from ...domain.divisions.changes import MOST_BELOW, Day
from ...domain.divisions.division import Division
from ...domain.divisions.entry import given_out
from ...domain.divisions.history import Part, merge, rename, split
from ...domain.divisions.taking_back import (
    Carried,
    check_few,
    check_unused,
    heirs_of,
    name_of,
    no_such_change,
    parted,
    take_back_end,
    take_back_name,
    was_carried,
)
from ...schemas.divisions import DivisionView, Merge, Rename, Split, TakeBack
from .counts import DivisionCounting

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
            self.divisions.save(renamed, [changed(renamed, Change.RENAMED, on=body.on)])
        return renamed

    @post("/v1/divisions/{code}/merger", body=Merge, view=DivisionView, roles=OFFICES)
    def merge_division(self, call: Call, code: str) -> Division:
        """An official says that a place went over into another; saying it twice changes nothing."""
        call.covers(call.body.into)
        place, into = self.divisions.get(code), self.divisions.find(call.body.into)
        ended = merge(place, into, self._below(place), day=_day(call))
        self._change(place, ended, Change.MERGED, on=call.body.on)
        return self.divisions.find(code) or place

    @post("/v1/divisions/{code}/split", body=Split, view=DivisionView, roles=OFFICES)
    def split_division(self, call: Call, code: str) -> Division:
        """An official says into what a place was split, and where what lay in it goes."""
        parts = [Part(part.code, tuple(part.places)) for part in call.body.parts]
        for part in parts:
            call.covers(part.code)
        place = self.divisions.get(code)
        known = self.divisions.find_all(part.code for part in parts)
        ended = split(place, parts, known, self._below(place), day=_day(call))
        codes = [part.code for part in parts]
        self._change(place, ended, Change.SPLIT, on=call.body.on, parts=codes)
        return self.divisions.find(code) or place

    @post("/v1/divisions/{code}/taking-back", body=TakeBack, view=DivisionView, roles=OFFICES)
    def take_change_back(self, call: Call, code: str) -> Division:
        """An official takes the last change of a place back, while nothing rests on it."""
        place, on = self.divisions.get(code), call.body.on
        former = name_of(place, on=on)
        if former is not None:
            back = [take_back_name(place, former)]
        elif parted(place) == on:
            back = self._stand_again(call, place)
        else:
            raise no_such_change(place, on)
        self._change(place, back, Change.TAKEN_BACK, on=on)
        return self.divisions.find(code) or place

    def _stand_again(self, call: Call, place: Division) -> list[Division]:
        heirs = heirs_of(place)
        for heir in heirs:
            call.covers(heir)
        ended = self.divisions.ended_below(place.id, limit=MOST_BELOW + 1)
        check_few(place, ended)
        before = [one for one in ended if was_carried(one, heirs)]
        twins = self.divisions.find_all(one.successors[0] for one in before)
        check_unused(self._used(list(twins)))
        known = self.divisions.find_all(heirs).values()
        carried = [Carried(one, twins[one.successors[0]]) for one in before]
        return take_back_end(place, list(known), carried)

    def _used(self, codes: list[str]) -> list[tuple[str, str]]:
        """Find something that was recorded under ids which came with a change."""
        kept = (self.residents, self.spaces, self.activities, self.shifts, self.affairs, self.aids)
        asked = {"division": {"$in": codes}}
        found = ((one.name, row) for one in kept for row in one.where(asked, limit=1))
        return [(name, row.division) for name, row in found]

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

    def _change(
        self,
        place: Division,
        places: Sequence[Division],
        change: Change,
        *,
        on: date,
        parts: Sequence[str] = (),
    ) -> None:
        """Keep all that changes, and announce what became of the place itself."""
        for one in places:
            self.keep_places(self.divisions.find(one.id), one)
        if places:
            now = self.divisions.find(place.id) or place
            self.keep_places(now, now, [changed(now, change, on=on, parts=parts)])


def _day(call: Call) -> Day:
    return Day(call.body.on, local_day(call.now))
