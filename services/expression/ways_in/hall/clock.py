"""Sessions nobody opens, or ends: the clock says so, and tells who follows."""

from datetime import timedelta

from chassis.service import every

from ...domain.hall.sessions import HallSession
from ...domain.hall.steering import lapse, miss
from ...domain.topics.tellings import NOT_HELD, begin
from .sessions import HallKept

SHORTEST = timedelta(hours=1)  # the least a standard may wait
SHORTEST_LAPSE = timedelta(days=1)


class HallClockWays(HallKept):
    """How no session stays announced, open or adjourned for ever."""

    @every(seconds=60)
    def miss_hall_sessions(self) -> None:
        """A session that nobody opened some hours after its time was not held."""
        for session in self.hall_sessions.announced_for(self.work.now - SHORTEST):
            hours = self.rules_at(session.division).hall["not_held_after_hours"]
            missed, announced = miss(session, after_hours=hours, now=self.work.now)
            if missed is not session:
                self.hall_sessions.save(missed, announced)
                self._tell_who_follows(missed)

    @every(seconds=600)
    def lapse_hall_sessions(self) -> None:
        """A session that nobody led for some days, open or adjourned, is over."""
        for session in self.hall_sessions.begun(before=self.work.now - SHORTEST_LAPSE):
            days, queue = self._lapse_days(session), self.queue_of(session)
            over, announced = lapse(session, after_days=days, spoken=queue.turns, now=self.work.now)
            if over is not session:
                self.hall_queues.save(self.end_turn(queue))
                self.hall_sessions.save(over, announced)

    def _lapse_days(self, session: HallSession) -> int:
        days: int = self.rules_at(session.division).hall["lapsed_after_days"]
        return days

    def _tell_who_follows(self, session: HallSession) -> None:
        """Tell those who raised or follow what was on its agenda."""
        for topic in self.topics.find_all(session.topic_ids).values():
            told = begin(self.work.new_id(), topic, NOT_HELD, voted=False, now=self.work.now)
            self.tellings.save(told)
