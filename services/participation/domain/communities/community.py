"""What is special about a community: its pilot rounds, and being found weak and put right."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from chassis.errors import Invalid, Refused
from chassis.events import Event

from ...events import CommunityFlaggedWeak, CommunityRecovered
from ..divisions.division import Division, Pilot, check_stands
from ..divisions.kinds import COMMUNITIES, Setting
from .rectifications import Weakness, check_put_right


def join_pilot(community: Division, *, pilot: Pilot, setting: Setting | None) -> Division:
    """Take a community into a round of pilots; the same round again corrects what was said."""
    _check_committee(check_stands(community, field="community_id"))
    if community.valid_from is not None and pilot.since < community.valid_from:
        raise Invalid(
            "before-it-stood",
            f"{community.id} stands since {community.valid_from} only",
            f"{community.id} 自{community.valid_from}起才设立",
            field="since",
        )
    others = (one for one in rounds_of(community) if not _same_round(one, pilot))
    pilots = tuple(sorted((*others, pilot), key=lambda one: (one.since, one.round)))
    marks = tuple(sorted({mark for one in pilots for mark in _marks(one)}))
    return replace(
        community,
        pilot=pilots[-1],
        pilots=pilots,
        pilot_marks=marks,
        setting=setting or community.setting,
    )


def rounds_of(community: Division) -> tuple[Pilot, ...]:
    """List the rounds a community took part in, also where only the latest used to be kept."""
    return community.pilots or ((community.pilot,) if community.pilot else ())


def mark_of(*, round_: str | None, level: str | None) -> str:
    """Name the mark that a part in a round, at a level, or both leaves on a community."""
    said = {"round": round_, "level": level}
    return "&".join(f"{name}={value}" for name, value in said.items() if value)


def in_round(*, round_: str | None, level: str | None) -> dict[str, Any]:
    """Ask for the communities of a round, a level or both; also those kept before marks were."""
    asked = {"pilot.round": round_, "pilot.level": level}
    latest = {name: value for name, value in asked.items() if value}
    if not latest:
        return {"pilot": {"$ne": None}}
    return {"$or": [{"pilot_marks": mark_of(round_=round_, level=level)}, latest]}


def _marks(pilot: Pilot) -> set[str]:
    return {
        mark_of(round_=pilot.round, level=None),
        mark_of(round_=None, level=pilot.level),
        mark_of(round_=pilot.round, level=pilot.level),
    }


def _same_round(one: Pilot, other: Pilot) -> bool:
    return (one.round, one.level) == (other.round, other.level)


def set_setting(community: Division, *, setting: Setting) -> Division:
    """Say whether a community lives as a city or as a village."""
    if check_stands(community).kind not in COMMUNITIES:
        raise Refused(
            "no-community",
            f"{community.id} is no community: only those are urban or rural",
            f"{community.id} 不是社区，不区分城市或农村",
        )
    return replace(community, setting=setting)


def flag_weak(
    community: Division, *, reason: str, today: date, on: date | None = None
) -> tuple[Division, list[Event]]:
    """Record that a community is weak and lax, since a day, so that others come to its help."""
    _check_committee(check_stands(community))
    if community.weak:
        raise Refused("already-weak", "the community is flagged already", "该社区已列为软弱涣散")
    _check_flagged_on(community, on or today, today)
    found = (*community.rectifications, Weakness(reason, on or today))
    event = CommunityFlaggedWeak(community.id, reason, community.division)
    return replace(community, weak=True, rectifications=found), [event]


def _check_flagged_on(community: Division, on: date, today: date) -> None:
    """Refuse a day to come, one before the community stood, and one before it last recovered."""
    if on > today:
        raise Invalid("in-the-future", "on is in the future", "日期不能晚于今天", field="on")
    recovered = [one.recovered_on for one in community.rectifications if one.recovered_on]
    since = max((day for day in (community.valid_from, *recovered) if day), default=on)
    if on < since:
        raise Invalid(
            "before-another-change",
            f"{community.id} stands, or recovered, since {since} only",
            f"{community.id} 自{since}起才设立或恢复正常",
            field="on",
        )


def rectify(community: Division, change: Callable[[Weakness], Weakness]) -> Division:
    """Go on with the plan of a weak community."""
    *before, last = _check_weak(community).rectifications
    return replace(community, rectifications=(*before, change(last)))


def recover(
    community: Division, *, today: date, plan_required: bool = False
) -> tuple[Division, list[Event]]:
    """Record that a weak community has been put right, as its plan and exit test say."""
    *before, last = _check_weak(community).rectifications
    check_put_right(last, plan_required=plan_required)
    closed = (*before, replace(last, recovered_on=today))
    event = CommunityRecovered(community.id, community.division)
    return replace(community, weak=False, rectifications=closed), [event]


def _check_weak(community: Division) -> Division:
    if not community.weak:
        raise Refused("not-weak", "the community is not flagged as weak", "该社区未列为软弱涣散")
    return community


def _check_committee(community: Division) -> None:
    if not community.committee:
        raise Refused(
            "no-committee",
            f"{community.id} has no residents' or villagers' committee",
            f"{community.id} 没有社区居委会或村委会",
        )
