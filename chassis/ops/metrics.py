"""What a service counts and times; every label comes from a closed set."""

from collections.abc import Iterable, Mapping
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.exposition import choose_encoder

OUTCOMES = frozenset({"ok", "duplicate", "retry", "dead", "poison"})
FAST = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)
SLOW = (0.05, 0.1, 0.15, 0.25, 0.5, 0.8, 1, 2.5, 5, 15, 60, 300, 1800)
SIZES = (1, 2, 5, 10, 20, 50, 75, 100, 200, 500)


class Metrics:
    """The numbers of one process, under names that are the same for every service."""

    def __init__(self, service: str, *, version: str = "", instance: str = "") -> None:
        self.service = service
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._count_messages()
        self._watch_the_relay()
        self._watch_the_process(version, instance)

    def exposition(self, accept: str = "") -> tuple[bytes, str]:
        """Give the text a scraper reads, and its content type."""
        encode, content_type = choose_encoder(accept)
        return encode(self.registry), content_type

    def handled(self, event: str, outcome: str, count: int = 1) -> None:
        """Count messages by what became of them: ok, duplicate, retry, dead or poison."""
        if outcome not in OUTCOMES:
            raise ValueError(f"no outcome is called {outcome}; there are {sorted(OUTCOMES)}")
        self._handled.labels(self.service, event, outcome).inc(count)

    def critical_times(self, event: str, lags: Iterable[float], slowest: str = "") -> None:
        """Time events from when they happened to when their effects were committed here.

        `lags` in seconds; `slowest` is the trace of the one that took longest, kept as an exemplar.
        """
        times = self._critical_time.labels(self.service, event)
        *others, longest = sorted(max(lag, 0.0) for lag in lags)
        for lag in others:
            times.observe(lag)
        times.observe(longest, {"trace_id": slowest} if slowest else None)

    def answered(self, method: str, route: str, *, status: int, seconds: float) -> None:
        """Count and time an HTTP request; `route` is the pattern, never the path."""
        self._requests.labels(self.service, method, route, f"{status // 100}xx").inc()
        self._request_seconds.labels(self.service, method, route).observe(seconds)

    def lease_held(self, job: str, *, held: bool) -> None:
        """Tell whether this replica is the one that does a single job."""
        self._lease_held.labels(self.service, job).set(held)

    def dead(self, reason: str) -> None:
        """Count a message put among the dead letters, by reason."""
        self._dlq.labels(self.service, reason).inc()

    def letters_open(self, by_reason: Mapping[str, int]) -> None:
        """Tell how many dead letters nobody has settled yet; the same on every replica."""
        for reason, count in by_reason.items():
            self._letters_open.labels(self.service, reason).set(count)

    def webhook_attempt(self, outcome: str) -> None:
        """Count an attempt to deliver to a partner, by what came of it."""
        self._webhook_attempts.labels(self.service, outcome).inc()

    def follower_dropped(self, reason: str) -> None:
        """Count one who followed a stream and was let go: `slow`, or `gone` already."""
        self._followers_dropped.labels(self.service, reason).inc()

    def _count_messages(self) -> None:
        self._handled = self._many(
            Counter, "handled_total", "messages by outcome", "event", "outcome"
        )
        self._critical_time = self._many(
            Histogram, "critical_time_seconds", "from happening to effect", "event", buckets=SLOW
        )
        self.processing = self._one(Histogram, "processing_seconds", "one batch", buckets=FAST)
        self.batch_size = self._one(Histogram, "batch_size", "items in a batch", buckets=SIZES)
        self.inflight = self._one(Gauge, "inflight", "messages taken and not settled")
        self.held_back = self._one(Gauge, "held_back", "messages that wait for one before them")
        self.breaker_state = self._one(Gauge, "breaker_state", "0 consuming, 1 paused by a fault")
        self._dlq = self._many(
            Counter, "dlq_total", "messages put among the dead letters", "reason"
        )
        self._letters_open = self._many(
            Gauge, "dead_letters_open", "dead letters nobody has settled", "reason"
        )
        self._webhook_attempts = self._many(
            Counter, "webhook_attempts_total", "deliveries tried to partners", "outcome"
        )

    def _watch_the_relay(self) -> None:
        self.outbox_pending = self._one(Gauge, "outbox_pending", "events committed, not published")
        self.outbox_oldest_age = self._one(
            Gauge, "outbox_oldest_age_seconds", "age of the oldest event not published"
        )
        self.published = self._one(Counter, "published_total", "events confirmed by the broker")
        self.unroutable = self._one(Counter, "unroutable_total", "events nobody was bound to")
        self.topology_differences = self._one(
            Gauge, "topology_differences", "things missing or different on the broker"
        )
        self.relay_confirm = self._one(
            Histogram, "relay_confirm_seconds", "until the broker confirmed a batch", buckets=FAST
        )
        self._lease_held = self._many(Gauge, "lease_held", "1 on the replica that holds it", "job")

    def _watch_the_process(self, version: str, instance: str) -> None:
        self._requests = self._many(
            Counter, "http_requests_total", "HTTP requests", "method", "route", "status"
        )
        self._request_seconds = self._many(
            Histogram, "http_request_seconds", "HTTP answers", "method", "route", buckets=FAST
        )
        self.followers = self._one(Gauge, "followers", "connections that follow a stream")
        self._followers_dropped = self._many(
            Counter, "followers_dropped_total", "followers let go", "reason"
        )
        self.hub_lag = self._one(Gauge, "hub_lag_seconds", "how late the hub woke a sleeper")
        about = self._many(Gauge, "build_info", "what is running", "version", "instance")
        about.labels(self.service, version, instance).set(1)

    def _many(self, kind: Any, name: str, meaning: str, *labels: str, **more: Any) -> Any:
        return kind(
            f"gongzhi_{name}", meaning, ("service", *labels), registry=self.registry, **more
        )

    def _one(self, kind: Any, name: str, meaning: str, **more: Any) -> Any:
        return self._many(kind, name, meaning, **more).labels(self.service)
