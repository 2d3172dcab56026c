"""What officials send to publish a standard, and what everyone reads of it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any

from marshmallow.validate import Length, Regexp

from chassis.events import described

from ..events import StandardKind

RULES = {"deadlines": {"screening": 3}, "majority": 0.5}
# a dollar sign alone would let a line end pass
REFERENCE = r"^[a-z0-9][a-z0-9_-]{0,63}(?!\n)$"
DISTRICT = r"^[0-9]{6}(?!\n)$"


@dataclass(frozen=True)
class PublishStandard:
    """A new standard: the overall plan or a guideline of a district."""

    reference: Annotated[str, Regexp(REFERENCE)] = described(
        "guideline-ladder", "your own name for it; it becomes its id, the same again is no change"
    )
    title: Annotated[str, Length(1, 200)] = described("参与层次指引", "its title")
    kind: StandardKind = described("guideline", "plan or guideline")
    in_force_from: date = described("2018-02-01", "the first day it holds")
    rules: dict[str, Any] = described(RULES, "its rules by section")
    division: Annotated[str, Regexp(DISTRICT)] = described("440605", "the district it holds in")


@dataclass(frozen=True)
class SupersedeStandard:
    """The next version of a standard; the versions before it stay as they are."""

    title: Annotated[str, Length(1, 200)] = described("参与层次指引（修订）", "its title")
    kind: StandardKind = described("guideline", "plan or guideline, as before")
    in_force_from: date = described("2019-01-01", "the first day this version holds")
    rules: dict[str, Any] = described(RULES, "its rules by section")


@dataclass(frozen=True)
class VersionView:
    """One version of a standard as it was published."""

    number: int = described(1, "counted from one")
    title: str = described("参与层次指引", "its title")
    in_force_from: date = described("2018-02-01", "the first day it holds")
    rules: dict[str, Any] = described(RULES, "its rules by section")
    published_at: datetime = described("2018-01-15T02:00:00Z", "when it was published")
    published_by: str = described("official-1", "who published it")


@dataclass(frozen=True)
class StandardView:
    """A standard with all its versions."""

    id: str = described("guideline-ladder", "its id")
    kind: StandardKind = described("guideline", "plan or guideline")
    division: str = described("440605", "the district it holds in")
    versions: list[VersionView] = described([], "its versions, the latest last")


@dataclass(frozen=True)
class RulingView:
    """What a section says on a day, and which standard says it."""

    standard_id: str = described("guideline-ladder", "the standard")
    number: int = described(1, "its version")
    section: str = described("deadlines", "the section")
    in_force_from: date = described("2018-02-01", "the first day of that version")
    rules: Any = described({"screening": 3}, "what it says")
