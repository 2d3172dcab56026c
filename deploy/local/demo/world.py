"""What the replay knows: the seed, and whom and what it has met so far."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

CONTENT = Path(__file__).parent / "content"
LONG_AGO = datetime.min.replace(tzinfo=UTC)
DIVISIONS = Path(__file__).parents[3] / "services/participation/divisions/440605.json"
STORIES = {"dabu": "440605126009", "lixiong": "440605125003", "tangzhong": "440605124004"}
# The source calls the communities of these towns urban (桂城、大沥) and rural (西樵、九江、丹灶).
URBAN = ("440605011", "440605125")
RURAL = ("440605122", "440605121", "440605123")


def content(name: str) -> Any:
    """Read what the demo tells of standards, bodies or topics."""
    return json.loads((CONTENT / f"{name}.json").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Resident:
    """Somebody made up, by the opaque id the system gave."""

    id: str
    number: int
    community: str


@dataclass
class World:
    """The replay so far; the same seed makes the same world."""

    seed: str
    residents_wanted: int
    began_at: datetime = LONG_AGO
    pilots: list[dict[str, Any]] = field(default_factory=list)
    groups: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    spaces: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    activities: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    residents: list[Resident] = field(default_factory=list)
    bodies: dict[str, str] = field(default_factory=dict)
    captains: dict[str, list[str]] = field(default_factory=dict)
    topics: dict[str, str] = field(default_factory=dict)

    def chance(self, *about: object) -> Random:
        """Give the chances of one thing: they do not depend on what else is asked."""
        return Random(":".join(map(str, (self.seed, *about))))  # noqa: S311 - a replay, no secret

    @property
    def communities(self) -> list[str]:
        """List the codes of the pilot communities."""
        return [pilot["code"] for pilot in self.pilots]

    @property
    def captained(self) -> list[str]:
        """List the pilot communities that raise building captains: the urban ones and Tangzhong."""
        urban = [pilot["code"] for pilot in self.pilots if pilot["parent"] in URBAN]
        return [STORIES["tangzhong"], *urban]

    @property
    def lively(self) -> list[str]:
        """List the communities where something is on offer today: the stories and some others."""
        others = [code for code in self.communities if code not in STORIES.values()]
        return [*STORIES.values(), *self.chance("lively").sample(others, 5)]

    def neighbors(self, community: str) -> list[Resident]:
        """List who lives in a community."""
        return [one for one in self.residents if one.community == community]

    @cached_property
    def by_id(self) -> dict[str, Resident]:
        """Find residents by their opaque id."""
        return {one.id: one for one in self.residents}

    def number_of(self, resident_id: str) -> int:
        """Give the number of a resident, 0 for somebody another replay made up."""
        known = self.by_id.get(resident_id)
        return known.number if known else 0


def spread(names: Sequence[tuple[str, int]]) -> list[str]:
    """Write each name out as often as it counts."""
    return [name for name, count in names for _ in range(count)]
