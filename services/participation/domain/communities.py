"""What is special about a community: its pilot round, and being found weak and put right."""

from dataclasses import replace
from datetime import date

from chassis.errors import Refused
from chassis.events import Event

from ..events import CommunityFlaggedWeak, CommunityRecovered
from .divisions import Division, Pilot, Setting, Weakness


def join_pilot(community: Division, *, pilot: Pilot, setting: Setting | None) -> Division:
    """Take a community into a round of pilots."""
    _check_committee(community)
    return replace(community, pilot=pilot, setting=setting or community.setting)


def flag_weak(community: Division, *, reason: str, today: date) -> tuple[Division, list[Event]]:
    """Record that a community is weak and lax, so that others come to its help."""
    _check_committee(community)
    if community.weak:
        raise Refused("already-weak", "the community is flagged already", "该社区已列为软弱涣散")
    found = (*community.rectifications, Weakness(reason, today))
    event = CommunityFlaggedWeak(community.id, reason, community.division)
    return replace(community, weak=True, rectifications=found), [event]


def recover(community: Division, *, today: date) -> tuple[Division, list[Event]]:
    """Record that a weak community has been put right."""
    if not community.weak:
        raise Refused("not-weak", "the community is not flagged as weak", "该社区未列为软弱涣散")
    *before, last = community.rectifications
    closed = (*before, replace(last, recovered_on=today))
    event = CommunityRecovered(community.id, community.division)
    return replace(community, weak=False, rectifications=closed), [event]


def _check_committee(community: Division) -> None:
    if not community.committee:
        raise Refused(
            "no-committee",
            f"{community.id} has no residents' or villagers' committee",
            f"{community.id} 没有社区居委会或村委会",
        )
