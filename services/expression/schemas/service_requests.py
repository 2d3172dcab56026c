"""Bodies of Open311 GeoReport v2 as forms carry them, all text; and of the callbacks to senders."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated

from marshmallow.validate import Length, Regexp

from chassis.events import described

from . import limits

PLAIN = Length(0, 1000)
LINK = Regexp(r"^(https?://[^\s]{1,480})?(?!\n)$")
DESCRIPTION = Length(0, 4000)
ADDRESS = Regexp(r"^https?://[^\s]{1,480}(?!\n)$")


@dataclass(frozen=True)
class PostRequest:
    """A service request; names, telephone numbers and devices are not taken, whoever sends them."""

    service_code: Annotated[str, limits.REASON] = described("parking", "one of the services")
    jurisdiction_id: Annotated[str, PLAIN] = described("440605", "the district", default="")
    lat: Annotated[str, PLAIN] = described("23.1062", "latitude, WGS-84", default="")
    long: Annotated[str, PLAIN] = described("113.1104", "longitude, WGS-84", default="")
    address_string: Annotated[str, PLAIN] = described(
        "大沥镇沥雄社区3号门", "an address that names the community or the town", default=""
    )
    address_id: Annotated[str, PLAIN] = described(
        "440605125003", "the code of the place", default=""
    )
    description: Annotated[str, DESCRIPTION] = described(
        "晚上没有车位", "what is the matter", default=""
    )
    account_id: Annotated[str, PLAIN] = described(
        "r-1001", "the resident by their id here", default=""
    )
    media_url: Annotated[str, LINK] = described("", "a picture", default="")
    attribute: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PostUpdate:
    """What a sender adds to a request; a status sent along decides nothing."""

    service_request_id: Annotated[str, limits.IDENTITY] = described("open311-1", "the request")
    update_id: Annotated[str, limits.REFERENCE] = described("77", "the sender's id of the update")
    description: Annotated[str, limits.TEXT] = described("仍未处理", "what is said")
    jurisdiction_id: Annotated[str, PLAIN] = described("440605", "the district", default="")
    account_id: Annotated[str, PLAIN] = described(
        "r-1001", "the resident by their id here", default=""
    )


@dataclass(frozen=True)
class SetCallback:
    """Where a sender wants to be told what became of its requests."""

    address: Annotated[str, ADDRESS] = described(
        "https://fix.example.org/open311/v2/servicerequestupdates.xml", "where updates are posted"
    )


@dataclass(frozen=True)
class CallbackView:
    """Where a sender is told, and the secret by which it knows that it is we who tell it."""

    address: str
    since: datetime
    secret: str


@dataclass(frozen=True)
class UndeliveredView:
    """A request whose sender could not be told."""

    id: str
    division: str
    sender: str
    told: int
    tries: int
    failing_since: datetime | None
    given_up_at: datetime | None
    trouble: str
