"""Many lines through a bulk endpoint: numbers made ids, refusals told in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gongzhi.api import Api
from gongzhi.bulk import key_of, settle
from gongzhi.sheets.faults import Fault, Wrong, fault
from gongzhi.sheets.kinds import Kind
from gongzhi.sheets.known import Known
from gongzhi.sheets.lines import Line

SERVICE = "participation"
Items = dict[int, dict[str, Any]]
Problems = dict[int, dict[str, Any]]


@dataclass(frozen=True)
class Settled:
    """What became of some lines: how many were taken, were there before, and which were refused."""

    lines: list[Line]
    taken: int
    before: int
    refused: dict[int, tuple[Fault, ...]]


class Sender:
    """Sends lines of one kind; the same lines again change nothing."""

    def __init__(self, api: Api, kind: Kind) -> None:
        """Send over this connection."""
        self._api = api
        self._kind = kind
        self._known = {field: Known(api, of) for field, of, _ in kind.known_by}

    def send(self, lines: list[Line]) -> Settled:
        """Send those that are sound, and tell of every line what became of it."""
        refused = {line.number: line.faults for line in lines if line.faults}
        items = {line.number: dict(line.item) for line in lines if not line.faults}
        refused |= self._name(items)
        if self._kind.makes_reference:
            _refer(items)
        answered, before = self._post(items) if items else ({}, 0)
        return Settled(lines, len(items) - len(answered) - before, before, refused | answered)

    def _name(self, items: Items) -> dict[int, tuple[Fault, ...]]:
        """Put ids in the place of numbers; take out the rows with a number nobody knows."""
        unknown: dict[int, tuple[Fault, ...]] = {}
        for known_by in self._kind.known_by:
            for number, nobody in self._named(items, known_by).items():
                unknown[number] = (*unknown.get(number, ()), nobody)
        for number in unknown:
            del items[number]
        return unknown

    def _named(self, items: Items, known_by: tuple[str, str, str]) -> dict[int, Fault]:
        field, of, identity = known_by
        told = {number: item.pop(field) for number, item in items.items() if field in item}
        ids = self._known[field].find(told.values())
        for number, text in told.items():
            items[number] |= {identity: ids.get(text)}
        heading = self._heading(field)
        return {n: _nobody(heading, of, text) for n, text in told.items() if text not in ids}

    def _post(self, items: Items) -> tuple[dict[int, tuple[Fault, ...]], int]:
        problems, repeated = self._asked(items, "zh")
        there = {number for number, told in problems.items() if _rule(told) in self._kind.there}
        asked_again = {n: items[n] for n in problems if n not in there}
        in_english, _ = self._asked(asked_again, "en") if asked_again else ({}, 0)
        refused = {
            number: self._faults(problems[number], english)
            for number, english in in_english.items()
        }
        return refused, repeated + len(there)

    def _asked(self, items: Items, language: str) -> tuple[Problems, int]:
        path, chunk = self._kind.path, list(items.values())
        answer = settle(self._api, SERVICE, path, chunk, language=language)
        told = zip(items, answer["items"], strict=True)
        problems = {number: one["problem"] for number, one in told if "problem" in one}
        return problems, answer["counts"].get("repeated", 0)

    def _faults(self, zh: Mapping[str, Any], en: Mapping[str, Any]) -> tuple[Fault, ...]:
        rule = _rule(zh)
        pairs = zip(zh.get("errors") or [{}], en.get("errors") or [{}], strict=False)
        return tuple(
            Fault(
                self._heading(chinese.get("field", "")),
                chinese.get("rule") or rule,
                chinese.get("message") or str(zh.get("detail") or zh.get("title")),
                english.get("message") or str(en.get("detail") or en.get("title")),
            )
            for chinese, english in pairs
        )

    def _heading(self, field: str) -> str:
        name = field.partition(".")[0]
        shown = (column.shown for column in self._kind.columns if column.field == name)
        return next(shown, name)


def _refer(items: Items) -> None:
    """Give rows without a number of their own one that is made of what they say."""
    for item in items.values():
        if "reference" not in item:
            item["reference"] = f"sheet-{key_of(SERVICE, 'row', item)}"


def _nobody(heading: str, of: str, number: str) -> Fault:
    zh = f"没有编号为“{number}”的登记，或不在您的区划内"
    en = f"no {of} is known by {number!r}, or none in your divisions"
    return fault(heading, Wrong(f"{of}-unknown", zh, en))


def _rule(problem: Mapping[str, Any]) -> str:
    return str(problem.get("type", "")).rpartition(":")[2]
