"""Bodies of matters of another system: topics as they stand there, and what was said on them."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from marshmallow.validate import Range

from chassis.events import described

from ..domain.elsewhere import Ending
from . import limits
from .imports import ImportStatement

WINTER = datetime(2016, 1, 22, 0, 0, tzinfo=UTC)
SPRING = datetime(2016, 4, 8, 0, 0, tzinfo=UTC)
LAT, LONG = Range(-90, 90), Range(-180, 180)


@dataclass(frozen=True)
class ImportTopic:
    """A proposal, request or other matter as the other system recorded it."""

    reference: Annotated[str, limits.REFERENCE] = described("pam-3", "its id there")
    title: Annotated[str, limits.TITLE] = described("Carrils bici", "the matter in one line")
    category: Annotated[str, limits.REASON] = described("transport", "one of those in force")
    division: Annotated[str, limits.DIVISION] = described("440605", "the place it is entered for")
    author: Annotated[str, limits.REFERENCE] = described("139", "its author's id there")
    raised_at: datetime = described(WINTER, "when it was raised")
    note: Annotated[str, limits.NOTE] = described("…", "what is the matter", default="")
    ended: Ending | None = described(
        "closed", "closed or declined, where it ended there", default=None
    )
    ended_at: datetime | None = described(SPRING, "when it ended", default=None)
    reason: Annotated[str, limits.NOTE] = described("accepted", "what came of it", default="")
    lat: Annotated[float, LAT] | None = described(41.38, "latitude, WGS-84", default=None)
    long: Annotated[float, LONG] | None = described(2.17, "longitude, WGS-84", default=None)
    address: Annotated[str, limits.REASON] | None = described("…", "where it is", default=None)


@dataclass(frozen=True, kw_only=True)
class ImportComment(ImportStatement):
    """A statement on one of many imported topics, by the reference of that topic."""

    topic: Annotated[str, limits.REFERENCE] = described("pam-3", "the topic's id there")
    reply_to: Annotated[str, limits.REFERENCE] | None = described(
        "3", "the id there of the statement it answers", default=None
    )
