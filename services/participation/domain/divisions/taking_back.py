"""A change of the tree that was entered wrongly is taken back, while nothing rests on it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from chassis.divisions import within
from chassis.errors import Refused

from .changes import MOST_BELOW
from .division import Division, Former
from .kinds import COMMITTEES


@dataclass(frozen=True)
class Carried:
    """What lay below a place, and what was given an id below its successor in its stead."""

    before: Division
    twin: Division


def name_of(place: Division, *, on: date) -> Former | None:
    """Find what a place was called until a day, if that was its last change."""
    last = max(place.former, key=lambda one: one.until, default=None)
    return last if last is not None and last.until == on and place.valid_to is None else None


def take_back_name(place: Division, former: Former) -> Division:
    """Let a place bear the name again that it had before its last change."""
    return replace(
        place,
        name=former.name,
        name_en=former.name_en,
        short_name=former.short_name,
        kind=former.kind,
        committee=former.kind in COMMITTEES,
        former=tuple(one for one in place.former if one != former),
    )


def parted(place: Division) -> date | None:
    """Find the day a place ended or gave parts of itself away, if that was its last change."""
    if place.valid_to is not None or place.parted_on is None:
        return place.valid_to
    renamed = any(former.until > place.parted_on for former in place.former)
    return None if renamed else place.parted_on


def heirs_of(place: Division) -> tuple[str, ...]:
    """Name what a place went over into, or gave parts of itself to."""
    return place.successors if place.valid_to is not None else place.parted_into


def take_back_end(
    place: Division, heirs: Sequence[Division], carried: Sequence[Carried]
) -> list[Division]:
    """Let a place be whole again that ended or was parted, with what lay below: all that changes.

    The ids given out below its successors lead back; they are given to nothing else.
    """
    for heir in heirs:
        _check_untouched(heir.valid_to is None, heir)
    _check_twins([one.twin for one in carried])
    without = [
        replace(heir, predecessors=tuple(one for one in heir.predecessors if one != place.id))
        for heir in heirs
    ]
    back = [_standing(one.before) for one in carried]
    gone = [
        replace(one.twin, valid_to=one.twin.valid_from, successors=(one.before.id,), ended_by=how)
        for one in carried
        if (how := one.before.ended_by)
    ]
    return [_whole(place), *without, *back, *gone]


def was_carried(one: Division, heirs: Sequence[str]) -> bool:
    """Tell whether something that lay below a place went over into one of its heirs with it."""
    return any(within(successor, heir) for successor in one.successors for heir in heirs)


def check_few(place: Division, ended: Sequence[Division]) -> None:
    """Refuse to take back more than one change can carry."""
    if len(ended) > MOST_BELOW:
        raise Refused(
            "too-many-below",
            f"more than {MOST_BELOW} places lay below {place.id}: enter them anew instead",
            f"{place.id} 原下属区划超过{MOST_BELOW}个，请重新登记",
            field="on",
        )


def check_unused(used: Sequence[tuple[str, str]]) -> None:
    """Refuse where something was recorded under an id that came with the change."""
    if used:
        what, where = used[0]
        raise Refused(
            "rests-on-it",
            f"{what} stand in {where}, which came with this change: it cannot be taken back",
            f"{where} 因此次变更而设立，且已有记录（{what}），不能撤回",
            field="on",
        )


def no_such_change(place: Division, on: date) -> Refused:
    """Say that the last change of a place was not on that day."""
    days = [one.until for one in place.former] + ([place.parted_on] if place.parted_on else [])
    last = place.valid_to or max(days, default=None)
    return Refused(
        "no-such-change",
        f"the last change of {place.id} was on {last or 'no day'}, not on {on}",
        f"{place.id} 最近一次变更日期为{last or '无'}，不是{on}",
        field="on",
    )


def _whole(place: Division) -> Division:
    if place.valid_to is not None:
        return _standing(place)
    return replace(place, parted_on=None, parted_into=())


def _standing(place: Division) -> Division:
    return replace(place, valid_to=None, ended_by=None, successors=())


def _check_twins(twins: Sequence[Division]) -> None:
    """Refuse where something was built below what was carried over, or it was changed since."""
    for twin in twins:
        built = sum(one.parent == twin.id for one in twins)
        untouched = twin.valid_to is None and not twin.former and twin.places == built
        _check_untouched(untouched, twin)


def _check_untouched(untouched: bool, place: Division) -> None:
    if not untouched:
        raise Refused(
            "rests-on-it",
            f"{place.id} {place.name} was changed since: take that back first",
            f"{place.id} {place.name}此后又有变更，请先撤回该变更",
            field="on",
        )
