"""Where residents are kept, and apart from them, sealed, who they are."""

from chassis.store import Collection, Index
from chassis.store.wrapped import Wrapped

from ..domain.residents.resident import Disclosure, Person, Resident


class Residents(Collection[Resident]):
    """Residents by opaque id: a place and groups, no name."""

    name = "residents"
    holds = Resident
    indexes = (Index("division"),)


class People(Wrapped[Person]):
    """Personal data: sealed, and nowhere else in the system."""

    name = "people"
    holds = Person
    indexes = (*Wrapped.indexes, Index("mark", "_id"))

    def unmarked(self, *, limit: int) -> list[Person]:
        """Find those a version sealed that kept no marks of identity numbers."""
        return self.where({"mark": None}, limit=limit)


class Disclosures(Collection[Disclosure]):
    """Who was shown whose personal data, when, and what for."""

    name = "disclosures"
    holds = Disclosure
    indexes = (Index("resident_id"),)
