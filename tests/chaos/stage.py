"""What is there before a run begins: places, rules, bodies, spaces, topics and residents."""

import json
import time
import uuid
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import httpx

from .journal import Journal
from .plan import Neighborhood
from .scoring import POINTS

PLACES = Path(__file__).parents[2] / "services" / "participation" / "divisions" / "440605.json"
DISTRICT = "440605"
NEIGHBORHOODS, SPACES, TOPICS, AT_ONCE = 8, 2, 2, 200
LADDER = {
    "space": {"space_visited": 1},
    "activity": {"activity_attended": 1},
    "organization": {"member_joined": 1},
    "service": {"minutes": 60},
    "public_affairs": {"affairs": 1},
}
STANDARDS = {
    "chaos-points": {"points": POINTS},
    "chaos-ladder": {"ladder": LADDER},
    "chaos-deliberation": {"categories": {"parking": {"advice": False}}},
}
PATIENCE_SECONDS = 30.0


class Stage:
    """Sets a stage through the public API, as integrators, officials and workers do."""

    def __init__(
        self, url: Callable[[str], str], token: Callable[..., str], journal: Journal
    ) -> None:
        self._url = url
        self._journal = journal
        self._client = httpx.Client(timeout=30)
        self._tokens = {
            role: token(role, DISTRICT) for role in ("integrator", "official", "worker")
        }

    def set(self, services: Iterable[str], residents: int) -> list[Neighborhood]:
        """Set it for the services that take part; give the neighborhoods of it."""
        facts = json.loads(PLACES.read_text(encoding="utf-8"))["items"]
        codes = _communities(facts)
        self._places(facts, codes)
        for reference, rules in STANDARDS.items():
            self._standard(reference, rules)
        bodies = self._organizations(codes, here="collaboration" in services)
        spaces = self._spaces(codes, bodies)
        people = self._residents(codes, residents)
        topics = self._topics(people) if "expression" in services else {}
        return [
            Neighborhood(code, bodies[code], people[code], spaces[code], topics.get(code, ()))
            for code in codes
        ]

    def _places(self, facts: list[dict[str, Any]], codes: list[str]) -> None:
        names = ("code", "name", "kind", "parent")
        wanted = {DISTRICT, *(code[:9] for code in codes), *codes}
        for length in (6, 9, 12):
            level = [one for one in facts if one["code"] in wanted and len(one["code"]) == length]
            items = [{name: one[name] for name in names if one.get(name)} for one in level]
            self._bulk("participation", "/v1/divisions", items)

    def _standard(self, reference: str, rules: dict[str, Any]) -> None:
        standard = {"reference": reference, "title": reference, "kind": "guideline"}
        standard |= {"in_force_from": "2018-02-01", "division": DISTRICT, "rules": rules}
        self._post("guidance", "/v1/standards", standard, "official")

    def _organizations(self, codes: list[str], *, here: bool) -> dict[str, str]:
        names = [f"chaos-{code}" for code in codes]
        if not here:
            return dict(zip(codes, names, strict=True))
        team = {"kind": "volunteer_team", "name": "志愿队"}
        items = [
            team | {"reference": name, "division": code}
            for code, name in zip(codes, names, strict=True)
        ]
        made = self._bulk("collaboration", "/v1/organizations", items)
        return dict(zip(codes, (one["id"] for one in made), strict=True))

    def _spaces(self, codes: list[str], bodies: dict[str, str]) -> dict[str, tuple[str, ...]]:
        home = {"kind": "youth_home", "name": "亲青家园", "capacity": 40}
        items = [
            home | {"division": code, "host_id": bodies[code]}
            for code in codes
            for _ in range(SPACES)
        ]
        made = self._bulk("participation", "/v1/spaces", items)
        return _by_place(codes, made)

    def _residents(self, codes: list[str], number: int) -> dict[str, tuple[str, ...]]:
        items = [
            {"division": codes[n % len(codes)], "groups": ["worker"], "reference": f"chaos-{n}"}
            for n in range(number)
        ]
        made = self._bulk("participation", "/v1/residents", items)
        for one in made:
            self._note("resident", one["id"], one["division"], one["id"])
        return _by_place(codes, made)

    def _topics(self, people: dict[str, tuple[str, ...]]) -> dict[str, tuple[Any, ...]]:
        """Raise and screen topics, each with a statement to vote on."""
        return {
            code: tuple(self._topic(code, who) for who in residents[:TOPICS])
            for code, residents in people.items()
        }

    def _topic(self, code: str, who: str) -> tuple[str, str]:
        about = {"title": "电动车充电", "category": "parking", "division": code}
        topic = self._post("expression", "/v1/topics", about | {"resident_id": who})["id"]
        self._note("topic", who, code, topic)
        self._post("expression", f"/v1/topics/{topic}/screening", {}, "worker")
        said = {"text": "先在东门试点", "resident_id": who}
        statement = self._post("expression", f"/v1/topics/{topic}/statements", said)["id"]
        self._note("statement", who, code, statement, topic=topic)
        return topic, statement

    def _note(self, act: str, who: str, where: str, identity: str, **about: str) -> None:
        """Tell the oracle of what earns points already here."""
        key = f"stage-{identity}"
        intent = {"kind": "intent", "key": key, "act": act, "who": who, "where": where}
        outcome = {"kind": "outcome", "key": key, "outcome": "ok", "id": identity}
        self._journal.write_all([intent | {"about": about}, outcome])

    def _bulk(self, service: str, path: str, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
        parts = (items[at : at + AT_ONCE] for at in range(0, len(items), AT_ONCE))
        told = [
            one
            for part in parts
            for one in self._post(service, f"{path}/bulk", {"items": part})["items"]
        ]
        assert all("body" in one for one in told), told
        return [one["body"] for one in told]

    def _post(self, service: str, path: str, body: Any, role: str = "integrator") -> Any:
        """Send it until it is taken: what it refers to may still be on its way there."""
        headers = {"Authorization": f"Bearer {self._tokens[role]}"}
        headers |= {"Idempotency-Key": uuid.uuid4().hex, "Accept-Language": "en"}
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            answer = self._client.post(self._url(service) + path, json=body, headers=headers)
            if answer.is_success or time.monotonic() > until:
                assert answer.is_success, f"{path}: {answer.text}"
                return answer.json()
            time.sleep(0.2)


def _communities(facts: list[dict[str, Any]]) -> list[str]:
    """Take one community of each town, and one more: totals of places are many's, and of one."""
    codes = sorted(one["code"] for one in facts if len(one["code"]) == 12)
    first = {code[:9]: code for code in reversed(codes)}
    more = [code for code in codes if code not in first.values()]
    return [*sorted(first.values()), *more][:NEIGHBORHOODS]


def _by_place(codes: list[str], made: list[dict[str, Any]]) -> dict[str, tuple[str, ...]]:
    return {code: tuple(one["id"] for one in made if one["division"] == code) for code in codes}
