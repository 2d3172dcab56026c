"""What is sent and shown of residents."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from marshmallow.validate import Length, OneOf

from chassis.events import described

from ..domain.residents.resident import GROUPS, Purpose
from .limits import Code, Identity
from .rights import sealed_fields


@dataclass(frozen=True)
class RegisterResident:
    """What an integrator or a community worker sends to register a resident."""

    division: Code = described("440605126009", "community, estate or building they live in")
    groups: Annotated[list[Annotated[str, OneOf(GROUPS)]], Length(0, 20)] = described(
        ["youth"], "groups they belong to", default=[]
    )
    reference: Annotated[str, Length(1, 200)] | None = described(
        "dabu-000123", "your own number; the same again is the same resident", default=None
    )
    name: Annotated[str, Length(1, 100)] | None = described("陈大文", "kept sealed", default=None)
    phone: Annotated[str, Length(3, 40)] | None = described(
        "13800000000", "kept sealed", default=None
    )
    identity_number: Annotated[str, Length(6, 40)] | None = described(
        "440605199001010018", "kept sealed", default=None
    )
    birth_date: date | None = described("1990-01-01", "kept sealed", default=None)
    guardian_id: Identity | None = described(
        None, "the parent or other guardian, a resident; needed under 14", default=None
    )

    @property
    def personal(self) -> dict[str, str]:
        """Give what must be sealed."""
        return sealed_fields(self.name, self.phone, self.identity_number, self.birth_date)


@dataclass(frozen=True)
class WithdrawConsent:
    """What a resident sends to end one use of what is known about them."""

    purpose: Purpose = described("suggestions", "the use that must end")


@dataclass(frozen=True)
class AskDisclosure:
    """What staff send before they are shown who a resident is; it is kept in the access log."""

    purpose: Annotated[str, Length(4, 200)] = described("电话回访停车议题", "what it is needed for")


@dataclass(frozen=True)
class ResidentView:
    """A resident without anything personal."""

    id: str
    division: str
    groups: tuple[str, ...]
    registered_at: datetime
    withdrawn: tuple[Purpose, ...]
    erased_at: datetime | None
    assurance: str


@dataclass(frozen=True)
class PersonalView:
    """Who a resident is."""

    resident_id: str
    name: str | None = None
    phone: str | None = None
    identity_number: str | None = None
    birth_date: str | None = None
