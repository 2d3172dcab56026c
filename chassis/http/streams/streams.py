"""All that is followed in this process: who is taken in, how often it is asked, how it ends."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import eventlet
from eventlet.event import Event

from chassis.errors import Overloaded, Refused, Unavailable
from chassis.http.call import Call
from chassis.http.streams.broadcast import Broadcast
from chassis.http.streams.seen import Seen
from chassis.ops.metrics import Metrics
from chassis.principal import SYSTEM

TICK_SECONDS = 0.25

log = logging.getLogger(__name__)

Pairs = tuple[tuple[str, str], ...]
Read = Callable[[str, Call, dict[str, str]], Seen | None]


@dataclass(frozen=True)
class Followed:
    """What is followed: a method of the service, the values in the path and the query."""

    method: str
    args: Pairs
    query: Pairs


class Streams:
    """The broadcasts of a process, one for each thing that somebody follows here."""

    def __init__(
        self, read: Read, spawn: Callable[..., Any], metrics: Metrics, *, most: int
    ) -> None:
        """Ask by `read`, in threads made by `spawn`; take in `most` followers."""
        self._read = read
        self._spawn = spawn
        self._metrics = metrics
        self._most = most
        self._broadcasts: dict[Followed, Broadcast] = {}
        self._asked: dict[Followed, Any] = {}
        self._ended = False

    def look(self, followed: Followed, call: Call) -> Seen | None:
        """Give what is known of something that is followed already, else ask, once for all."""
        if self._ended:
            raise Unavailable("the service is being stopped")
        if self._count() >= self._most:
            raise Overloaded
        if followed in self._broadcasts:
            return self._broadcasts[followed].seen
        if followed in self._asked:
            return self._asked[followed].wait()
        return self._ask_for_all(followed, call)

    def _ask_for_all(self, followed: Followed, call: Call) -> Seen | None:
        """After a restart many come back at once: the first asks, the others wait for it."""
        asked = self._asked[followed] = Event()
        try:
            seen = self._read(followed.method, call, dict(followed.args))
        except BaseException as error:
            asked.send_exception(error)
            raise
        else:
            asked.send(seen)
            return seen
        finally:
            del self._asked[followed]

    def take(self, socket: Any, followed: Followed, seen: Seen, known: str) -> None:
        """Let a connection follow from now on."""
        if self._ended:
            socket.close()
            return
        if followed not in self._broadcasts:
            self._begin(followed, seen)
        self._broadcasts[followed].join(socket, known)
        self._metrics.followers.set(self._count())

    def end(self) -> None:
        """Take nobody in any more, and send all followers to another replica."""
        self._ended = True
        for broadcast in self._broadcasts.values():
            broadcast.end("stopping")

    def _begin(self, followed: Followed, seen: Seen) -> None:
        def ask(known: str) -> Seen | None:
            call = Call(SYSTEM, query=dict(followed.query), known=known)
            return self._read(followed.method, call, dict(followed.args))

        broadcast = Broadcast(seen, ask, self._metrics.follower_dropped)
        self._broadcasts[followed] = broadcast
        self._spawn(lambda: self._run(followed, broadcast), identifier="stream")

    def _run(self, followed: Followed, broadcast: Broadcast) -> None:
        while not self._ended:
            eventlet.sleep(TICK_SECONDS)
            self._refresh(broadcast)
            broadcast.look_after()
            self._metrics.followers.set(self._count())
            if not broadcast.followers:
                break
        self._broadcasts.pop(followed, None)

    def _refresh(self, broadcast: Broadcast) -> None:
        """Ask once; while there is no answer, followers wait with what they have."""
        try:
            broadcast.refresh()
        except (Unavailable, Overloaded) as error:
            log.info("not refreshed: %s", error)
        except Refused:  # it is there no more
            broadcast.end("over")
        except Exception:
            log.exception("not refreshed")
        if broadcast.seen.over:
            broadcast.end("over")

    def _count(self) -> int:
        return sum(len(one.followers) for one in self._broadcasts.values())
