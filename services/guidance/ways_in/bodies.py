"""Ways in to what bodies do: joint tasks and advice."""

from typing import Any

from chassis.errors import NotFound
from chassis.http.call import Call
from chassis.service import get, subscribe

from ..inbound import AdviceDelivered, TaskCompleted, TaskProgressed
from ..schemas.indicators import AdviserView
from .kept import Kept


class Bodies(Kept):
    """What the leading bodies and the advisers deliver counts for them and for the place."""

    @subscribe(TaskProgressed)
    def on_task_progressed(self, event: TaskProgressed) -> None:
        """A joint task reached a milestone: it counts for the leading body and the place."""
        self.score(event, ("organization", event.lead_id))
        self.count(event.division, milestones_reached=1)

    @subscribe(TaskCompleted)
    def on_task_completed(self, event: TaskCompleted) -> None:
        """A joint task is done: it counts for the leading body and the place.

        Those who served get theirs when participation credits the hours.
        """
        self.score(event, ("organization", event.lead_id))
        self.count(event.division, tasks_completed=1)

    @subscribe(AdviceDelivered)
    def on_advice_delivered(self, event: AdviceDelivered) -> None:
        """An opinion was delivered: it stands in the adviser's record."""
        self.score(event)
        self.count(event.division, advices=1)
        self.advisers.add(event.adviser_id, advices=1)

    @get("/v1/advisers/{adviser_id}", view=AdviserView)
    def show_adviser(self, call: Call, adviser_id: str) -> dict[str, Any]:  # noqa: ARG002 - public
        """What an adviser has delivered."""
        record = self.advisers.get(adviser_id)
        if not record:
            raise NotFound("advisers", adviser_id)
        return record
