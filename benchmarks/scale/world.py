"""Who lives where: the same number is the same resident, in the same community."""

import random
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from benchmarks.scale.stencils import ACTIVITY, EVENTS, PLACE, RESIDENT, SPACE, SUGGESTION
from chassis.sealing import Seal
from deploy.local.demo.world import DIVISIONS
from gongzhi.divisions import read_divisions

DISTRICT = "440605"
ACTIONS = 5  # of each resident; one in two came to a space each time, the others to an activity too
KIND = "youth_home"
Texts = dict[str, bytes]


@cache
def places() -> list[dict[str, Any]]:
    """Give the official places of the district, as the API takes them."""
    return read_divisions(DIVISIONS)


@cache
def communities() -> list[str]:
    """Name the communities."""
    return [place["code"] for place in places() if place["kind"].endswith("_committee")]


@dataclass(frozen=True)
class World:
    """So many residents of the district, each in one of its communities in turn."""

    size: int
    seal: Seal

    def number_of_own(self, number: int) -> str:
        """Give the number under which a community registered a resident."""
        return f"scale-{number}"

    def resident(self, number: int) -> str:
        """Give the id that belongs to it."""
        return self.seal.pseudonym(self.number_of_own(number))

    def place(self, number: int) -> str:
        """Name the community a resident lives in."""
        return communities()[number % len(communities())]

    @cached_property
    def spaces(self) -> dict[str, str]:
        """Give the id of each community's space."""
        return {place: self.seal.pseudonym(f"space/{place}-home") for place in communities()}

    def attends(self, number: int) -> bool:
        """Tell whether a resident was at an activity."""
        return number % len(communities()) % 2 == 1

    def live_in(self, place: str) -> int:
        """Count the residents of a community."""
        first = communities().index(place)
        return len(range(first, self.size, len(communities())))

    def texts(self, number: int) -> Texts:
        """Say what stands in a resident's documents in the place of marks."""
        place = self.place(number)
        own = {RESIDENT: self.resident(number), PLACE: place, SPACE: self.spaces[place]}
        own |= {ACTIVITY: f"activity-{place}-".ljust(36, "0"), SUGGESTION: _id(number, 9)}
        own |= {mark: _id(number, which) for which, mark in enumerate(EVENTS)}
        return {mark: text.encode() for mark, text in own.items()}

    def strangers(self, seed: str) -> list[int]:
        """Give the residents in an order of chance."""
        return random.Random(seed).sample(range(self.size), self.size)


def _id(number: int, which: int) -> str:
    return f"{number:08x}-{which:04x}-7000-8000-{number * 7919 % 2**48:012x}"
