"""The dead letters of the services: found, and acted on one by one at a pace."""

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gongzhi.api import Api, Problem
from gongzhi.errors import Unreadable

SERVICES = ("participation", "expression", "collaboration", "guidance")
PATH = "/v1/dead-letters"
STATES = ("open", "replayed", "discarded", "any")
FILTERS = ("state", "reason", "type", "handler", "since", "until", "division")
NOT_FOUND, UNFIT = 404, 422
REFUSED = "refused"


@dataclass(frozen=True)
class Found:
    """A letter and the service whose it is."""

    service: str
    letter: Mapping[str, Any]

    @property
    def path(self) -> str:
        """Give where the service shows it."""
        return f"{PATH}/{self.letter['id']}"


@dataclass(frozen=True)
class Acted:
    """What came of an action on a letter; one that was refused says why in `detail`."""

    service: str
    id: str
    outcome: str
    detail: str


def conditions(texts: Iterable[str]) -> dict[str, str]:
    """Read conditions as `reason=handler-bug`; Unreadable says which of them is none."""
    given: dict[str, str] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if name not in FILTERS or not equals or not value:
            raise Unreadable(f"{text!r} is no condition: NAME=VALUE with {', '.join(FILTERS)}")
        if name in given:
            raise Unreadable(f"{name} stands twice")
        given[name] = value
    _check(given)
    return given


def _check(given: Mapping[str, str]) -> None:
    if given.get("state", "open") not in STATES:
        raise Unreadable(f"{given['state']!r} is no state: {', '.join(STATES)}")
    for name in {"since", "until"} & given.keys():
        try:
            moment = datetime.fromisoformat(given[name])
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None:
            raise Unreadable(
                f"{name}: {given[name]!r} is no time with offset, as in 2019-05-06T12:00:00+08:00"
            )


def search(api: Api, services: Iterable[str], where: Mapping[str, str]) -> Iterator[Found]:
    """Give the letters that meet all conditions, those that died first at the beginning."""
    query = {"state": "open", **where}
    if query["state"] == "any":
        del query["state"]
    for service in services:
        for letter in api.pages(service, PATH, **query):
            yield Found(service, letter)


def find(api: Api, services: Iterable[str], identity: str) -> Found:
    """Give one letter with its message and history; Unreadable where no service has it."""
    asked = list(services)
    for service in asked:
        try:
            return Found(service, api.get(service, f"{PATH}/{identity}"))
        except Problem as problem:
            if problem.status != NOT_FOUND:
                raise
    raise Unreadable(f"there is no letter {identity} in {', '.join(asked)}")


def act(api: Api, found: Found, action: str, body: Mapping[str, str] | None) -> Acted:
    """Replay or discard one letter; a refusal is an outcome, so that the others go on."""
    identity = str(found.letter["id"])
    try:
        told = api.post(found.service, f"{found.path}/{action}", body)
    except Problem as problem:
        return Acted(found.service, identity, REFUSED, str(problem))
    why = f"{told['reason']}: {told['detail']}" if told["state"] == "open" else ""
    return Acted(found.service, identity, told["outcome"], why)


def mend(api: Api, found: Found, text: str, why: str) -> None:
    """Put another message in a letter's place; Unreadable where it is no event of ours."""
    version = f'"{found.letter["version"]}"'
    try:
        api.put(found.service, found.path, {"body": text, "why": why}, etag=version)
    except Problem as problem:
        if problem.status == UNFIT:
            raise Unreadable(str(problem)) from problem
        raise


def paced(letters: Iterable[Found], rate: float) -> Iterator[Found]:
    """Give letters no faster than so many a second."""
    due = time.monotonic()
    for letter in letters:
        time.sleep(max(0.0, due - time.monotonic()))
        due = max(due, time.monotonic()) + 1 / rate
        yield letter
