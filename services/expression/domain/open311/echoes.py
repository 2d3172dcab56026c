"""状态回传: what became of a request is told to whoever sent it, at least once, in order."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from .requests import ServiceRequest, Update

FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=1)
PATIENCE = timedelta(days=3)


@dataclass(frozen=True)
class Callback:
    """Where a sender wants to be told, by the name in its token."""

    id: str
    address: str
    since: datetime
    rests_until: datetime | None = None


def rest(callback: Callback, *, now: datetime) -> Callback:
    """Leave a sender that does not answer alone for a while, whatever else it is owed."""
    return replace(callback, rests_until=now + FIRST_PAUSE)


def wait(request: ServiceRequest, until: datetime, *, now: datetime) -> ServiceRequest:
    """Wait with the others for a sender that does not answer; three days count here too."""
    since = request.failing_since or now
    if now - since >= PATIENCE:
        return replace(request, due_at=None, given_up_at=now)
    return replace(request, due_at=until, failing_since=since)


def owe(request: ServiceRequest, *, now: datetime) -> ServiceRequest:
    """Note with a change of a topic that its sender is owed word of it."""
    return replace(request, changed_at=now, due_at=request.due_at or now, given_up_at=None)


def nothing_owed(request: ServiceRequest) -> ServiceRequest:
    """Note that the sender was told all there is, or wants to ask by itself."""
    return replace(request, due_at=None, tries=0, failing_since=None, trouble="")


def tell(request: ServiceRequest, update: Update, *, last: bool, now: datetime) -> ServiceRequest:
    """Note that the sender took an update; what follows it is due at once."""
    done = replace(nothing_owed(request), told=update.number)
    return done if last else replace(done, due_at=now)


def put_off(request: ServiceRequest, trouble: str, *, now: datetime) -> ServiceRequest:
    """Try again later and later; after three days it is given up, for everyone concerned to see."""
    since = request.failing_since or now
    failed = replace(request, tries=request.tries + 1, failing_since=since, trouble=trouble[:200])
    if now - since >= PATIENCE:
        return replace(failed, due_at=None, given_up_at=now)
    pause = min(FIRST_PAUSE * 2 ** min(request.tries, 10), LONGEST_PAUSE)
    return replace(failed, due_at=now + pause)


def take_up(request: ServiceRequest, *, now: datetime) -> ServiceRequest:
    """Try once more what was given up."""
    return replace(request, due_at=now, given_up_at=None, tries=0, failing_since=None)
