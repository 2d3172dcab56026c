"""What is shown of the timetable: venues along one side, organizations along the other."""

from dataclasses import dataclass, field

from ..domain.activities.timetable import Cell
from ..domain.spaces.bookings import BookedCell


@dataclass(frozen=True)
class VenueView:
    """One venue in one week: what each organization holds there, under its id.

    Activities outside of any space have no venue; those that no organization holds stand under
    an empty id. What organizations booked stands beside it.
    """

    space_id: str | None
    name: str | None
    week: str
    by_organization: dict[str, list[Cell]]
    booked_by_organization: dict[str, list[BookedCell]] = field(default_factory=dict)
