"""Sessions nobody opens: the clock says that they were not held, and tells who follows."""

from datetime import timedelta

from chassis.service import every

from ..domain.hall_sessions import HallSession
from ..domain.hall_steering import miss
from ..domain.tellings import NOT_HELD, begin
from .hall import HallKept

SHORTEST = timedelta(hours=1)  # the least a standard may wait


class HallMissedWays(HallKept):
    """How no session stays announced for ever."""

    @every(seconds=60)
    def miss_hall_sessions(self) -> None:
        """A session that nobody opened some hours after its time was not held."""
        for session in self.hall_sessions.announced_for(self.work.now - SHORTEST):
            hours = self.rules_at(session.division).hall["not_held_after_hours"]
            missed, announced = miss(session, after_hours=hours, now=self.work.now)
            if missed is not session:
                self.hall_sessions.save(missed, announced)
                self._tell_who_follows(missed)

    def _tell_who_follows(self, session: HallSession) -> None:
        """Tell those who raised or follow what was on its agenda."""
        for topic in self.topics.find_all(session.topic_ids).values():
            told = begin(self.work.new_id(), topic, NOT_HELD, voted=False, now=self.work.now)
            self.tellings.save(told)
