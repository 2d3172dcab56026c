"""What changed between two states, as a JSON merge patch (RFC 7396)."""

from typing import Any

import orjson

from chassis.http.replies import as_json

Json = dict[str, Any]


def plain(state: Any) -> Json:
    """Give a state as it reads in JSON, without nulls: a patch has no word for them."""
    content: Json = _without_nulls(orjson.loads(as_json(state)))
    return content


def merge_patch(before: Json, after: Json) -> Json:
    """Write what turns one state into another; {} where they are the same."""
    patch: Json = {name: None for name in before if name not in after}
    for name, value in after.items():
        was = before.get(name)
        if was == value:
            continue
        both = isinstance(was, dict) and isinstance(value, dict)
        patch[name] = merge_patch(was or {}, value) if both else value
    return patch


def _without_nulls(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_nulls(one) for one in value]
    if isinstance(value, dict):
        return {name: _without_nulls(one) for name, one in value.items() if one is not None}
    return value
