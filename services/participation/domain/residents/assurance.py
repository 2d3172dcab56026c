"""实名程度: how surely a resident is known, from their own word to their real name."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from chassis.errors import Refused
from chassis.events import Event

from ...events import ResidentAssured
from .resident import Resident, present

STAFF = frozenset({"worker", "official"})


class Assurance(StrEnum):
    """What stands behind a registration; who is known by an import alone is below all of these."""

    SELF_DECLARED = "self_declared"
    STAFF_VERIFIED = "staff_verified"
    REAL_NAME = "real_name"


def at_registration(roles: Iterable[str], *, has_number: bool) -> Assurance:
    """Tell what a registration assures: staff saw the person, and with a number their card."""
    if not STAFF & set(roles):
        return Assurance.SELF_DECLARED
    return Assurance.REAL_NAME if has_number else Assurance.STAFF_VERIFIED


def assure(
    resident: Resident, level: Assurance, *, has_number: bool, now: datetime
) -> tuple[Resident, list[Event]]:
    """Note how surely staff know a resident by now; a real name needs an identity number."""
    present(resident, resident.id)
    if level is Assurance.REAL_NAME and not has_number:
        raise Refused(
            "number-missing",
            "a real name is assured by an identity number, and none is kept of this resident",
            "实名须以身份证号为据，该居民尚无记录",
            field="level",
        )
    if resident.assurance == level:
        return resident, []
    told = ResidentAssured(resident.id, level, now, resident.division)
    return replace(resident, assurance=level), [told]
