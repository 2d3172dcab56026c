"""What is sent and shown of residents' rights over their data."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from marshmallow.validate import Length

from chassis.events import described

from ..domain.residents.resident import Purpose
from .limits import Identity


@dataclass(frozen=True)
class GiveConsent:
    """What a resident sends to agree to a use, or staff who took down their word."""

    purpose: Purpose = described("suggestions", "the use agreed to")
    notice: Annotated[str, Length(1, 200)] = described(
        "隐私告知书2019-1", "the notice that was read (PIPL Art. 14, 17)"
    )
    guardian_id: Identity | None = described(
        None, "the guardian whose word staff took down; needed under 14", default=None
    )


@dataclass(frozen=True)
class NoteGuardian:
    """What staff send once they have seen that somebody is a child's guardian."""

    guardian_id: Identity = described(
        "0192f0c1-7a5e-7c3d-9b1e-2f6a4c8d0e12", "the guardian, a resident"
    )


@dataclass(frozen=True)
class CorrectPersonal:
    """What is sent to correct personal data; what is left out stays."""

    reason: Annotated[str, Length(4, 200)] = described("本人更换手机号码", "why it is corrected")
    name: Annotated[str, Length(1, 100)] | None = described("陈大文", "name", default=None)
    phone: Annotated[str, Length(3, 40)] | None = described("13800000001", "phone", default=None)
    identity_number: Annotated[str, Length(6, 40)] | None = described(
        "440605199001010018", "identity number", default=None
    )
    birth_date: date | None = described("1990-01-01", "day of birth", default=None)

    @property
    def personal(self) -> dict[str, str]:
        """Give what is to be put in the place of what is sealed."""
        return sealed_fields(self.name, self.phone, self.identity_number, self.birth_date)


def sealed_fields(
    name: str | None, phone: str | None, number: str | None, birth: date | None
) -> dict[str, str]:
    """Give what was said of a person, as it is sealed."""
    day = birth.isoformat() if birth else None
    known = {"name": name, "phone": phone, "identity_number": number, "birth_date": day}
    return {field: value for field, value in known.items() if value is not None}


@dataclass(frozen=True)
class KeyChangeView:
    """Under which key of the service residents' keys are wrapped, and how many are left."""

    wraps_under: str
    left: int
