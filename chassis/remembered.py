"""Answers about classes that are worked out once, in a way that a type checker sees through."""

from collections.abc import Callable
from functools import cache
from typing import ParamSpec, TypeVar, cast

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


def remembered(function: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """Work a function out once for each set of arguments."""
    return cast("Callable[Asked, Answer]", cache(function))
