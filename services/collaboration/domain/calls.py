"""Calls for help: a weak community asks for a volunteer team and a social worker."""

from dataclasses import dataclass, replace
from datetime import datetime

from chassis.errors import Refused

WANTED = ("volunteer_team", "social_worker")


@dataclass(frozen=True)
class CallForHelp:
    """What a community that was found weak asks for, until it has recovered."""

    id: str
    division: str
    reason: str
    as_of: datetime
    wants: tuple[str, ...] = WANTED
    answered_by: tuple[str, ...] = ()
    open: bool = True
    invited: tuple[str, ...] = ()


def ask(known: CallForHelp | None, *, fresh: CallForHelp) -> CallForHelp:
    """Ask for help for a weak community, unless it was heard to have recovered since."""
    if known is None:
        return fresh
    if known.as_of >= fresh.as_of:
        return known
    answered_by = known.answered_by if known.open else ()
    return replace(fresh, answered_by=answered_by)


def answer(call: CallForHelp, *, organization_id: str) -> CallForHelp:
    """Let a body come to help."""
    if not call.open:
        raise Refused("call-ended", "this community calls for no help any more", "该社区已不再求助")
    return replace(call, answered_by=tuple(dict.fromkeys((*call.answered_by, organization_id))))


def end(known: CallForHelp | None, *, community_id: str, as_of: datetime) -> CallForHelp:
    """End the call of a community that is weak no more, even when its call arrives later."""
    call = known or CallForHelp(community_id, community_id, "", as_of, open=False)
    if call.as_of > as_of:
        return call
    return replace(call, open=False, as_of=as_of)
