"""What is asked at each way in, and what somebody of another town is to get."""

import copy
from dataclasses import MISSING, dataclass, field, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from chassis.http.ways_in import WayIn
from chassis.testing import Answer, Harness, token

DISTRICT, SHISHAN, LISHUI = "440605", "440605124", "440605126"
TANGZHONG, NEXT_DOOR = "440605124004", "440605124005"
OFFICES = ("official", "worker", "integrator", "center", "ops")


class Gets(StrEnum):
    """What somebody of another town gets."""

    PUBLIC = "what everyone may read"
    NOTHING = "an empty list"
    REFUSED = "403 or 404, and nothing is changed"


@dataclass(frozen=True)
class Case:
    """One request: values for the path, the body and the query, and whose answer is expected."""

    gets: Gets
    path: dict[str, str] = field(default_factory=dict)
    body: dict[str, Any] = field(default_factory=dict)
    query: str = ""
    local: str = SHISHAN


def public(**more: Any) -> Case:
    return Case(Gets.PUBLIC, **more)


def empty(**more: Any) -> Case:
    return Case(Gets.NOTHING, **more)


def refused(path: dict[str, str] | None = None, *, query: str = "", **body: Any) -> Case:
    local = body.pop("local", SHISHAN)
    return Case(Gets.REFUSED, path or {}, body, query, local)


@dataclass
class Town:
    """A service with what one town keeps there, and the names of it all."""

    h: Harness
    names: dict[str, str] = field(default_factory=dict)

    def made(self, name: str, answer: Answer) -> Answer:
        """Remember something by its id."""
        assert answer.status < 300, answer.json
        self.names[name] = answer.json.get("id", "")
        return answer

    def publish(self) -> None:
        """Let the feed show all that was announced, as if the relay had published it."""
        end = 0
        for page in self.h.backend.collections.get("events", {}).values():
            start, end = end, end + len(page["events"])
            page.update(state="published", position=start, end=end)

    def ask(self, way: WayIn, case: Case, bearer: str) -> Answer:
        """Send the request a case describes."""
        given = {name: _fill(text, self.names) for name, text in case.path.items()}
        path = way.path.format(**{**self.names, **given}) + _fill(case.query, self.names)
        send = getattr(self.h, way.verb.lower())
        if way.verb in ("GET", "DELETE"):
            return send(path, as_=bearer)
        body = sample_of(way.body) | {n: _fill(value, self.names) for n, value in case.body.items()}
        return send(path, body if way.body else None, as_=bearer)

    def kept(self) -> dict[str, Any]:
        """Copy all that is stored but the memory of requests."""
        kept = {n: rows for n, rows in self.h.backend.collections.items() if n != "replies"}
        return copy.deepcopy(kept)


def bearer(*divisions: str) -> str:
    """Sign a token of somebody who holds every office there is, in these places."""
    return token(*OFFICES, sub="someone", divisions=divisions)


def sample_of(body: type | None) -> dict[str, Any]:
    """Fill what must be filled of a body with its samples."""
    needed = [one for one in (fields(body) if body else ()) if _is_needed(one)]
    return {one.name: _plain(one.metadata["sample"]) for one in needed}


def _is_needed(one: Any) -> bool:
    return one.default is MISSING and one.default_factory is MISSING


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _fill(value: Any, names: dict[str, str]) -> Any:
    return value.format(**names) if isinstance(value, str) else value
