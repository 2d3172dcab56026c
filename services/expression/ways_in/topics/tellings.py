"""Tellings: those concerned by what became of a topic are named, a portion at a time."""

from typing import Any

from chassis.http.call import Call
from chassis.service import every, get
from chassis.store.paged import Order

from ...domain.topics.tellings import AT_ONCE, Concern, Telling, go_on, of_portion
from ..deliberation.deliberating import Deliberating
from ..kept import SPEAKERS

LATEST_FIRST = Order("at", -1)
BALLOTS, ROLLS, FOLLOWS = "ballots", "rolls", "follows"


class TellingWays(Deliberating):
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
        """Give the next who voted, openly or on a roll, and then the next who follow."""
        kind, on, last = _place(telling, number)
        rows = self._rows(kind, on, after)
        if len(rows) == AT_ONCE:
            return [who for _, who in rows], f"{number}:{rows[-1][0]}"
        return [who for _, who in rows], None if last else f"{number + 1}:"

    def _rows(self, kind: str, on: str, after: str) -> list[tuple[str, str]]:
        if kind == FOLLOWS:
            follows = self.follows.after(on, after, limit=AT_ONCE)
            return [(follow.id, follow.resident_id) for follow in follows]
        if kind == ROLLS:
            ids = {"$gt": after or f"{on}:", "$lt": f"{on};"}
            return [(e.id, e.voter_id) for e in self.rolls.where({"_id": ids}, limit=AT_ONCE)]
        ballots = self.ballots.after(on, after, limit=AT_ONCE)
        return [(ballot.id, ballot.voter_id) for ballot in ballots]


def _place(telling: Telling, number: int) -> tuple[str, str, bool]:
    """Give the n-th place people are looked for in: of which kind, where, and whether the last."""
    places = [
        *((BALLOTS, one) for one in telling.ballots),
        *((ROLLS, one) for one in telling.rolls),
        *((FOLLOWS, one) for one in telling.follows),
    ]
    return *places[number - 1], number == len(places)
