"""How places come into the tree: off the official list, or by an id of our own."""

from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import date

from chassis.errors import Invalid, Refused

from .changes import check_since
from .division import Division, check_stands, latest, remember
from .kinds import COMMITTEES, Kind, Setting, code_fits, kinds_above, same_level


@dataclass(frozen=True)
class Place:
    """What the caller says of a place, as the official list or a community worker names it."""

    code: str
    name: str
    kind: Kind
    parent: str | None = None
    name_en: str = ""
    short_name: str = ""
    edition: str = ""
    since: date | None = None
    setting: Setting | None = None


def enter(
    known: Division | None, parent: Division | None, place: Place, *, today: date
) -> Division:
    """Enter a place in the tree under its parent; entering the same again changes nothing.

    A place that is entered under another name bears it from today on.
    """
    _check_code(place)
    _check_parent(place, parent, known=known)
    check_since(parent, place.since, today=today)
    if known is None:
        return _new(place)
    _check_same_kind(known, place)
    _check_history(known, place)
    said = replace(
        known,
        name=place.name,
        kind=place.kind,
        committee=place.kind in COMMITTEES,
        name_en=place.name_en or known.name_en,
        short_name=place.short_name or known.short_name,
        edition=place.edition or known.edition,
        setting=place.setting or known.setting,
        valid_from=place.since or known.valid_from,
        changed_on=latest(known.changed_on, place.since) if place.since else known.changed_on,
    )
    return said if said == known else remember(check_stands(known), said, until=today)


def _new(place: Place) -> Division:
    rural = Setting.RURAL if place.kind is Kind.VILLAGERS_COMMITTEE else None
    return Division(
        id=place.code,
        division=place.code,
        name=place.name,
        kind=place.kind,
        parent=place.parent,
        committee=place.kind in COMMITTEES,
        name_en=place.name_en,
        short_name=place.short_name,
        edition=place.edition,
        setting=place.setting or rural,
        valid_from=place.since,
        changed_on=place.since,
    )


def _check_code(place: Place) -> None:
    if not code_fits(place.kind, place.code):
        raise Invalid(
            "code-does-not-fit",
            f"{place.code} is no code for a {place.kind.value}",
            f"{place.code} 不是该类区划的代码",
            field="code",
        )


def _check_parent(place: Place, parent: Division | None, *, known: Division | None) -> None:
    if place.kind is Kind.DISTRICT and place.parent is None:
        return
    if parent is None or parent.kind not in kinds_above(place.kind):
        raise Invalid(
            "parent-unknown",
            f"{place.parent} is not a place a {place.kind.value} can lie in",
            f"上级区划 {place.parent} 不存在或级别不符",
            field="parent",
        )
    if not place.code.startswith(parent.id):
        raise Invalid(
            "code-outside-parent",
            f"{place.code} does not begin with the code of its parent {parent.id}",
            f"代码 {place.code} 不属于上级 {parent.id}",
            field="code",
        )
    if known is None:
        check_stands(parent, field="parent")


def _check_history(known: Division, place: Place) -> None:
    if known.changed_on is not None and place.since not in (None, known.valid_from):
        raise Refused(
            "since-differs",
            f"{known.id} has a history that begins on {known.valid_from or known.changed_on}",
            f"{known.id} 的历史沿革已自{known.valid_from or known.changed_on}起登记",
            field="since",
        )


def _check_same_kind(known: Division, place: Place) -> None:
    if known.kind is place.kind or same_level(known.kind, place.kind):
        return
    raise Refused(
        "kind-differs",
        f"{known.id} is a {known.kind.value} and cannot become a {place.kind.value}",
        f"{known.id} 的类别不能改变级别",
    )


def build(
    parent: Division, *, kind: Kind, name: str, since: date | None = None
) -> tuple[Division, Division]:
    """Give a place below a community an id of our own: the parent, which counts them, and it."""
    number = parent.places + 1
    code = f"{parent.id}-{'b' if kind is Kind.BUILDING else 'e'}{number:02d}"
    place = Place(code=code, name=name, kind=kind, parent=parent.id, since=since)
    _check_code(place)
    _check_parent(place, parent, known=None)
    return replace(parent, places=number), _new(place)


def given_out(parent: Division, known: Container[str]) -> list[str]:
    """List the ids of ours below a place that may have been given out and are not known yet."""
    numbers = (f"{number:02d}" for number in range(1, parent.places + 1))
    pairs = ((f"{parent.id}-e{number}", f"{parent.id}-b{number}") for number in numbers)
    return [one for pair in pairs if not any(one in known for one in pair) for one in pair]


def number_taken(parent: Division, place: Division) -> Division:
    """Let a parent know of a place that came with a code: ours are given out after it."""
    number = int(place.id.rpartition("-")[2][1:]) if "-" in place.id else 0
    return parent if number <= parent.places else replace(parent, places=number)
