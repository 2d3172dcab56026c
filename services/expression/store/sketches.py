"""What is kept of texts, to find those that say nearly the same."""

from collections.abc import Sequence

from chassis.store import Collection, Index

from ..domain.prevention.sketches import Sketch


class Sketches(Collection[Sketch]):
    """A sketch of each topic and each statement; they name nobody."""

    name = "sketches"
    holds = Sketch
    public = True
    indexes = (Index("keys", "_id"),)

    def sharing(self, keys: Sequence[int], limit: int) -> list[Sketch]:
        """Find those that share a key, never more than can be compared while somebody waits."""
        return self.where({"keys": {"$in": list(keys)}}, limit=limit) if keys else []
