"""The ids that belong to the sender's own numbers, looked up for many rows at a time."""

from collections.abc import Iterable
from typing import Any

from gongzhi.api import Api

MOST_KEPT = 50_000
MOST_ASKED = 500
PATH = "/v1/references"


class Known:
    """Ids by number, for one kind of thing; what nobody knows is asked for again."""

    def __init__(self, api: Api, kind: str) -> None:
        """Ask this connection."""
        self._api = api
        self._kind = kind
        self._ids: dict[str, str] = {}

    def find(self, numbers: Iterable[str]) -> dict[str, str]:
        """Give the ids of those numbers that are known to the service."""
        wanted = dict.fromkeys(numbers)
        found = {number: one for number in wanted if (one := self._ids.get(number))}
        asked = [number for number in wanted if number not in found]
        for start in range(0, len(asked), MOST_ASKED):
            found |= self._ask(asked[start : start + MOST_ASKED])
        return found

    def _ask(self, numbers: list[str]) -> dict[str, str]:
        body: dict[str, Any] = {"kind": self._kind, "references": numbers}
        told: dict[str, str] = self._api.post("participation", PATH, body)["ids"]
        if len(self._ids) + len(told) > MOST_KEPT:
            self._ids.clear()
        self._ids.update(told)
        return told
