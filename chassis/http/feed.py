"""The change feed: every service shows what it announced, in order, to whoever may know."""

from typing import Any

from chassis.http.call import Call
from chassis.http.problems import Problem
from chassis.http.ways_in import get
from chassis.store.feed_reader import feed_slice, pending_pages, published_counts

USUAL, MOST = 100, 500
MOST_PENDING = 100
SUBSCRIBERS = ("integrator", "ops")


class FeedWays:
    """Ways in that every service has, for systems that read its events by pulling."""

    @get(
        "/v1/feed",
        roles=SUBSCRIBERS,
        query={
            "after": "the position of the last event seen; 0 begins at the first",
            "limit": f"how many events, 1 to {MOST}",
            "type": "only events of this type, e.g. gongzhi.<service>.<fact>.v1",
        },
    )
    def feed(self, call: Call) -> Any:
        """Show published events after a position; the order is final and nothing is skipped."""
        after = _number(call, "after", 0, 0, 2**53)
        limit = _number(call, "limit", USUAL, 1, MOST)
        kind = call.query.get("type")

        def wanted(event: dict[str, Any]) -> bool:
            return kind in (None, event["type"]) and call.principal.covers(event["division"])

        return feed_slice(call.work.backend, after, limit, wanted)

    @get("/v1/feed/counts", roles=SUBSCRIBERS)
    def feed_counts(self, call: Call) -> dict[str, Any]:
        """Count published events by type, and the commits whose events are still to go out."""
        backend = call.work.backend
        return {
            "counts": published_counts(backend),
            "pending": pending_pages(backend, MOST_PENDING),
        }


def _number(call: Call, name: str, usual: int, least: int, most: int) -> int:
    text = call.query.get(name, str(usual))
    if not (text.isascii() and text.isdigit()) or not least <= int(text[:20]) <= most:
        raise Problem("malformed-query", f"{name}: {least} to {most}", f"{name}：{least} 到 {most}")
    return int(text)
