"""Guardians: who speaks for a child, whose data nobody may use without them (PIPL Art. 31)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from chassis.errors import Forbidden, Invalid

from .resident import Resident, is_here

OF_AGE_TO_CONSENT = 14  # PIPL Art. 31
ADULT = 18  # Civil Code Art. 17
IDENTITY_DIGITS = 18  # GB 11643: digits 7 to 14 are the day of birth


@dataclass(frozen=True)
class Guardianship:
    """Somebody speaks for a child until the child is of age to consent."""

    id: str
    resident_id: str
    guardian_id: str
    division: str
    noted_by: str
    since: datetime


def guardianship_id(resident_id: str, guardian_id: str) -> str:
    """Name the one guardianship there can be between two residents."""
    return f"{resident_id}:{guardian_id}"


def birth_of(personal: Mapping[str, str]) -> date | None:
    """Read the day of birth: as it was said, or as the identity number tells it."""
    said, number = personal.get("birth_date"), personal.get("identity_number", "")
    if said is None and len(number) == IDENTITY_DIGITS:
        said = number[6:14]
    try:
        return date.fromisoformat(said) if said else None
    except ValueError:
        return None


def is_child(personal: Mapping[str, str], *, today: date) -> bool:
    """Tell whether somebody is known to be under 14."""
    return _is_under(OF_AGE_TO_CONSENT, personal, today=today)


def _is_under(years: int, personal: Mapping[str, str], *, today: date) -> bool:
    born = birth_of(personal)
    if born is None:
        return False
    had_birthday = (today.month, today.day) >= (born.month, born.day)
    return today.year - born.year - (not had_birthday) < years


def check_guardian(
    guardian: Resident | None, personal: Mapping[str, str], *, child_id: str, today: date
) -> Resident:
    """Take the guardian of a child: a resident known here, who is no minor."""
    if guardian is None:
        raise guardian_needed("guardian_id")
    unfit = guardian.id == child_id or _is_under(ADULT, personal, today=today)
    if unfit or not is_here(guardian):
        raise Invalid(
            "guardian-unfit",
            "a guardian is another resident registered here, and an adult (Civil Code Art. 27)",
            "监护人须为已登记的成年居民，且不得为本人（民法典第二十七条）",
            field="guardian_id",
        )
    return guardian


def guardian_needed(field: str) -> Invalid:
    """Say that nobody may use a child's data unless a guardian consents."""
    return Invalid(
        "guardian-needed",
        "under 14 a parent or other guardian must consent (PIPL Art. 31): name the guardian",
        "未满十四周岁须取得父母或其他监护人同意（个人信息保护法第三十一条），请注明监护人",
        field=field,
    )


def not_the_guardian() -> Forbidden:
    """Say that a child cannot consent, and who can."""
    return Forbidden(
        "guardian-needed",
        "under 14 only the guardian consents (PIPL Art. 31), or staff naming them in guardian_id",
        "未满十四周岁须由监护人同意（个人信息保护法第三十一条），或由工作人员注明 guardian_id 代录",
        field="guardian_id",
    )
