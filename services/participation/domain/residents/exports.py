"""What of a certificate a resident takes along: nobody learns there who objected to it."""

from dataclasses import asdict
from typing import Any

from ..certificates.certificate import Certificate, Objection


def certificate_of(certificate: Certificate) -> dict[str, Any]:
    """Show a certificate to whom it certifies."""
    told = asdict(certificate)
    del told["objectors"]
    return told | {"objections": [_without_maker(one) for one in certificate.objections]}


def objections_of(certificate: Certificate, who: str) -> list[dict[str, Any]]:
    """Show what somebody held against another's certificate, and what came of it."""
    return [_without_maker(one) for one in certificate.objections if one.made_by == who]


def _without_maker(objection: Objection) -> dict[str, Any]:
    told = asdict(objection)
    del told["made_by"]
    return told
