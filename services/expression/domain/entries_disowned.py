"""What becomes of a topic or a statement whose words a resident corrects or takes back."""

from dataclasses import replace

from chassis.errors import Refused

from .entries import Entry
from .moves import Act, move, require
from .statements import Statement
from .topics import Actor, Stage, Topic

CORRECTABLE = (Stage.RAISED, Stage.SCREENED)
WITHDRAWN = "withdrawn:"


def nobody_of(entry: Entry) -> Actor:
    """Name who raised what a resident took back: nobody, as far as anybody can tell."""
    return Actor(f"{WITHDRAWN}{entry.id}")


def correct_topic(topic: Topic, act: Act, *, title: str | None, note: str) -> Topic:
    """Change the words of a topic, in its public history, as long as nobody deliberates on them."""
    require(topic, *CORRECTABLE, to="be corrected: say it in a statement", zh="更正：请发言说明")
    return move(topic, act, title=title or topic.title, note=note)


def correct_statement(statement: Statement, act: Act, *, text: str, voted: bool) -> Statement:
    """Change the words of a statement, unless somebody voted on those that stand there."""
    if voted:
        raise Refused(
            "voted-on",
            "others have voted on these words: withdraw them, and say it anew",
            "已有人对该发言表态：请撤回后重新发言",
        )
    return replace(statement, text=text, corrected_at=act.at)


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
