"""What is read ahead comes in order, all of it, and a fault comes where it is waited for."""

import itertools
import time
from collections.abc import Iterator

import pytest

from chassis.replay.ahead import ahead


def test_parts_come_in_order_and_are_read_before_they_are_asked_for() -> None:
    read: list[int] = []
    parts = ahead((read.append(n) or n for n in range(5)), 2)

    assert next(parts) == 0
    until = time.monotonic() + 5
    while len(read) < 3 and time.monotonic() < until:
        time.sleep(0.01)
    assert len(read) >= 3
    assert list(parts) == [1, 2, 3, 4]


def test_no_more_is_read_than_was_allowed() -> None:
    read: list[int] = []
    parts = ahead((read.append(n) or n for n in itertools.count()), 2)

    next(parts)
    time.sleep(0.05)

    assert len(read) <= 4
    parts.close()


def test_a_fault_is_raised_after_what_was_read_before_it() -> None:
    def broken() -> Iterator[int]:
        yield 1
        raise ZeroDivisionError

    parts = ahead(broken(), 2)

    assert next(parts) == 1
    with pytest.raises(ZeroDivisionError):
        next(parts)
