"""Standards: what is praised and supported, in versions that are never changed once published."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from chassis.errors import Refused
from chassis.events import Event

from ..events import StandardKind, StandardPublished
from .rules import check_rules


@dataclass(frozen=True)
class Draft:
    """What an official wants to put in force."""

    standard_id: str
    title: str
    kind: StandardKind
    in_force_from: date
    rules: dict[str, Any]
    division: str


@dataclass(frozen=True)
class Version:
    """One version of a standard as it was published: it stays as it is."""

    number: int
    title: str
    in_force_from: date
    rules: dict[str, Any]
    published_at: datetime
    published_by: str

    def says(self, draft: Draft) -> bool:
        """Tell whether a draft says what this version says already."""
        mine = (self.title, self.in_force_from, self.rules)
        return mine == (draft.title, draft.in_force_from, draft.rules)


@dataclass(frozen=True)
class Standard:
    """The overall plan or a guideline of a district, with all its versions."""

    id: str
    kind: StandardKind
    division: str
    versions: tuple[Version, ...] = ()

    @property
    def latest(self) -> Version:
        """Give the version published last."""
        return self.versions[-1]


Decision = tuple[Standard, list[Event]]


def publish(known: Standard | None, draft: Draft, *, by: str, now: datetime) -> Decision:
    """Publish a new standard; sending the same one again changes nothing."""
    if known is None:
        return _next(Standard(draft.standard_id, draft.kind, draft.division), draft, by, now)
    if known.kind is draft.kind and any(version.says(draft) for version in known.versions):
        return known, []
    raise Refused(
        "reference-taken",
        f"{known.id} is published with another content: put a new version of it instead",
        f"{known.id} 已发布且内容不同：请为其提交新版本",
        field="reference",
    )


def supersede(standard: Standard, draft: Draft, *, by: str, now: datetime) -> Decision:
    """Publish the next version of a standard; the versions before it stay as they are."""
    if standard.kind is not draft.kind:
        raise Refused(
            "kind-is-fixed",
            f"{standard.id} is a {standard.kind.value} and stays one",
            f"{standard.id} 的类型是 {standard.kind.value}，不能更改",
            field="kind",
        )
    if standard.latest.says(draft):
        return standard, []
    return _next(standard, draft, by, now)


def _next(standard: Standard, draft: Draft, by: str, now: datetime) -> Decision:
    check_rules(draft.rules)
    number = len(standard.versions) + 1
    version = Version(number, draft.title, draft.in_force_from, draft.rules, now, by)
    published = StandardPublished(
        standard_id=standard.id,
        title=draft.title,
        kind=standard.kind,
        number=number,
        in_force_from=draft.in_force_from,
        rules=draft.rules,
        division=standard.division,
    )
    return replace(standard, versions=(*standard.versions, version)), [published]
