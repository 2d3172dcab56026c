"""留痕: no edit without trace; what somebody voted on keeps its meaning."""

from dataclasses import dataclass, replace
from datetime import datetime

from chassis.errors import Forbidden, Refused
from chassis.events import Event

from ...events import StatementReworded, TopicReworded
from ..prevention.likeness import plain
from .moves import Act, move, require
from .statements import OPEN_TO_SPEECH, Moderation, Statement
from .topic import Origin, Stage, Topic

MOST = 20


@dataclass(frozen=True)
class Wording:
    """How something was worded for a while, and the votes given to it until then."""

    number: int
    text: str
    note: str
    until: datetime
    votes: int = 0


@dataclass(frozen=True)
class Wordings:
    """The earlier wordings of a topic or a statement, for everyone to read."""

    id: str
    topic_id: str
    division: str
    earlier: tuple[Wording, ...] = ()


def reword_statement(
    statement: Statement, known: Wordings | None, act: Act, *, topic: Topic, votes: int
) -> tuple[Statement, Wordings, list[Event]]:
    """Word a statement anew; once votes were given to it, its meaning stays."""
    require(topic, *OPEN_TO_SPEECH, to="be spoken on", zh="发言")
    _require_own(act, statement.made_by, statement.origin)
    if statement.moderated is Moderation.REJECTED:
        raise Refused(
            "statement-hidden", "a hidden statement is not reworded", "已隐藏的发言不能修改"
        )
    if votes and plain(act.reason) != plain(statement.text):
        raise Refused(
            "wording-voted-on",
            f"{votes} votes were given to this wording: say what you mean in a new statement",
            f"该发言已有{votes}次表态，不能更改含义：请另行发言",
            field="text",
        )
    wordings = _kept(known or Wordings(statement.id, topic.id, topic.division))
    given = votes - sum(one.votes for one in wordings.earlier)
    earlier = _after(wordings, text=statement.text, note="", act=act, votes=given)
    told = StatementReworded(
        statement.id, topic.id, len(earlier.earlier) + 1, votes, statement.division
    )
    return replace(statement, text=act.reason), earlier, [told]


def reword_topic(
    topic: Topic, known: Wordings | None, act: Act, *, note: str
) -> tuple[Topic, Wordings, list[Event]]:
    """Word a topic anew as long as nobody has taken it up."""
    require(topic, Stage.RAISED, to="be reworded", zh="修改")
    _require_own(act, topic.raised_by, topic.origin)
    wordings = _kept(known or Wordings(topic.id, topic.id, topic.division))
    earlier = _after(wordings, text=topic.title, note=topic.note, act=act, votes=0)
    line = Act("reworded", act.by, act.at)
    worded = move(topic, line, title=act.reason, note=note)
    told = TopicReworded(topic.id, worded.title, len(earlier.earlier) + 1, topic.division)
    return worded, earlier, [told]


def _after(wordings: Wordings, *, text: str, note: str, act: Act, votes: int) -> Wordings:
    number = len(wordings.earlier) + 1
    last = Wording(number, text, note, act.at, votes)
    return replace(wordings, earlier=(*wordings.earlier, last))


def _kept(wordings: Wordings) -> Wordings:
    if len(wordings.earlier) < MOST:
        return wordings
    raise Refused(
        "reworded-too-often",
        f"this was worded anew {MOST} times already",
        f"已修改{MOST}次，不能再改",
    )


def _require_own(act: Act, author: str, origin: Origin) -> None:
    if act.by.id != author or origin is not Origin.RESIDENT:
        raise Forbidden("not-the-author", "only its author can reword this", "只有本人可以修改")
