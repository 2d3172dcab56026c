"""What residents do in the flow: each sees an affair through that came of a topic of theirs."""

import random
from dataclasses import dataclass

SEED = 440605
TOWNS = tuple(f"44060512{digit}" for digit in range(1, 8))
COMMUNITIES_OF_A_TOWN = 999


@dataclass(frozen=True)
class Action:
    """One resident sees one affair through, with a team, in a community."""

    affair_id: str
    topic_id: str
    resident_id: str
    team_id: str
    division: str

    def body(self) -> dict[str, str]:
        """Say it as it is posted."""
        return {
            "affair_id": self.affair_id,
            "resident_id": self.resident_id,
            "team_id": self.team_id,
        }


@dataclass(frozen=True)
class Crowd:
    """How many there are of each: the fewer, the more share a counter. 0: one for each action."""

    residents: int = 2_000
    teams: int = 200
    communities: int = 300


USUAL = Crowd()
APART = Crowd(0, 0, 0)


def draw(count: int, crowd: Crowd = USUAL, *, seed: int = SEED, first: int = 0) -> list[Action]:
    """Draw actions: the same ones for the same seed; `first` continues an earlier drawing."""
    chance = random.Random(f"{seed} {first}")

    def one_of(size: int, number: int) -> int:
        return chance.randrange(size) if size else number

    return [
        Action(
            affair_id=f"topic-t{number:07}",
            topic_id=f"t{number:07}",
            resident_id=f"r{one_of(crowd.residents, number):07}",
            team_id=f"team{one_of(crowd.teams, number):06}",
            division=community(one_of(crowd.communities, number)),
        )
        for number in range(first, first + count)
    ]


def community(number: int) -> str:
    """Name a community, the towns in turn."""
    if number >= len(TOWNS) * COMMUNITIES_OF_A_TOWN:
        raise ValueError(f"{number} communities are more than there are codes for")
    return f"{TOWNS[number % len(TOWNS)]}{number // len(TOWNS) + 1:03}"
