"""In what a broker differs from the file: pure, a sentence each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gongzhi.topology.plan import Definitions

OURS = "gongzhi."
KINDS = {"exchanges": "exchange", "queues": "queue"}
Binding = tuple[str, str, str, str]


@dataclass(frozen=True)
class Differences:
    """What is missing, what is not as it should be, and what is there beyond the file."""

    missing: tuple[str, ...] = ()
    different: tuple[str, ...] = ()
    surplus: tuple[str, ...] = ()

    def sentences(self) -> tuple[str, ...]:
        """Give all of it."""
        return (*self.missing, *self.different, *self.surplus)


def differences(wanted: Definitions, found: Definitions) -> Differences:
    """Compare; whatever on the broker does not carry our name is nobody's business here."""
    missing: list[str] = []
    different: list[str] = []
    surplus: list[str] = []
    for kind, word in KINDS.items():
        there = {one["name"]: one for one in found[kind]}
        named = {one["name"]: one for one in wanted[kind]}
        missing += [f"{word} {name} is missing" for name in named if name not in there]
        for name in named.keys() & there.keys():
            different += _unlike(f"{word} {name}", named[name], there[name])
        beyond = sorted(name for name in there.keys() - named.keys() if name.startswith(OURS))
        surplus += [f"{word} {name} is on the broker and not in the file" for name in beyond]
    bound = {_binding(one) for one in found["bindings"]}
    unbound = [one for one in map(_binding, wanted["bindings"]) if one not in bound]
    names = {one["name"] for kind in KINDS for one in found[kind]}
    missing += [_said(one, "is not bound") for one in unbound if {*one[:2]} <= names]
    surplus += [
        f"{_said(one, 'is bound')}, and not in the file" for one in surplus_bindings(wanted, found)
    ]
    return Differences(tuple(missing), tuple(sorted(different)), tuple(surplus))


def surplus_bindings(wanted: Definitions, found: Definitions) -> list[Binding]:
    """Give what binds a queue of ours and is not in the file; every queue has one by its name."""
    agreed = {_binding(one) for one in wanted["bindings"]}
    named = {one["name"] for kind in KINDS for one in wanted[kind]}
    there = sorted(_binding(one) for one in found["bindings"])
    return [one for one in there if one[0] and one[1] in named and one not in agreed]


def _binding(one: Mapping[str, Any]) -> Binding:
    to = one.get("destination_type", "queue")
    return one["source"], one["destination"], one["routing_key"], to


def _said(binding: Binding, verb: str) -> str:
    source, destination, key, _ = binding
    return f"{destination} {verb} to {source}" + (f" by {key}" if key else "")


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
