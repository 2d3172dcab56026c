"""Whoever reads a connection ends with it, and leaves the next one alone."""

import pytest
from amqp.exceptions import ConnectionForced

from chassis.config import Settings
from chassis.messaging.channel import Inflow


class Connection:
    """Ends a read as a test says."""

    def __init__(self, end):
        self.end = end
        self.reads = 0
        self.dropped = False

    def drain_events(self, timeout):
        self.reads += 1
        self.end()

    def collect(self):
        self.dropped = True


def raising(error):
    def end():
        raise error

    return end


def an_inflow(connection):
    inflow = Inflow(Settings(), "queue", purpose="test", window=2)
    inflow._connection, inflow.lost = connection, False
    return inflow


@pytest.mark.parametrize(
    "error",
    [EOFError(), OSError(), AttributeError(), ConnectionForced("gone")],
    ids=lambda error: type(error).__name__,
)
def test_a_connection_that_ends_is_lost_and_nothing_is_raised(error):
    connection = Connection(raising(error))
    inflow = an_inflow(connection)

    inflow._read(connection)

    assert (inflow.lost, connection.dropped) == (True, True)


def test_who_wakes_late_does_not_read_the_connection_that_was_opened_since():
    old, new = Connection(raising(TimeoutError())), Connection(raising(AssertionError()))
    inflow = an_inflow(new)

    inflow._read(old)

    assert (old.reads, new.reads, inflow.lost) == (0, 0, False)


def test_an_old_connection_that_ends_late_does_not_end_the_new_one():
    new = Connection(raising(AssertionError()))

    def reopened():
        inflow._connection = new
        raise EOFError

    old = Connection(reopened)
    inflow = an_inflow(old)

    inflow._read(old)

    assert (inflow.lost, new.dropped) == (False, False)
