"""Who asks: what a verified token says of its bearer."""

from dataclasses import dataclass

from chassis.divisions import levels, within


@dataclass(frozen=True)
class Principal:
    """A caller: who they are, the roles they hold and the divisions they answer for."""

    sub: str
    roles: frozenset[str]
    divisions: tuple[str, ...]

    def covers(self, division: str) -> bool:
        """Tell whether one of the caller's divisions is `division` or contains it."""
        return any(within(division, own) for own in self.divisions)

    @property
    def covers_all_places(self) -> bool:
        """Tell whether the caller answers for a whole district, and so for what names no place."""
        return any(len(levels(own)) <= 1 for own in self.divisions)


SYSTEM = Principal("system", frozenset({"system"}), ("",))
NOBODY = Principal("", frozenset(), ())
