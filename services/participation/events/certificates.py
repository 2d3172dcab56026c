"""Certificates of volunteer service: issued, and taken back."""

from dataclasses import dataclass
from datetime import date

from chassis.events import Event, described

from .words import COMMUNITY, RESIDENT, WHERE, WHO


@dataclass(frozen=True)
class CertificateIssued(Event):
    """A certificate of volunteer service was issued after its public notice."""

    resident_id: str = described(RESIDENT, WHO)
    certificate_id: str = described("certificate-1", "the certificate")
    first_day: date = described(date(2019, 1, 1), "first day it covers")
    last_day: date = described(date(2019, 12, 31), "last day it covers")
    system_minutes: int = described(1200, "minutes seen on shifts' lists")
    attested_minutes: int = described(300, "minutes on someone's word")
    division: str = described(COMMUNITY, WHERE)


@dataclass(frozen=True)
class CertificateRevoked(Event):
    """A certificate of volunteer service no longer holds."""

    resident_id: str = described(RESIDENT, WHO)
    certificate_id: str = described("certificate-1", "the certificate")
    reason: str = described("hours_reversed", "why: hours it rests on were reversed")
    division: str = described(COMMUNITY, WHERE)
