"""What becomes of a topic or a statement whose words a resident takes back."""

from dataclasses import replace

from ..topics.moves import Act, move
from ..topics.statements import Statement
from ..topics.topic import Actor, Topic
from .entry import Entry

WITHDRAWN = "withdrawn:"


def nobody_of(entry: Entry) -> Actor:
    """Name who raised what a resident took back: nobody, as far as anybody can tell."""
    return Actor(f"{WITHDRAWN}{entry.id}")


def withdraw_statement(statement: Statement, act: Act) -> Statement:
    """Take a statement back: it stays counted, is shown without words and voted on no more."""
    return replace(statement, withdrawn_at=act.at)


def disown(topic: Topic, entry: Entry, act: Act) -> Topic:
    """Let a topic go on that a resident did not want raised: it is theirs no more."""
    who, nobody = entry.resident_id, nobody_of(entry)

    def named(one: str) -> str:
        return nobody.id if one == who else one

    history = tuple(
        replace(line, actor=nobody.id) if (line.actor, line.entered_by) == theirs else line
        for theirs in [(who, entry.entered_by)]
        for line in topic.history
    )
    disowned = replace(
        topic,
        raised_by=named(topic.raised_by),
        owner=topic.owner and named(topic.owner),
        voices=tuple(map(named, topic.voices)),
        history=history,
    )
    return move(disowned, replace(act, by=nobody))


def carries(topic: Topic, entry: Entry) -> bool:
    """Tell whether a topic has the voice of an entry, and has it from nowhere else."""
    who = entry.resident_id
    own = topic.raised_by == who and topic.id != entry.id
    return who in topic.voices and not own
