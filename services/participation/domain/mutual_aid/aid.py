"""Mutual aid (邻里互助): residents ask for help of a kind, and offer it, at a time and a place."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chassis.divisions import within
from chassis.errors import Invalid, Refused
from chassis.events import Event

from ...events import AidAsked, AidEnded, AidOffered
from ..days import CLOCKS_DIFFER
from ..divisions.division import community_of, town_of
from ..residents.resident import Purpose, Resident
from .kinds import AidKind, End, Reach, Side

LONGEST = timedelta(hours=12)  # what one line of the hours ledger can hold
FARTHEST = timedelta(days=90)


@dataclass(frozen=True)
class Aid:
    """An ask or an offer; `held` are the matches that take its places."""

    id: str
    division: str
    town: str
    side: Side
    kind: AidKind
    resident_id: str
    starts_at: datetime
    ends_at: datetime
    capacity: int
    opened_at: datetime
    waiting_since: datetime
    reach: Reach = Reach.COMMUNITY
    organization_id: str | None = None
    note: str | None = None
    held: tuple[str, ...] = ()
    open: bool = True
    looking: bool = True
    ended: End | None = None
    propose_at: datetime | None = None

    @property
    def community(self) -> str:
        """Say where it is as closely as others need to know."""
        return community_of(self.division)

    @property
    def places_left(self) -> int:
        """Say how many more matches it can take."""
        return self.capacity - len(self.held) if self.open else 0


@dataclass(frozen=True)
class Wanted:
    """What a resident wants or gives: the kind, when, and for how many."""

    side: Side
    kind: AidKind
    starts_at: datetime
    ends_at: datetime
    capacity: int = 1
    reach: Reach = Reach.COMMUNITY
    organization_id: str | None = None
    note: str | None = None


Decision = tuple[Aid, list[Event]]


def open_aid(
    aid_id: str, resident: Resident, wanted: Wanted, *, division: str, now: datetime
) -> Decision:
    """Let a resident ask for help in their own community, or offer it from there."""
    check_reachable(resident)
    _check_home(resident, division)
    _check_times(wanted, now)
    aid = Aid(
        id=aid_id,
        division=division,
        town=town_of(division),
        resident_id=resident.id,
        opened_at=now,
        waiting_since=now,
        **vars(wanted),
    )
    return aid, [_opened(aid)]


def check_reachable(resident: Resident) -> None:
    """Refuse to bring a resident together with others who said no to being contacted."""
    if not resident.agrees_to(Purpose.CONTACT):
        raise Refused(
            "no-consent-to-contact",
            "the resident does not agree to being contacted (PIPL Art. 13)",
            "该居民未同意被联系（个人信息保护法第十三条）",
            field="resident_id",
        )


def end_aid(aid: Aid, why: End) -> Decision:
    """End an ask or an offer; what was noted for the helper is let go."""
    if not aid.open:
        return aid, []
    over = replace(aid, open=False, looking=False, ended=why, note=None)
    return over, [AidEnded(aid.side.value, aid.id, aid.kind.value, why.value, aid.community)]


def hold(aid: Aid, match_id: str) -> Aid:
    """Give a place of an ask or an offer to a match."""
    held = (*aid.held, match_id)
    return replace(aid, held=held, looking=len(held) < aid.capacity)


def free(aid: Aid, match_id: str) -> Aid:
    """Free the place of a match that came to nothing."""
    held = tuple(one for one in aid.held if one != match_id)
    return replace(aid, held=held, looking=aid.open and len(held) < aid.capacity)


def _check_home(resident: Resident, division: str) -> None:
    home = community_of(resident.division)
    if not within(division, home):
        raise Invalid(
            "not-of-this-community",
            f"a resident asks and offers in their own community, {home}",
            f"居民只能在本社区 {home} 求助或提供帮助",
            field="division",
        )


def _check_times(wanted: Wanted, now: datetime) -> None:
    if wanted.starts_at < now - CLOCKS_DIFFER:
        raise Invalid(
            "in-the-past", "starts_at is in the past", "开始时间不能早于现在", field="starts_at"
        )
    if wanted.starts_at > now + FARTHEST:
        raise Invalid(
            "too-far-ahead",
            f"starts_at is more than {FARTHEST.days} days ahead",
            f"开始时间最多提前{FARTHEST.days}天",
            field="starts_at",
        )
    if wanted.ends_at <= wanted.starts_at:
        raise Invalid(
            "ends-before-it-starts",
            "ends_at lies after starts_at",
            "结束时间须晚于开始时间",
            field="ends_at",
        )
    if wanted.ends_at - wanted.starts_at > LONGEST:
        raise Invalid("too-long", "help lasts 12 hours at most", "每次最长12小时", field="ends_at")


def _opened(aid: Aid) -> Event:
    times = (aid.kind.value, aid.starts_at, aid.ends_at, aid.capacity)
    if aid.side is Side.ASK:
        return AidAsked(aid.id, *times, aid.organization_id, aid.community)
    return AidOffered(aid.id, *times, aid.reach.value, aid.organization_id, aid.community)
