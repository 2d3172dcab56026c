"""What a class has of one sort, looked up once: `inspect` goes through every name each time."""

import inspect
from collections.abc import Callable
from functools import cache
from typing import Any


@cache
def members(of: type, wanted: Callable[[Any], bool]) -> tuple[tuple[str, Any], ...]:
    """Give names and values, by name; `wanted` is a function of a module, for it is compared."""
    return tuple(inspect.getmembers(of, wanted))
