"""A batch on its way: read, in the hands of a worker, not acknowledged yet."""

import time
from collections.abc import Sequence
from typing import Any

from chassis.errors import Unavailable
from chassis.messaging.message import Delivery, Heard
from chassis.messaging.reading import Poison
from chassis.work.ahead import Step
from chassis.work.spawn import run_in_worker


class Flight:
    """What became of one batch, and its step in the row of batches."""

    def __init__(
        self,
        batch: list[Delivery],
        heard: list[Heard],
        poison: list[Poison],
        *,
        before: "Flight | None",
    ) -> None:
        """Come after another batch that may still be on its way."""
        self.batch = batch
        self.heard = heard
        self.poison = poison
        self.step: Step = Step(before.step if before else None)
        self.began = time.monotonic()
        self.error: Exception | None = Unavailable("the worker did not come back")

    @property
    def failed(self) -> bool:
        """Tell whether it is known by now that it was not committed."""
        return self.step.has_ended() and self.error is not None

    def fly(self, container: Any, entrypoint: Any) -> None:
        """Fold and commit in a worker; `error` says what was in the way."""
        try:
            self.error = folded(container, entrypoint, self.heard, self.step)
        finally:
            self.step.end(committed=self.error is None)


def folded(
    container: Any, entrypoint: Any, heard: Sequence[Heard], *step: Step
) -> Exception | None:
    """Fold messages in a worker; give what was in the way."""
    try:
        if heard:
            run_in_worker(container, entrypoint, heard, *step)
    except Exception as error:  # noqa: BLE001 - whoever holds the batch decides
        return error
    return None
