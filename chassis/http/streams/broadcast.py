"""All who follow one thing in this process: it is asked about once for all of them."""

import random
import time
from collections.abc import Callable
from typing import Any

import eventlet

from chassis.http.streams import frames
from chassis.http.streams.follower import Follower
from chassis.http.streams.patches import Json, merge_patch, plain
from chassis.http.streams.seen import Seen

HEARTBEAT_SECONDS = 15.0  # gateways give up a silent connection after a minute
GONE_SECONDS = 1.0
LONGEST_SECONDS = 1800.0  # a token does not outlive its stream by more, and replicas even out
TURN = 200  # how many are written to before others of the process have their turn
Ask = Callable[[str], Seen | None]


class Broadcast:
    """One thing, the state its followers know, and these followers."""

    def __init__(self, seen: Seen, ask: Ask, dropped: Callable[[str], None]) -> None:
        """Begin with what there is now; `ask` gives what there is beyond a revision, or None."""
        self.seen = seen
        self.followers: set[Follower] = set()
        self._ask = ask
        self._dropped = dropped
        self._state: Json = plain(seen.state)
        self._frame = frames.state_frame(seen.revision, self._state)
        self._beat_at = self._looked_at = time.monotonic()

    def join(self, socket: Any, known: str) -> None:
        """Take one in, and tell all there is unless that is known already."""
        lasts = LONGEST_SECONDS * random.uniform(0.8, 1.2)  # noqa: S311 - no secret
        follower = Follower(socket, time.monotonic() + lasts)
        first = frames.HEARTBEAT if known == self.seen.revision else self._frame
        if follower.send(frames.head() + frames.retry(soon()) + first):
            self.followers.add(follower)
        else:
            follower.end()

    def refresh(self) -> None:
        """Ask what there is, and tell what changed."""
        seen = self._ask(self.seen.revision)
        if seen is None or seen.revision == self.seen.revision:
            return
        state = plain(seen.state)
        patch = merge_patch(self._state, state)
        self.seen, self._state = seen, state
        self._frame = frames.state_frame(seen.revision, state)
        self._tell(frames.change_frame(seen.revision, patch))

    def look_after(self) -> None:
        """Send what could not be sent, let go who is lost, keep the others' connections alive."""
        now = time.monotonic()
        for follower in [one for one in self.followers if one.behind and not one.flush()]:
            self._drop(follower, "slow")
        if now - self._looked_at >= GONE_SECONDS:
            self._looked_at = now
            self._let_go(now)
        if now - self._beat_at >= HEARTBEAT_SECONDS:
            self._beat_at = now
            self._beat()

    def end(self, reason: str) -> None:
        """Say goodbye to all."""
        for follower in self.followers:
            follower.end(frames.goodbye(reason, soon()))
        self.followers.clear()

    def _tell(self, frame: bytes) -> None:
        for number, follower in enumerate(list(self.followers), 1):
            if not follower.send(frame):
                self._drop(follower, "slow" if follower.behind > len(frame) else "gone")
            if number % TURN == 0:
                eventlet.sleep(0)

    def _beat(self) -> None:
        """Send a comment; who has not taken in the last one is as good as gone."""
        for follower in [one for one in self.followers if one.behind]:
            self._drop(follower, "slow")
        self._tell(frames.HEARTBEAT)

    def _let_go(self, now: float) -> None:
        for follower in [one for one in self.followers if one.is_gone()]:
            self._drop(follower, "gone")
        for follower in [one for one in self.followers if one.ends_at <= now]:
            self.followers.discard(follower)
            follower.end(frames.goodbye("long", soon()))

    def _drop(self, follower: Follower, reason: str) -> None:
        self.followers.discard(follower)
        follower.end()
        self._dropped(reason)


def soon() -> int:
    """Say after how many milliseconds to come again: not all at once."""
    return random.randrange(500, 4000)  # noqa: S311 - no secret
