"""分类议事: by category and level, who decides, how many must take part, and what carries it.

Sources: 民法典 278 (owners: two thirds take part; over half, or three quarters, of those agree);
村民委员会组织法 22 (over half of the villagers or two thirds of the households; over half agree).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Any

from chassis.errors import Invalid, Refused

from ..places import Level, level_of


class Who(StrEnum):
    """Who decides: each resident of the place, or the seats of a body that was entered for it."""

    RESIDENTS = "residents"
    HOUSEHOLDS = "households"
    REPRESENTATIVES = "representatives"
    MEMBERS = "members"


class Of(StrEnum):
    """What a majority is a majority of."""

    DECIDED = "decided"
    CAST = "cast"
    ENTITLED = "entitled"


class Method(StrEnum):
    """How it is voted: by name, or by secret ballot with an open roll."""

    RECORDED = "recorded"
    SECRET = "secret"  # noqa: S105 - a ballot, no password


class Weight(StrEnum):
    """What is counted: voices alone, or the floor area of who votes as well (民法典 278)."""

    HEADS = "heads"
    HEADS_AND_AREA = "heads_and_area"


# 以上 includes the number itself, 过半 does not (民法典 1259)
SHARES = {
    "simple": (Fraction(1, 2), False),
    "half": (Fraction(1, 2), False),
    "two_thirds": (Fraction(2, 3), True),
    "three_quarters": (Fraction(3, 4), True),
}


@dataclass(frozen=True)
class Terms:
    """What a vote is held to, fixed when its text is put to the vote."""

    level: Level
    who: Who
    quorum: int
    majority: str
    of: Of
    method: Method
    entitled: int | None
    clause: str
    weight: Weight = Weight.HEADS
    area: int | None = None
    area_quorum: int = 0

    @property
    def secret(self) -> bool:
        """Tell whether nobody may learn who chose what."""
        return self.method is Method.SECRET


@dataclass(frozen=True)
class Count:
    """How a vote stands."""

    agree: int
    disagree: int
    passed: int

    @property
    def cast(self) -> int:
        """Give how many have voted; to pass is to take part."""
        return self.agree + self.disagree + self.passed


@dataclass(frozen=True)
class Setting:
    """At which level something is to be decided, and how many are entitled, where that is known."""

    level: Level
    entitled: int | None = None


def terms_of(
    where: Setting, ruled: Mapping[str, Any], *, quorum: int, majority: float, clause: str
) -> Terms:
    """Fix what a vote is held to; what the standard leaves open follows its quorums."""
    return Terms(
        level=where.level,
        who=Who(ruled.get("who", Who.RESIDENTS)),
        quorum=needed(ruled.get("quorum", quorum), where.entitled),
        majority=str(ruled.get("majority", majority)),
        of=Of(ruled.get("of", Of.DECIDED)),
        method=Method(ruled.get("method", Method.RECORDED)),
        entitled=where.entitled,
        clause=clause,
        weight=Weight(ruled.get("weight", Weight.HEADS)),
    )


def deliberative_level(division: str, kind: str | None) -> Level:
    """Tell the level of a place: by what it was entered as, else by its code."""
    if kind in set(Level):
        return Level(str(kind))
    last = division.rsplit("-", maxsplit=1)[-1]
    return Level.BUILDING if last.startswith("b") and "-" in division else level_of(division)


def needed(quorum: int | str, entitled: int | None) -> int:
    """Give how many must take part; a share is one of those entitled."""
    if isinstance(quorum, int):
        return quorum
    if not entitled:
        raise Invalid(
            "entitled-missing",
            f"the standard asks for {quorum} of those entitled: say how many they are",
            f"标准要求{quorum}的有权表决人参与：请注明有权表决人数",
            field="entitled",
        )
    share, inclusive = SHARES[quorum]
    return _least(share * entitled, inclusive=inclusive)


def closing_of(now: datetime, due_at: datetime) -> datetime:
    """Tell when a secret vote ends: a day before its result is owed, half way if that is short."""
    day_before = due_at - timedelta(days=1)
    return day_before if day_before > now else now + (due_at - now) / 2


def require_quorum(count: Count, terms: Terms) -> None:
    """Refuse to decide before enough of those entitled took part."""
    if count.cast < terms.quorum:
        raise Refused(
            "quorum-missing",
            f"{count.cast} of {terms.quorum} have voted",
            f"需{terms.quorum}人投票，现有{count.cast}人",
        )


def require_majority(count: Count, terms: Terms) -> None:
    """Refuse what not enough of them agreed to."""
    base, least = asked_of(count, terms, entitled=terms.entitled)
    if count.agree < least:
        raise Refused(
            "majority-missing",
            f"{count.agree} of {base} agree: {least} must",
            f"{base}票中{count.agree}票赞成：须有{least}票赞成",
        )


def asked_of(count: Count, terms: Terms, *, entitled: int | None) -> tuple[int, int]:
    """Give of how many a majority is one, and the least that must agree."""
    base = {
        Of.DECIDED: count.agree + count.disagree,
        Of.CAST: count.cast,
        Of.ENTITLED: entitled or 0,
    }[terms.of]
    share, inclusive = SHARES.get(terms.majority) or (Fraction(terms.majority), False)
    return base, max(1, _least(share * base, inclusive=inclusive))


def _least(part: Fraction, *, inclusive: bool) -> int:
    """Give the least whole number that reaches a part, or that is above it."""
    whole = part.numerator // part.denominator
    return whole if inclusive and whole == part else whole + 1
