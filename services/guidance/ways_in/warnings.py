"""Ways in to early warnings: counted, told to who answers for the place, heeded when they end."""

from chassis.service import subscribe

from ..domain import topics
from ..domain.warnings import Rising, warn
from ..inbound import WarningEnded, WarningRaised
from .kept import Kept


class Warnings(Kept):
    """Prevention is an indicator, and each level of a warning a nudge."""

    @subscribe(WarningRaised)
    def on_warning_raised(self, event: WarningRaised) -> None:
        """Something builds up somewhere: it is counted, and who is to see to it is nudged."""
        new = event.from_level == 0
        self.count(event.division, warnings_raised=1, warnings_standing=int(new))
        self._await_answer(event)
        rising = Rising(
            event.warning_id,
            event.category,
            event.level,
            event.count,
            event.window_days,
            event.division,
        )
        self.issue(warn(rising, now=self.work.now))

    def _await_answer(self, event: WarningRaised) -> None:
        """Time the answer to the matter opened on a warning like that to any topic raised."""
        if event.topic_id is None:
            return
        known = self.topics.find(event.topic_id)
        record = topics.record_of(known, event.topic_id, event.division)
        risen, counts = topics.rise(record, at=event.meta.time)
        self.topics.save(risen)
        if counts:
            self.count(event.division, **counts)

    @subscribe(WarningEnded, loads={"awaited": "warning_id"})
    def on_warning_ended(self, event: WarningEnded) -> None:
        """It fell again: whoever was nudged has heeded it."""
        self.count(event.division, warnings_standing=-1, warnings_ended=1)
        self.heed(event.warning_id, at=event.meta.time)
