"""The answer to one who wants to follow: the first frames, or that there is no more to come."""

from werkzeug.wrappers import Request, Response

from chassis.http.headers import last_event_id
from chassis.http.streams import frames
from chassis.http.streams.broadcast import soon
from chassis.http.streams.patches import plain
from chassis.http.streams.seen import Seen
from chassis.http.streams.streams import Followed

NO_MORE = 204  # the HTML standard: whoever is answered this comes no more


class Following(Response):
    """A stream that has begun: its body is the first frame, and a server goes on from there."""

    def __init__(self, followed: Followed, seen: Seen, known: str) -> None:
        """Begin with all there is to see."""
        first = frames.state_frame(seen.revision, plain(seen.state))
        super().__init__(first, 200, list(frames.HEADERS))
        self.followed, self.seen, self.known = followed, seen, known


def following(followed: Followed, seen: Seen | None, request: Request) -> Response:
    """Answer a request to follow; what is over is told once more, and then no more."""
    known = last_event_id(request)
    if seen is None or (seen.over and known == seen.revision):
        return Response(status=NO_MORE)
    if not seen.over:
        return Following(followed, seen, known)
    told = frames.state_frame(seen.revision, plain(seen.state)) + frames.goodbye("over", soon())
    return Response(told, 200, list(frames.HEADERS))
