"""Requests that other systems send by Open311 GeoReport v2: topics like all others.

Beside the topic is kept where exactly it is, who sent it, and how much of its history was told.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from chassis.errors import Refused
from chassis.events import Event

from ..rules.rulebook import Rules
from ..topics.moves import IN_CHINESE
from ..topics.raising import Wish, raise_topic
from ..topics.statements import Statement, make_statement
from ..topics.topic import Actor, Origin, Stage, Topic
from .gazetteer import Location

ENDED = frozenset({"closed", "declined", "merged", "split"})
OPEN, CLOSED = "open", "closed"
LONGEST_TITLE = 60


@dataclass(frozen=True)
class ServiceRequest:
    """What is kept beside a topic that another system sent; `account` is the resident, if known.

    `told` counts the moves the sender was told of, `due_at` is when they are told more, and what
    could not be told for too long is `given_up_at`.
    """

    id: str
    division: str
    sender: str
    received_at: datetime
    changed_at: datetime
    reference: str | None = None
    account: str | None = None
    lat: float | None = None
    long: float | None = None
    address: str = ""
    media_url: str = ""
    told: int = 0
    due_at: datetime | None = None
    tries: int = 0
    failing_since: datetime | None = None
    trouble: str = ""
    given_up_at: datetime | None = None


@dataclass(frozen=True)
class Sent:
    """What a sender says of a request."""

    sender: str
    reference: str | None
    account: str | None
    location: Location
    media_url: str


@dataclass(frozen=True)
class Update:
    """One move of a request, as it is told: the extension that FixMyStreet calls an update."""

    id: str
    request_id: str
    number: int
    status: str
    at: datetime
    description: str


Decision = tuple[Topic, ServiceRequest, list[Event]]


def request_id(sender: str, reference: str) -> str:
    """Name a request by its sender's own reference, so that sending it again finds it."""
    digest = hashlib.sha256(f"{sender}\n{reference}".encode()).hexdigest()
    return f"open311-{digest[:32]}"


def somebody(identity: str, sender: str) -> str:
    """Name somebody a sender does not say more of, so that nobody takes them for a resident."""
    return f"open311:{identity}:{sender}"


def receive(identity: str, wish: Wish, sent: Sent, *, rules: Rules, now: datetime) -> Decision:
    """Take a request in as a topic of the loop: somebody owes it an answer from now on."""
    by = Actor(sent.account or somebody(identity, sent.sender), sent.sender)
    topic, announced = raise_topic(identity, wish, by=by, rules=rules, now=now)
    request = ServiceRequest(
        id=identity,
        division=topic.division,
        sender=sent.sender,
        received_at=now,
        changed_at=now,
        reference=sent.reference,
        account=sent.account,
        lat=sent.location.lat,
        long=sent.location.long,
        address=sent.location.address,
        media_url=sent.media_url,
        told=len(topic.history),
    )
    told = announced if sent.account else _of_nobody(announced)
    return replace(topic, origin=Origin.OPEN311), request, told


def comment(
    identity: str, topic: Topic, *, by: Actor, text: str, now: datetime
) -> tuple[Statement, list[Event]]:
    """Take what a sender adds to a request as a statement on its topic."""
    statement, announced = make_statement(identity, topic, by=by, text=text, now=now)
    known = not by.id.startswith("open311:")
    return replace(statement, origin=Origin.OPEN311), announced if known else _of_nobody(announced)


def _of_nobody(announced: list[Event]) -> list[Event]:
    """Announce as of somebody unknown here: it is nobody's participation."""
    return [replace(event, origin=Origin.IMPORT.value) for event in announced]  # type: ignore[call-arg]


def title_of(title: str, description: str, service: str) -> str:
    """Give a request one line: its own, else the first of its text, else what it is about."""
    lines = [line.strip() for line in (title or description).splitlines() if line.strip()]
    first = lines[0] if lines else service
    return first if len(first) <= LONGEST_TITLE else f"{first[:LONGEST_TITLE]}…"


def require_same(topic: Topic, wish: Wish) -> None:
    """Refuse another request under a reference that was used."""
    if (topic.category, topic.note) != (wish.category, wish.note):
        raise Refused(
            "reference-taken",
            "another request was sent by this reference",
            "该引用编号已用于另一请求",
            field="reference",
        )


def status_of(stage: Stage) -> str:
    """Tell whether anything is still owed: the protocol knows no more than open and closed."""
    return CLOSED if stage.value in ENDED else OPEN


def stages_of(status: str) -> list[str]:
    """List the stages in which a request has a status."""
    return [stage.value for stage in Stage if status_of(stage) == status]


def updates_of(topic: Topic, *, after: int = 0) -> list[Update]:
    """Give the moves of a topic as updates of its request, from the first that was not told."""
    return [
        Update(
            id=f"{topic.id}.{number}",
            request_id=topic.id,
            number=number,
            status=status_of(line.stage),
            at=line.at,
            description="：".join(filter(None, (IN_CHINESE[line.stage], line.reason))),
        )
        for number, line in enumerate(topic.history[after:], after + 1)
    ]


def forget_account(request: ServiceRequest) -> ServiceRequest:
    """Keep a request without what leads to the resident: who they are, and the exact spot."""
    return replace(request, account=None, lat=None, long=None, address="", media_url="")
