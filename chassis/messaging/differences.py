"""In what the broker differs from what services need: pure, in sentences for the operator."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from chassis.messaging.definitions import Definitions

KINDS = {"exchanges": "exchange", "queues": "queue"}


@dataclass(frozen=True)
class Differences:
    """What is missing, and what is there and is not as it should be; a sentence each."""

    missing: tuple[str, ...] = ()
    different: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether there are any."""
        return bool(self.missing or self.different)

    def __str__(self) -> str:
        """Say all in one line."""
        return "; ".join((*self.missing, *self.different))


def differences(wanted: Definitions, found: Definitions) -> Differences:
    """Compare; what the broker has beyond what is wanted is no difference to a service."""
    missing: list[str] = []
    different: list[str] = []
    for kind, word in KINDS.items():
        there = {one["name"]: one for one in found[kind]}
        for one in wanted[kind]:
            if one["name"] not in there:
                missing.append(is_missing(word, one["name"]))
            else:
                different += _unlike(f"{word} {one['name']}", one, there[one["name"]])
    bound = {_binding(one) for one in found["bindings"]}
    unbound = [one for one in wanted["bindings"] if _binding(one) not in bound]
    names = {one["name"] for kind in KINDS for one in found[kind]}
    missing += [_not_bound(one) for one in unbound if {*_binding(one)[:2]} <= names]
    return Differences(tuple(missing), tuple(different))


def is_missing(word: str, name: str) -> str:
    """Say that an exchange or a queue is not there."""
    return f"{word} {name} is missing"


def _binding(one: Mapping[str, Any]) -> tuple[str, str, str]:
    return one["source"], one["destination"], one["routing_key"]


def _not_bound(one: Mapping[str, Any]) -> str:
    by = f" by {one['routing_key']}" if one["routing_key"] else ""
    return f"{one['destination']} is not bound to {one['source']}{by}"


def _unlike(what: str, wanted: Mapping[str, Any], there: Mapping[str, Any]) -> Iterator[str]:
    for trait in ("type", "durable", "auto_delete"):
        if trait in wanted and wanted[trait] != there.get(trait, wanted[trait]):
            yield f"{what} has {trait} {_told(there, trait)}, wanted is {_told(wanted, trait)}"
    ours, theirs = wanted["arguments"], there["arguments"]
    for name in sorted({*ours, *theirs}):
        if ours.get(name) != theirs.get(name):
            yield f"{what} has {name} {_told(theirs, name)}, wanted is {_told(ours, name)}"


def _told(traits: Mapping[str, Any], name: str) -> str:
    return str(traits[name]) if name in traits else "unset"
