"""Ways in to re-deriving standings: in the background, some at a time, while deeds come in."""

from datetime import date
from typing import Any

from chassis.divisions import within
from chassis.http.call import Call
from chassis.http.ways_in import get
from chassis.service import every

from ...domain.days import local_day
from ...domain.ladder.rederiving import Rederivation, advance, begin, finish, rederive
from ...domain.ladder.standing import Decision, Standing
from ...domain.ladder.thresholds import LADDER, Thresholds, in_force
from ..kept import Kept

AT_ONCE = 50


class RederivingWaysIn(Kept):
    """A new ladder for past days: every standing it reaches is judged anew, once."""

    def begin_rederiving(self, thresholds: Thresholds) -> None:
        """Begin to go through the standings a ladder reaches; the same version once."""
        run = begin(thresholds, today=local_day(self.work.now), now=self.work.now)
        if run is not None and self.rederivations.find(run.id) is None:
            self.rederivations.save(run)

    @every(seconds=1)
    def go_on_rederiving(self) -> bool:
        """Judge the next standings anew: few at a time, so that nobody waits for it."""
        going_on = self.rederivations.going_on()
        for run in going_on:
            self._go_on(run)
        return bool(going_on)

    def _go_on(self, run: Rederivation) -> None:
        standings = self.standings.beyond(run.cursor, limit=AT_ONCE)
        if not standings:
            self.rederivations.save(finish(run, now=self.work.now))
            return
        reached = [one for one in standings if within(one.division, run.division)]
        moves = [self._rederive(standing, run) for standing in reached]
        self.rederivations.save(advance(run, moves, cursor=standings[-1].id))

    def _rederive(self, standing: Standing, run: Rederivation) -> Decision:
        book, place = self.rulebooks.find(LADDER), standing.division

        def ladder_on(day: date) -> Thresholds:
            return in_force(book, on=day, division=place)

        move = rederive(standing, ladder_on, run)
        self._keep(standing, *move)
        return move

    @get("/v1/rederivations", view=Rederivation, paged=True, roles=("official", "ops"))
    def list_rederivations(self, call: Call) -> dict[str, Any]:
        """Officials see what new ladders did to the standings, and how far that has come."""
        return self.rederivations.page({}, call)
