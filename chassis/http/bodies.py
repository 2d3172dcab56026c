"""Read a body: JSON within its limits, nothing twice, nothing that storage could not carry."""

import json
import re
from collections.abc import Callable
from typing import Any

import orjson
from werkzeug.wrappers import Request

from chassis.http.problems import Problem

DEEPEST = 32
LARGEST_NUMBER = 2**53
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


class _Twice(ValueError):  # noqa: N818 - says what is wrong
    """A name that stands twice in one object."""


def check_length(request: Request, limit: int) -> None:
    """Refuse a body of unknown length or beyond `limit`, before a byte of it is read."""
    if "HTTP_TRANSFER_ENCODING" in request.environ:
        raise Problem("length-required")
    stated = request.environ.get("CONTENT_LENGTH") or "0"
    if not (stated.isascii() and stated.isdigit()):
        raise Problem("malformed-header", "Content-Length is no number", "Content-Length 不是数字")
    if len(stated.lstrip("0")) > len(str(limit)) or int(stated) > limit:
        raise Problem("too-large", f"at most {limit} bytes", f"最多 {limit} 字节")


def read_json(request: Request) -> Any:
    """Read the JSON document a request carries."""
    if request.mimetype != "application/json":
        raise Problem("not-json")
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if charset not in ("utf-8", "utf8"):
        raise Problem("not-json", "only UTF-8 is read", "只支持 UTF-8")
    raw = request.get_data(cache=False)
    parsed = _parsed(raw)
    check_content(parsed)
    return parsed


def _parsed(raw: bytes) -> Any:
    try:
        parsed = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise Problem("malformed-json", f"{error.msg}: {place}", f"有误：{place}") from None
    if isinstance(parsed, dict | list):
        _refuse_repeated_names(raw)
    return parsed


def _refuse_repeated_names(raw: bytes) -> None:
    try:
        json.loads(raw, object_pairs_hook=_once)
    except _Twice as twice:
        name = repr(str(twice))[:80]
        raise Problem("malformed-json", f"{name} stands twice", f"{name} 重复出现") from None
    except (RecursionError, ValueError):
        raise Problem("malformed-json", "nested too deep", "嵌套过深") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        names = [name for name, _ in pairs]
        raise _Twice(next(name for name in names if names.count(name) > 1))
    return members


def check_content(value: Any, path: str = "", depth: int = 0) -> None:
    """Refuse control characters, numbers that are not carried exactly, and deep nesting."""
    check = CHECKS.get(type(value))
    if check is not None:
        check(value, path, depth)


def _check_text(value: str, path: str, _depth: int) -> None:
    if not value.isprintable() and UNPRINTABLE.search(value):
        raise _content(path, "characters", "control characters", "不能含有控制字符")


def _check_number(value: float, path: str, _depth: int) -> None:
    if not -LARGEST_NUMBER < value < LARGEST_NUMBER:
        raise _content(path, "range", "the number is too large", "数字过大")


def _check_object(value: dict[str, Any], path: str, depth: int) -> None:
    _deeper(depth)
    for name, inner in value.items():
        if not name.isprintable() or name.startswith("$"):
            raise _content(path, "name", "a name is not allowed", "字段名不允许")
        check_content(inner, f"{path}.{name}" if path else name, depth + 1)


def _check_list(value: list[Any], path: str, depth: int) -> None:
    _deeper(depth)
    for place, inner in enumerate(value):
        check_content(inner, f"{path}.{place}", depth + 1)


def _deeper(depth: int) -> None:
    if depth >= DEEPEST:
        raise Problem("malformed-json", f"nested deeper than {DEEPEST}", f"嵌套超过 {DEEPEST} 层")


def _content(path: str, rule: str, en: str, zh: str) -> Problem:
    field = path.strip(".") or "(body)"
    error = {"field": field, "rule": rule, "message": zh}
    return Problem("invalid-body", f"{field}: {en}", f"{field}：{zh}", errors=[error])


CHECKS: dict[type, Callable[[Any, str, int], None]] = {
    str: _check_text,
    int: _check_number,
    float: _check_number,
    dict: _check_object,
    list: _check_list,
}
