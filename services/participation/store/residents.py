"""Where residents are kept, and apart from them, sealed, who they are."""

from itertools import chain, islice

from chassis.store import Collection, Index

from ..domain.residents import Disclosure, Person, Resident


class Residents(Collection[Resident]):
    """Residents by opaque id: a place and groups, no name."""

    name = "residents"
    holds = Resident
    indexes = (Index("division"),)


class People(Collection[Person]):
    """Personal data: sealed, and nowhere else in the system."""

    name = "people"
    holds = Person
    indexes = (Index("wrapped_under"), Index("mark", "_id"))

    def not_wrapped_under(self, key: str, *, limit: int) -> list[Person]:
        """Find those whose keys are still wrapped under another key.

        Asked for is what lies beside its name: the embedded database reads all that have the name
        itself to leave them out, and those are nearly everybody.
        """
        asked = ({"$lte": _beside(key, -1)}, {"$gte": _beside(key, 1)}, None)
        found = (self.where({"wrapped_under": one}, limit=limit) for one in asked)
        return list(islice(chain.from_iterable(found), limit))

    def unmarked(self, *, limit: int) -> list[Person]:
        """Find those a version sealed that kept no marks of identity numbers."""
        return self.where({"mark": None}, limit=limit)


class Disclosures(Collection[Disclosure]):
    """Who was shown whose personal data, when, and what for."""

    name = "disclosures"
    holds = Disclosure
    indexes = (Index("resident_id"),)


def _beside(key: str, by: int) -> str:
    """Name the key next to one: keys are named by sixteen hexadecimal digits."""
    return f"{int(key, 16) + by:016x}"
