"""Tellings: those concerned by what became of a topic are named, a portion at a time."""

from typing import Any

from chassis.http.call import Call
from chassis.service import every, get
from chassis.store.paged import Order

from ..domain.tellings import AT_ONCE, Concern, Telling, go_on, of_portion
from .kept import SPEAKERS, Kept

LATEST_FIRST = Order("at", -1)


class TellingWays(Kept):
    """How everyone concerned learns what became of a topic."""

    @get("/v1/residents/{resident_id}/concerns", view=Concern, paged=True, roles=SPEAKERS)
    def list_concerns(self, call: Call, resident_id: str) -> dict[str, Any]:
        """A resident reads what became of the topics they raised, voted on or followed."""
        call.speaks_for(resident_id)
        return self.concerns.page({"resident_id": resident_id}, call, order=LATEST_FIRST)

    @every(seconds=5)
    def tell_concerned(self) -> bool:
        """Those concerned are told in bounded portions, until everyone was."""
        waiting = self.tellings.open()
        for telling in waiting:
            self._tell_some(telling)
        return bool(waiting)

    def _tell_some(self, telling: Telling) -> None:
        people, cursor = self._next(telling)
        lines = of_portion(telling, people)
        known = self.concerns.find_all(line.id for line in lines)
        gone = self.residents.find_all(line.resident_id for line in lines)
        fresh = [
            line
            for line in lines
            if line.id not in known
            and not (line.resident_id in gone and gone[line.resident_id].erased)
        ]
        for line in fresh:
            self.concerns.add(line)
        self.tellings.save(*go_on(telling, fresh, cursor=cursor, now=self.work.now))

    def _next(self, telling: Telling) -> tuple[list[str], str | None]:
        """Give the next people, and where to go on: `place:offset`, or `place:last row`."""
        place, _, after = telling.cursor.partition(":")
        number = int(place or 0)
        if number:
            return self._who_took_part(telling, number, after)
        start = int(after or 0)
        end = start + AT_ONCE
        people = list(telling.direct[start:end])
        return people, f"0:{end}" if end < len(telling.direct) else "1:"

    def _who_took_part(
        self, telling: Telling, number: int, after: str
    ) -> tuple[list[str], str | None]:
        """Give the next who voted, place by place, and then the next who follow."""
        voted, places = len(telling.ballots), (*telling.ballots, *telling.follows)
        on = places[number - 1]
        if number <= voted:
            ballots = self.ballots.after(on, after, limit=AT_ONCE)
            rows = [(ballot.id, ballot.voter_id) for ballot in ballots]
        else:
            follows = self.follows.after(on, after, limit=AT_ONCE)
            rows = [(follow.id, follow.resident_id) for follow in follows]
        people = [who for _, who in rows]
        if len(rows) == AT_ONCE:
            return people, f"{number}:{rows[-1][0]}"
        return people, f"{number + 1}:" if number < len(places) else None
