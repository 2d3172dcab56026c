"""Stand-ins: what still leads to somebody who is forgotten is given to nobody."""

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

State = TypeVar("State")
BETWEEN = ":"  # ids are made of others by it


def nobodys(state: State, who: str, stand_in: str) -> State:
    """Put a stand-in wherever a state names somebody, in its own id too."""
    return replace(state, **_changed(state, who, stand_in))  # type: ignore[type-var]


def _changed(state: Any, who: str, stand_in: str) -> dict[str, Any]:
    values = {one.name: getattr(state, one.name) for one in fields(state)}
    anew = {name: _without(value, who, stand_in) for name, value in values.items()}
    return {name: value for name, value in anew.items() if value != values[name]}


def _without(value: Any, who: str, stand_in: str) -> Any:
    if type(value) is str:
        parts = value.split(BETWEEN)
        return BETWEEN.join(stand_in if part == who else part for part in parts)
    if isinstance(value, tuple):
        return tuple(_without(one, who, stand_in) for one in value)
    if isinstance(value, dict):
        return {name: _without(one, who, stand_in) for name, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return nobodys(value, who, stand_in)
    return value
