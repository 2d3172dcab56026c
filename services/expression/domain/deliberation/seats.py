"""Seats: who votes for a household, or sits in a body, where not each resident decides."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from chassis.errors import Forbidden, Refused

from .deliberation import Weight, Who


@dataclass(frozen=True)
class Seat:
    """One voice in a place: that of a household, a representative or a named member."""

    id: str
    division: str
    body: Who
    name: str
    members: tuple[str, ...]
    area: int = 0


@dataclass(frozen=True)
class SeatTaken:
    """A seat whose voice was heard in a vote, and who spoke for it."""

    id: str
    vote_id: str
    division: str
    voter_id: str
    area: int = 0


def seat_id(division: str, body: Who, name: str) -> str:
    """Name a seat."""
    return f"{division}:{body}:{name}"


def taken_id(vote_id: str, seat: Seat) -> str:
    """Name the voice of a seat in a vote: there is one."""
    return f"{vote_id}:{seat.name}"


def require_seats(number: int, body: Who) -> int:
    """Refuse to put a text to the vote of a body nobody was entered for."""
    if number:
        return number
    raise Refused(
        "seats-missing",
        f"by the standard the {body} of this place decide: enter their seats first",
        f"按标准由本地{body}表决：请先录入席位",
    )


def free_seats(
    seats: Iterable[Seat], taken: Iterable[SeatTaken], voter_id: str, weight: Weight
) -> list[Seat]:
    """Give the seats somebody votes for: theirs, and none another member has voted for.

    Who holds several has one voice all the same (建筑物区分所有权解释 9); their areas add up.
    """
    mine = list(seats)
    if not mine:
        raise Forbidden(
            "not-on-the-list",
            "those on the list of this place decide here",
            "该事项由名册上的人员表决",
        )
    others = {row.id.rsplit(":", 1)[-1] for row in taken if row.voter_id != voter_id}
    free = [seat for seat in mine if seat.name not in others]
    if not free:
        raise Refused(
            "seat-has-voted",
            "another member has voted for this household or seat",
            "该户或席位已由其他成员投票",
        )
    return free if weight is Weight.HEADS_AND_AREA else free[:1]


def without(seat: Seat, resident_id: str) -> Seat:
    """Take somebody who is forgotten off a seat."""
    kept = tuple(one for one in seat.members if one != resident_id)
    return replace(seat, members=kept)
