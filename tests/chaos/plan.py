"""What is done in a run: actions drawn by a seed, and the requests they are sent in."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from .scoring import FACTS

MIX = {"visit": 44, "hours": 16, "vote": 18, "statement": 9, "affair": 6, "member": 5, "topic": 2}
BULKS = (5, 40)
BULK_CHANCE = 2 / (sum(BULKS) + 2)  # so that half of the actions come in bulks
LAST_DAY, DAYS = datetime(2019, 12, 31, 4, tzinfo=UTC), 600
COLUMNS = {"agree": "agrees", "disagree": "disagrees", "pass": "passes"}


@dataclass(frozen=True)
class Neighborhood:
    """A community on the stage: who lives there, and where they can go."""

    code: str
    organization: str
    residents: tuple[str, ...]
    spaces: tuple[str, ...]
    topics: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Deed:
    """One action to be sent: what the journal says of it, and what the service is sent."""

    act: str
    who: str
    where: str
    about: dict[str, Any]
    path: str
    body: dict[str, Any]


@dataclass(frozen=True)
class Request:
    """Deeds that are sent together, under one key."""

    key: str
    deeds: tuple[Deed, ...]
    repeated: bool

    @property
    def service(self) -> str:
        """Name the service it is sent to."""
        return FACTS[self.deeds[0].act][0]

    @property
    def is_bulk(self) -> bool:
        """Tell whether it is sent as a bulk."""
        return len(self.deeds) > 1

    def named(self) -> list[str]:
        """Give each deed a key of its own in the journal."""
        if not self.is_bulk:
            return [self.key]
        return [f"{self.key}/{place}" for place in range(len(self.deeds))]


@dataclass
class Plan:
    """Draws deeds that are possible and were not drawn before."""

    seed: int
    neighborhoods: list[Neighborhood]
    mix: dict[str, int] = field(default_factory=lambda: dict(MIX))

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)
        self._taken: set[tuple[str, ...] | None] = set()
        self._number = 0

    def requests(self, actions: int, repeats: int) -> Iterator[Request]:
        """Draw so many actions, alone and in bulks; about so many are sent a second time."""
        again = set(self._chance.sample(range(actions), min(repeats, actions)))
        drawn = 0
        while drawn < actions:
            deeds = self._group(actions - drawn)
            self._number += 1
            yield Request(f"{self.seed}-{self._number}", deeds, repeated=drawn in again)
            drawn += len(deeds)

    def _group(self, most: int) -> tuple[Deed, ...]:
        act = self._chance.choices(list(self.mix), list(self.mix.values()))[0]
        first = self._deed(act, self._chance.choice(self.neighborhoods))
        if self._chance.random() > BULK_CHANCE:
            return (first,)
        size = min(most, self._chance.randint(*BULKS))
        drawn = (self._like(first) for _ in range(size - 1))
        return (first, *(deed for deed in drawn if deed.path == first.path))

    def _like(self, first: Deed) -> Deed:
        home = next(one for one in self.neighborhoods if one.code == first.where)
        if first.act not in ("statement", "vote"):
            return self._deed(first.act, home)
        said = (first.about["topic"], first.about.get("statement", home.topics[0][1]))
        return self._deed(first.act, replace(home, topics=(said,)))

    def _deed(self, act: str, home: Neighborhood) -> Deed:
        while True:
            deed, name = getattr(self, f"_{act}")(home)
            if name not in self._taken:
                self._taken |= {name} if name else set()
                return deed
            if act == "member":  # there are only so many
                act = "visit"

    def _visit(self, home: Neighborhood) -> Any:
        who, space = self._chance.choice(home.residents), self._chance.choice(home.spaces)
        day = LAST_DAY - timedelta(days=self._chance.randint(1, DAYS))
        body = {"resident_id": who, "space_id": space, "visited_at": day.isoformat()}
        about = {"space": space, "host": home.organization}
        return Deed("visit", who, home.code, about, "/v1/visits", body), (who, space, str(day))

    def _hours(self, home: Neighborhood) -> Any:
        who, minutes = self._chance.choice(home.residents), self._chance.randint(1, 300)
        day = (LAST_DAY - timedelta(days=self._chance.randint(1, DAYS))).date()
        body = {"resident_id": who, "minutes": minutes, "served_on": day.isoformat()}
        about = {"organization": home.organization, "minutes": minutes}
        body |= {"organization_id": home.organization}
        return Deed("hours", who, home.code, about, "/v1/hours", body), None

    def _affair(self, home: Neighborhood) -> Any:
        who = self._chance.choice(home.residents)
        body = {"title": "疏通化粪池", "kind": "pipe_clearing", "division": home.code}
        body |= {"resident_id": who, "team_id": home.organization}
        about = {"team": home.organization}
        return Deed("affair", who, home.code, about, "/v1/affairs/handled", body), None

    def _member(self, home: Neighborhood) -> Any:
        who = self._chance.choice(home.residents)
        body = {"organization_id": home.organization, "resident_id": who}
        about = {"organization": home.organization}
        return Deed("member", who, home.code, about, "/v1/members", body), ("member", who)

    def _topic(self, home: Neighborhood) -> Any:
        who = self._chance.choice(home.residents)
        body = {"title": "3号门停车", "category": "parking", "division": home.code}
        return Deed("topic", who, home.code, {}, "/v1/topics", body | {"resident_id": who}), None

    def _statement(self, home: Neighborhood) -> Any:
        who, (topic, _) = self._chance.choice(home.residents), self._chance.choice(home.topics)
        body = {"text": f"意见{self._chance.randint(1, 9999)}", "resident_id": who}
        path = f"/v1/topics/{topic}/statements"
        return Deed("statement", who, home.code, {"topic": topic}, path, body), None

    def _vote(self, home: Neighborhood) -> Any:
        who, (topic, said) = self._chance.choice(home.residents), self._chance.choice(home.topics)
        choice = self._chance.choice(list(COLUMNS))
        about = {"topic": topic, "statement": said, "column": COLUMNS[choice]}
        path = f"/v1/topics/{topic}/statements/{said}/votes"
        body = {"choice": choice, "resident_id": who}
        return Deed("vote", who, home.code, about, path, body), None
