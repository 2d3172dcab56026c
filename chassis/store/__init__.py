"""Where a service keeps what it knows: states, rows, counters and events, written as one."""

from chassis.store.collection import Collection, Index
from chassis.store.paged import Order
from chassis.store.rebuilding import InRebuild
from chassis.store.tallies import Tallies

__all__ = ["Collection", "InRebuild", "Index", "Order", "Tallies"]
