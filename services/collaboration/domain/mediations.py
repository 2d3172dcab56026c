"""Mediators who are asked to a dispute: of the case itself nothing but its id is known here."""

from dataclasses import dataclass, replace
from datetime import datetime

from ..events import TargetKind
from .invitations import Issuer, Wording

REASON = (
    "您在调解员名册中，邻里有一宗纠纷请您参与调解；接受后须声明无利害关系 / "
    "you are on the roster of mediators and are asked to mediate; you declare your interests first"
)


@dataclass(frozen=True)
class Mediation:
    """Who was invited to mediate a dispute, until nobody is wanted any more."""

    id: str
    division: str
    invitations: tuple[str, ...] = ()
    asked_at: datetime | None = None
    over_at: datetime | None = None


def of_dispute(known: Mediation | None, *, dispute_id: str, division: str) -> Mediation:
    """Give what is known of a dispute, whichever of its events came first."""
    return known or Mediation(dispute_id, division)


def wants_mediators(mediation: Mediation) -> bool:
    """Tell whether mediators are still to be asked."""
    return mediation.asked_at is None and mediation.over_at is None


def ask(mediation: Mediation, invitations: tuple[str, ...], *, now: datetime) -> Mediation:
    """Remember whom was asked."""
    return replace(mediation, invitations=invitations, asked_at=now)


def is_over(mediation: Mediation, *, now: datetime) -> Mediation:
    """Remember that nobody is wanted any more; the first time counts."""
    return replace(mediation, over_at=mediation.over_at or now)


def wording(dispute_id: str) -> Wording:
    """Say what a mediator is asked, and nothing of the dispute."""
    return Wording(TargetKind.DISPUTE, dispute_id, REASON, Issuer.PEOPLE)
