"""按规范表达: a statement is hidden for a published reason, and its author can have that reviewed.

The words leave the statement while it is hidden, so that no view shows them; nothing is destroyed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from chassis.errors import Forbidden, Invalid, Refused
from chassis.events import Event

from ..events import HidingAppealed, HidingSettled, StatementHidden
from .rules.rulebook import Rules
from .topics.moves import Act
from .topics.statements import Moderation, Statement

HIDDEN_TEXT = ""


class Fate(StrEnum):
    """Where a hiding stands."""

    HIDDEN = "hidden"
    APPEALED = "appealed"
    UPHELD = "upheld"
    RESTORED = "restored"


@dataclass(frozen=True)
class Appeal:
    """What the author says against it, and by when somebody else owes an answer."""

    words: str
    made_at: datetime
    decide_by: datetime


@dataclass(frozen=True)
class Answer:
    """What was decided, by another than who hid it; nobody, where the deadline decided."""

    by: str | None
    words: str
    at: datetime


@dataclass(frozen=True)
class Hiding:
    """One time a statement was hidden: by whom, why, under which standard, and what came of it."""

    by: str
    at: datetime
    reason: str
    words: str
    clause: str
    appeal_until: datetime
    fate: Fate = Fate.HIDDEN
    appeal: Appeal | None = None
    answer: Answer | None = None


@dataclass(frozen=True)
class Moderated:
    """All that was done to a statement; what it says is kept here while it is hidden."""

    id: str
    topic_id: str
    division: str
    hidings: tuple[Hiding, ...] = ()
    text: str = ""
    alarm_at: datetime | None = None

    @property
    def last(self) -> Hiding:
        """Give the latest hiding."""
        return self.hidings[-1]


Decision = tuple[Moderated, Statement, list[Event]]
NEVER: tuple[Hiding, ...] = ()


def hide(
    known: Moderated | None, statement: Statement, act: Act, *, reason: str, rules: Rules
) -> Decision:
    """Hide a statement for one of the reasons the standard names; what was restored stays so."""
    if statement.moderated is Moderation.REJECTED:
        raise Refused("hidden-already", "this statement is hidden already", "该发言已被隐藏")
    _check_reason(known, reason, rules.conduct.moderation["reasons"])
    hiding = Hiding(
        by=act.by.id,
        at=act.at,
        reason=reason,
        words=act.reason,
        clause=rules.clauses["moderation"],
        appeal_until=rules.days_after(rules.conduct.moderation["appeal_days"], act.at),
    )
    before = known.hidings if known else NEVER
    moderated = Moderated(
        statement.id,
        statement.topic_id,
        statement.division,
        (*before, hiding),
        text=statement.text,
    )
    hidden = replace(statement, text=HIDDEN_TEXT, moderated=Moderation.REJECTED)
    told = StatementHidden(
        statement_id=statement.id,
        topic_id=statement.topic_id,
        reason=reason,
        words=act.reason,
        appeal_until=hiding.appeal_until,
        division=statement.division,
    )
    return moderated, hidden, [told]


def _check_reason(known: Moderated | None, reason: str, reasons: Mapping[str, Any]) -> None:
    if reason not in reasons:
        names = ", ".join(sorted(reasons))
        raise Invalid(
            "reason-unknown",
            f"statements are hidden for one of these reasons: {names}",
            f"隐藏发言的理由须为以下之一：{names}",
            field="reason",
        )
    before = known.hidings if known else NEVER
    if any(one.reason == reason and one.fate is Fate.RESTORED for one in before):
        raise Refused(
            "restored-before",
            "it was found before that this is no reason to hide this statement",
            "此前已认定该理由不成立，不能以同一理由再次隐藏",
            field="reason",
        )


def appeal(
    moderated: Moderated, statement: Statement, act: Act, *, rules: Rules
) -> tuple[Moderated, list[Event]]:
    """Let the author ask another than who hid it to look again, within the window."""
    if act.by.id != statement.made_by:
        raise Forbidden("not-the-author", "only its author can appeal", "只有发言人可以申诉")
    if moderated.last.fate is not Fate.HIDDEN:
        raise Refused("appeal-settled", "this was appealed or settled already", "已申诉或已处理")
    if act.at > moderated.last.appeal_until:
        raise Refused("appeal-late", "the time to appeal is over", "申诉期限已过")
    decide_by = rules.days_after(rules.conduct.moderation["decide_days"], act.at)
    made = replace(moderated.last, fate=Fate.APPEALED, appeal=Appeal(act.reason, act.at, decide_by))
    told = HidingAppealed(statement.id, statement.topic_id, decide_by, statement.division)
    return _with(moderated, made, alarm_at=decide_by), [told]


def decide(moderated: Moderated, statement: Statement, act: Act, *, restored: bool) -> Decision:
    """Let another than who hid it uphold that, or give the statement its words back."""
    if moderated.last.fate is not Fate.APPEALED:
        raise Refused("no-appeal", "nobody appeals against this", "没有待处理的申诉")
    if act.by.id == moderated.last.by:
        raise Forbidden(
            "moderator-decides-not",
            "another person than who hid it decides on the appeal",
            "申诉须由原处理人以外的人员裁定",
        )
    return _settled(moderated, statement, Answer(act.by.id, act.reason, act.at), restored=restored)


def lapse(moderated: Moderated, statement: Statement, now: datetime) -> Decision:
    """Give a statement its words back when nobody decided in time: nobody is to wait in vain."""
    if moderated.alarm_at is None or moderated.alarm_at > now:
        return moderated, statement, []
    words = "逾期未裁定，予以恢复 / not decided in time: restored"
    return _settled(moderated, statement, Answer(None, words, now), restored=True)


def _settled(
    moderated: Moderated, statement: Statement, answer: Answer, *, restored: bool
) -> Decision:
    fate = Fate.RESTORED if restored else Fate.UPHELD
    settled = _with(moderated, replace(moderated.last, fate=fate, answer=answer), alarm_at=None)
    told = HidingSettled(
        statement_id=statement.id,
        topic_id=statement.topic_id,
        restored=restored,
        in_time=answer.by is not None,
        division=statement.division,
    )
    if not restored:
        return settled, statement, [told]
    shown = replace(statement, text=moderated.text, moderated=Moderation.ACCEPTED)
    return replace(settled, text=HIDDEN_TEXT), shown, [told]


def _with(moderated: Moderated, hiding: Hiding, *, alarm_at: datetime | None) -> Moderated:
    return replace(moderated, hidings=(*moderated.hidings[:-1], hiding), alarm_at=alarm_at)
