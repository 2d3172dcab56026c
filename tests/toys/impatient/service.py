"""Counts as before, from a queue that lets go of a message after two dozen deaths."""

from chassis.messaging import topology
from tests.toys.counting.events import NAME
from tests.toys.counting.service import CountingService as Patient

topology.DELIVERY_LIMIT = 24


class CountingService(Patient):
    """Counts what does not kill it."""

    name = NAME
