"""What a worker of a service is given under test: its collections, and stand-ins for the rest."""

from collections.abc import Iterator
from typing import Any

from chassis.database import kept
from chassis.members import members
from chassis.work.work import Work


def provisions(service_cls: type, work: Work) -> Iterator[tuple[str, Any]]:
    """Give each dependency by attribute; none of them opens anything."""
    for attribute, kind in kept(service_cls).items():
        yield attribute, kind(work)
    for attribute, provider in members(service_cls, _stands_in):
        yield attribute, provider.in_memory(service_cls)


def _stands_in(member: object) -> bool:
    return hasattr(member, "in_memory")
