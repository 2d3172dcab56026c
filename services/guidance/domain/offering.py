"""What standards say of offering steps: how many, how often, for how long, and to whom not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from .experiments import EVERYBODY, Experiment, experiment_of

PER_WEEK, AT_ONCE = 2, 1
INVITATION_DAYS, GRACE_DAYS = 7, 7


@dataclass(frozen=True)
class OfferRules:
    """How residents are offered steps."""

    per_week: int = PER_WEEK
    at_once: int = AT_ONCE
    open_days: int = INVITATION_DAYS + GRACE_DAYS
    experiment: Experiment = EVERYBODY

    @property
    def open_for(self) -> timedelta:
        """Give the time after which an offer nobody answered counts as ignored."""
        return timedelta(days=self.open_days)


def offer_rules(
    suggestions: Mapping[str, Any] | None, invitations: Mapping[str, Any] | None
) -> OfferRules:
    """Read both sections of a day's standards; an offer outlives the invitation made of it."""
    said = suggestions or {}
    invited = (invitations or {}).get("days", INVITATION_DAYS)
    return OfferRules(
        per_week=int(said.get("per_week", PER_WEEK)),
        at_once=int(said.get("at_once", AT_ONCE)),
        open_days=int(said.get("open_days", invited + GRACE_DAYS)),
        experiment=experiment_of(said),
    )
