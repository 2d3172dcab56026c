"""Sealed documents, each with a wrapped key of its own, and those still under an older key."""

from itertools import chain, islice
from typing import ClassVar, TypeVar

from chassis.store.collection import Collection, Index

S = TypeVar("S")


class Wrapped(Collection[S]):
    """States with a `wrapped_key`, and in `wrapped_under` the name of what wrapped it."""

    indexes: ClassVar[tuple[Index, ...]] = (Index("wrapped_under"),)

    def not_wrapped_under(self, key: str, *, limit: int) -> list[S]:
        """Find those whose keys are still wrapped under another key.

        Asked for is what lies beside its name: the embedded database reads all that have the name
        itself to leave them out, and those are nearly everybody.
        """
        asked = ({"$lte": _beside(key, -1)}, {"$gte": _beside(key, 1)}, None)
        found = (self.where({"wrapped_under": one}, limit=limit) for one in asked)
        return list(islice(chain.from_iterable(found), limit))


def _beside(key: str, by: int) -> str:
    """Name the key next to one: keys are named by sixteen hexadecimal digits."""
    return f"{int(key, 16) + by:016x}"
