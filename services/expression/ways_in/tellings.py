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
        """Give the next people, and where to go on: `place:offset`, or `place:last ballot`."""
        place, _, after = telling.cursor.partition(":")
        number = int(place or 0)
        if number == 0:
            return self._who_raised(telling, int(after or 0))
        return self._who_voted(telling, number, after)

    def _who_raised(self, telling: Telling, start: int) -> tuple[list[str], str | None]:
        end = start + AT_ONCE
        people = list(telling.direct[start:end])
        if end < len(telling.direct):
            return people, f"0:{end}"
        return people, "1:" if telling.ballots else None

    def _who_voted(self, telling: Telling, number: int, after: str) -> tuple[list[str], str | None]:
        on = telling.ballots[number - 1]
        found = self.ballots.after(on, after, limit=AT_ONCE)
        people = [ballot.voter_id for ballot in found]
        if len(found) == AT_ONCE:
            return people, f"{number}:{found[-1].id}"
        return people, f"{number + 1}:" if number < len(telling.ballots) else None
