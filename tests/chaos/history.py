"""What the journal of a run tells, put in order for whoever judges it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from .scoring import Action


@dataclass
class History:
    """What the journal tells."""

    actions: dict[str, Action] = field(default_factory=dict)
    faults: Counter[str] = field(default_factory=Counter)
    poison: dict[str, Counter[str]] = field(default_factory=dict)
    cut: dict[str, str] = field(default_factory=dict)
    repeats: Counter[str] = field(default_factory=Counter)
    published: dict[str, set[str]] = field(default_factory=dict)
    looked: list[dict[str, Any]] = field(default_factory=list)
    run: dict[str, Any] = field(default_factory=dict)


def whole(history: History, letters: Counter[str]) -> Counter[str]:
    """Give letters by what was sent: of what no document holds, only the beginning is kept."""
    return Counter({history.cut.get(body, body): number for body, number in letters.items()})


def told_by(lines: Iterable[dict[str, Any]]) -> History:
    """Read a journal's lines as a history."""
    told = History()
    for line in lines:
        _READ[line["kind"]](told, line)
    return told


def _intent(told: History, line: dict[str, Any]) -> None:
    known = {name: line[name] for name in ("key", "act", "who", "where")}
    told.actions[line["key"]] = Action(**known, about=line.get("about", {}))


def _outcome(told: History, line: dict[str, Any]) -> None:
    told.actions[line["key"]].outcomes.append((line["outcome"], line.get("id", "")))


def _poison(told: History, line: dict[str, Any]) -> None:
    told.poison.setdefault(line["service"], Counter())[line["sha256"]] += 1
    if "cut" in line:
        told.cut[line["cut"]] = line["sha256"]


_READ: dict[str, Any] = {
    "intent": _intent,
    "outcome": _outcome,
    "poison": _poison,
    "fault": lambda told, line: told.faults.update({line["what"]: line.get("count", 1)}),
    "repeat": lambda told, line: told.repeats.update({line.get("what", ""): line.get("count", 1)}),
    "published": lambda told, line: told.published.setdefault(line["event"], set()).add(
        line["sha256"]
    ),
    "looked": lambda told, line: told.looked.append(line),
    "run": lambda told, line: told.run.update(line),
}
