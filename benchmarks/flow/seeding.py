"""What must be there before an action: residents, affairs, topics, and what points there are.

The documents are those of our services; the peer reads the same ones from databases of its own.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from benchmarks.flow.actions import Action
from benchmarks.peers.flow_nameko.rules import POINTS
from chassis.store.documents import to_document
from services.expression.domain.topics.topic import Resolution, Stage, Step, Topic
from services.guidance.domain.rulebook import Entry, Rulebook
from services.participation.domain.affairs.affair import Affair, AffairKind, Origin
from services.participation.domain.ladder.standing import Rung, Standing
from services.participation.domain.residents.resident import Resident

DISTRICT, IN_FORCE = "440605", date(2020, 1, 1)
BEFORE, DUE = datetime(2025, 6, 1, tzinfo=UTC), date(2030, 1, 1)
AT_ONCE = 1_000
Rows = list[dict[str, Any]]


def rules() -> tuple[str, str, Rows]:
    """Give the standard that says what actions are worth, and the collection it goes to."""
    entry = Entry("flow", 1, IN_FORCE, {"points": POINTS})
    book = Rulebook(DISTRICT, DISTRICT, (entry,))
    return "guidance", "rulebooks", [to_document(book, 1)]


def kept_for(actions: list[Action]) -> Iterator[tuple[str, str, Rows]]:
    """Give what actions are about: service, collection and documents."""
    yield "participation", "affairs", [to_document(_affair(one), 1) for one in actions]
    yield "expression", "topics", [to_document(_topic(one), 1) for one in actions]


def residents_of(actions: list[Action]) -> Iterator[tuple[str, str, Rows]]:
    """Give those who act, each once, where the first of their actions is."""
    first = {one.resident_id: one.division for one in reversed(actions)}
    known = [Resident(who, where, (), BEFORE) for who, where in first.items()]
    yield "participation", "residents", [to_document(one, 1) for one in known]
    # They stand on the highest rung already: the flow is the same for every action.
    stand = [Standing(who, where, Rung.PUBLIC_AFFAIRS) for who, where in first.items()]
    yield "participation", "standings", [to_document(one, 1) for one in stand]


def insert(database: Any, collection: str, rows: Rows) -> None:
    """Put rows in, some at a time."""
    for start in range(0, len(rows), AT_ONCE):
        database[collection].insert_many(rows[start : start + AT_ONCE], ordered=False)


def _affair(action: Action) -> Affair:
    return Affair(
        id=action.affair_id,
        division=action.division,
        title="疏通3座化粪池",
        kind=AffairKind.PIPE_CLEARING,
        origin=Origin.TOPIC,
        opened_at=BEFORE,
        topic_id=action.topic_id,
    )


def _topic(action: Action) -> Topic:
    return Topic(
        id=action.topic_id,
        division=action.division,
        title="疏通3座化粪池",
        category="environment",
        raised_by=action.resident_id,
        raised_at=BEFORE,
        stage=Stage.RESOLVED,
        step=Step.EXECUTION,
        voices=(action.resident_id,),
        resolution=Resolution("同意疏通", 20, 1, 0, None, DUE, BEFORE),
    )
