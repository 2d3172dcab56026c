"""A resident's export in a town: with a grant that is of use to those of the place alone."""

from datetime import timedelta

from chassis.permits import Permit, permit_id
from tests.component.towns.cases import Case, Town, refused


def exported(resident_id: str) -> Case:
    return refused({"resident_id": resident_id})


def grant(kept: Town, resident_id: str) -> None:
    """Let whoever asks have been granted a copy of what is kept of a resident."""
    reader, until = "someone", kept.h.now + timedelta(minutes=15)
    named = permit_id(resident_id, reader)
    kept.h.given("permits", Permit(named, resident_id, reader, "worker", until, office=True))
