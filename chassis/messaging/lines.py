"""Who waits for whom among messages whose order counts: pure, the time is an argument.

A message that fails holds back those of its aggregate that come after it, and no others. It is
tried again at the pace of the ladder, and those behind it with it; one that comes late and belongs
before them goes first, at once. When the ladder ends, all are set aside together, in their order:
except behind an event of a type that is not known here, on which nothing here can depend.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from chassis.envelope import UnknownType
from chassis.errors import NotFound
from chassis.events import Inbound
from chassis.messaging.message import Delivery, Heard, Subscription
from chassis.messaging.reading import DECODING, UNREADABLE


class Behind(NotFound):
    """A message waits for one before it that has not taken effect."""

    def __init__(self, event_id: str) -> None:
        """Name the event that is waited for."""
        super().__init__("event before this one", event_id)


class InLine(Heard):
    """An event that takes effect after the one before it about the same thing, or not at all."""

    before: "InLine | None" = None
    tries = 0

    @property
    def aggregate(self) -> str:
        """Say what the event is about."""
        return self.event.meta.subject

    @property
    def place(self) -> tuple[str, int]:
        """Say which of the changes of what it is about was announced, and which word about it."""
        change, _, word = self.event.meta.sequence.partition(".")
        return change, int(word) if word.isdigit() else 0

    def apply(self, service: Any) -> None:
        """Let the service's method hear the event, unless the one before it failed."""
        if self.before is not None and self.before.error is not None:
            raise Behind(self.before.event.meta.id)
        self.hear(service)

    def hear(self, service: Any) -> None:
        """Let the service's method hear the event."""
        super().apply(service)


class Stranger(InLine):
    """An event of a type that is not known here; it keeps its place until a newer replica comes.

    The broker hands the shard, and with it whatever was not acknowledged, to the next replica.
    """

    kind = UNREADABLE

    def __init__(self, delivery: Delivery, unknown: UnknownType) -> None:
        """Stand where the event stands that nobody here can read."""
        nobody = Subscription(Inbound, DECODING, {}, ordered=True)
        super().__init__(Inbound(meta=unknown.meta), nobody, delivery)
        self._unknown = unknown

    def hear(self, _service: Any) -> None:
        """Fail: there is no method for it."""
        raise self._unknown


@dataclass
class Line:
    """Messages about one thing that wait for the first of them."""

    waiting: list[InLine]
    due_at: float

    def join(self, one: InLine, now: float) -> None:
        """Put one more in its place; who comes first of all is tried at once."""
        first = self.waiting[0]
        self.waiting = sorted([*self.waiting, one], key=lambda other: other.place)
        if self.waiting[0] is not first:
            self.due_at = now


class Lines:
    """What one consumer holds back; the broker delivers it again, in order, to the next."""

    def __init__(self, ladder: Sequence[float]) -> None:
        """Try again what failed after so many seconds, step by step."""
        self._ladder = ladder
        self._lines: dict[str, Line] = {}

    def __len__(self) -> int:
        """Count the messages that are held back."""
        return sum(len(line.waiting) for line in self._lines.values())

    def clear(self) -> None:
        """Forget all: it is delivered again."""
        self._lines.clear()

    def due(self, now: float) -> bool:
        """Tell whether a line is to be tried again."""
        return any(line.due_at <= now for line in self._lines.values())

    def admit(self, fresh: Iterable[InLine], now: float) -> list[InLine]:
        """Give what is to be tried now, in order; the rest waits behind what is held back."""
        new: list[InLine] = []
        for one in fresh:
            line = self._lines.get(one.aggregate)
            if line:
                line.join(one, now)
            else:
                new.append(one)
        return _linked([*self._take_due(now), *new])

    def settle(self, tried: Iterable[InLine], now: float) -> tuple[list[InLine], list[InLine]]:
        """Hold back what failed; give what took effect, and what is set aside for good."""
        done: list[InLine] = []
        failed: dict[str, list[InLine]] = {}
        for one in tried:
            if one.error is None:
                done.append(one)
            else:
                failed.setdefault(one.aggregate, []).append(one)
        aside = [one for waiting in failed.values() for one in self._hold(waiting, now)]
        return done, aside

    def _take_due(self, now: float) -> list[InLine]:
        due = [aggregate for aggregate, line in self._lines.items() if line.due_at <= now]
        return [one for aggregate in due for one in self._lines.pop(aggregate).waiting]

    def _hold(self, waiting: list[InLine], now: float) -> list[InLine]:
        first = waiting[0]
        first.tries += 1
        if first.tries > len(self._ladder):
            return self._given_up(waiting, now)
        due_at = now + self._ladder[first.tries - 1]
        self._lines[first.aggregate] = Line(waiting, due_at)
        return []

    def _given_up(self, waiting: list[InLine], now: float) -> list[InLine]:
        """Set a line aside; behind a stranger only the strangers, for the rest goes on at once."""
        if not isinstance(waiting[0], Stranger):
            return waiting
        rest = [one for one in waiting if not isinstance(one, Stranger)]
        if rest:
            self._lines[rest[0].aggregate] = Line(rest, now)
        return [one for one in waiting if isinstance(one, Stranger)]


def _linked(admitted: Iterable[InLine]) -> list[InLine]:
    """Put what is about the same thing in its order, each knowing the one before it."""
    apart: dict[str, list[InLine]] = {}
    for one in admitted:
        apart.setdefault(one.aggregate, []).append(one)
    for alike in apart.values():
        alike.sort(key=lambda one: one.place)
        for before, one in zip([None, *alike], alike, strict=False):
            one.before = before
    return [one for alike in apart.values() for one in alike]
