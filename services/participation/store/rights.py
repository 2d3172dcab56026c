"""Where it is kept what residents consented to, who speaks for a child, and who looked at whom."""

from chassis.store import Collection, Index

from ..domain.residents.accesses import Access
from ..domain.residents.consents import Consent
from ..domain.residents.guardians import Guardianship


class Accesses(Collection[Access]):
    """Every look at sealed personal data, written once."""

    name = "accesses"
    holds = Access
    indexes = (Index("resident_id", "at"), Index("looked_by", "at"), Index("at"))


class Consents(Collection[Consent]):
    """What each resident said to each use."""

    name = "consents"
    holds = Consent
    indexes = (Index("resident_id"),)


class Guardianships(Collection[Guardianship]):
    """Who speaks for which child."""

    name = "guardianships"
    holds = Guardianship
    indexes = (Index("resident_id"), Index("guardian_id"))
