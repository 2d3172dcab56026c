"""What a change of the tree of places must heed: its day, and the places it concerns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chassis.errors import Invalid, Refused

from .division import Division, check_stands
from .kinds import TOWNS, same_level

MOST_BELOW = 1000  # what one change writes at once


@dataclass(frozen=True)
class Day:
    """The day something changed, and the day it is entered."""

    on: date
    today: date


def check_day(place: Division, day: Day) -> None:
    """Refuse a day to come, a day before the place existed, and one before its last change."""
    if day.on > day.today:
        raise Invalid("in-the-future", "on is in the future", "日期不能晚于今天", field="on")
    if place.valid_from is not None and day.on <= place.valid_from:
        raise Invalid(
            "before-it-stood",
            f"{place.id} stands since {place.valid_from} only",
            f"{place.id} 自{place.valid_from}起才设立",
            field="on",
        )
    days = [former.until for former in place.former]
    latest = max([*days, *([place.parted_on] if place.parted_on else [])], default=None)
    if latest is not None and day.on < latest:
        raise Invalid(
            "before-another-change",
            f"{place.id} was changed on {latest}: changes are entered in their order",
            f"{place.id} 已于{latest}变更，须按先后顺序登记",
            field="on",
        )


def check_since(parent: Division | None, since: date | None, *, today: date) -> None:
    """Refuse a first day to come, and one before the place it lies in existed."""
    if since is None:
        return
    if since > today:
        raise Invalid(
            "in-the-future", "since is in the future", "设立日期不能晚于今天", field="since"
        )
    if parent is not None and parent.valid_from is not None and since < parent.valid_from:
        raise Invalid(
            "before-it-stood",
            f"{parent.id} stands since {parent.valid_from} only",
            f"{parent.id} 自{parent.valid_from}起才设立",
            field="since",
        )


def partner(place: Division, other: Division | None, day: Day, *, field: str) -> Division:
    """Take the place another goes over into: known, of the same level, and standing that day."""
    if other is None:
        raise Invalid(
            "division-unknown", f"{field} names an unknown division", "该区划尚未登记", field=field
        )
    check_stands(other, field=field)
    if not same_level(place.kind, other.kind):
        raise Invalid(
            "level-differs",
            f"{other.id} is a {other.kind.value}, {place.id} a {place.kind.value}",
            f"{other.id} 与 {place.id} 不属同一级别",
            field=field,
        )
    if other.valid_from is not None and other.valid_from > day.on:
        raise Invalid(
            "before-it-stood",
            f"{other.id} stands since {other.valid_from} only",
            f"{other.id} 自{other.valid_from}起才设立",
            field="on",
        )
    return other


def check_parts(codes: Sequence[str]) -> None:
    """Refuse a split into fewer than two places."""
    if len(codes) < 2 or len(set(codes)) < len(codes):  # noqa: PLR2004 - a split makes two
        raise Invalid(
            "split-needs-parts",
            "a place is split into two or more different parts",
            "拆分须列明两个以上不同的区划",
            field="parts",
        )


def check_all_assigned(below: Sequence[Division], groups: Mapping[str, Sequence[Division]]) -> None:
    """Refuse to end a place while something below it has nowhere to go."""
    assigned = {one.id for group in groups.values() for one in group}
    left = next((one for one in below if one.id not in assigned), None)
    if left is not None:
        raise Invalid(
            "place-left-over",
            f"say which part {left.id} {left.name} goes over into",
            f"请指明 {left.id} {left.name} 划入哪一部分",
            field="parts",
        )


def check_empty(place: Division, below: Sequence[Division]) -> None:
    """Refuse to end a town with its communities in it, or more than one change can carry."""
    if place.kind in TOWNS and below:
        raise Refused(
            "places-stand",
            f"{below[0].id} {below[0].name} still stands in {place.id}: merge or split it first",
            f"{place.id} 内仍有 {below[0].id} {below[0].name}，请先合并或拆分",
        )
    if len(below) > MOST_BELOW:
        raise Refused(
            "too-many-below",
            f"more than {MOST_BELOW} places lie below {place.id}: enter them below its successor",
            f"{place.id} 下属区划超过{MOST_BELOW}个，请先在承接区划下逐一登记",
        )
