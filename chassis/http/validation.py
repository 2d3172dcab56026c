"""Why a body was not accepted: field, rule and message, in the caller's language."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from marshmallow import ValidationError

from chassis.http.languages import CHINESE
from chassis.http.problems import Problem

MOST_ERRORS = 100
RULES: list[tuple[re.Pattern[str], str, str]] = [
    (re.compile(pattern), rule, chinese)
    for pattern, rule, chinese in (
        (r"Missing data for required field\.", "required", "必须填写"),
        (r"Field may not be null\.", "null", "不能为空"),
        (r"Unknown field\.", "unknown", "没有这个字段"),
        (r"Control characters are not allowed\.", "characters", "不能含有控制字符"),
        (r"Not a valid Unicode string\.", "characters", "不是有效的文本"),
        (r"Not a valid string\.", "type", "须为文本"),
        (r"Not a valid integer\.", "type", "须为整数"),
        (r"Not a valid number\.", "type", "须为数字"),
        (r"Special numeric values .*", "type", "须为有限数字"),
        (r"Not a valid boolean\.", "type", "须为 true 或 false"),
        (r"Not a valid aware datetime\.", "offset", "时间须带时区"),
        (r"Not a valid datetime\.", "type", "须为 ISO 8601 时间"),
        (r"Not a valid date\.", "type", "须为 ISO 8601 日期"),
        (r"Not a valid list\.", "type", "须为列表"),
        (r"(?:Not a valid mapping type|Invalid (?:input )?type)\.", "type", "须为对象"),
        (r"Shorter than minimum length (\d+)\.", "length", "长度不能少于 {0}"),
        (r"Longer than maximum length (\d+)\.", "length", "长度不能超过 {0}"),
        (r"Length must be between (\d+) and (\d+)\.", "length", "长度须在 {0} 到 {1} 之间"),
        (r"Length must be (\d+)\.", "length", "长度须为 {0}"),
        (r"Must be one of: (.*)\.", "one-of", "须为下列之一：{0}"),
        (
            r"Must be greater than or equal to (\S+) and less than or equal to (\S+)\.",
            "range",
            "须在 {0} 到 {1} 之间",
        ),
        (r"Must be between (\S+) and (\S+)\.", "range", "须在 {0} 到 {1} 之间"),
        (r"Must be greater than or equal to (\S+)\.", "range", "不能小于 {0}"),
        (r"Must be less than or equal to (\S+)\.", "range", "不能大于 {0}"),
        (r"Must be greater than (\S+).*\.", "range", "须大于 {0}"),
        (r"Must be less than (\S+).*\.", "range", "须小于 {0}"),
        (r"String does not match expected pattern\.", "pattern", "格式不符"),
    )
]


def refused_fields(messages: Any, language: str) -> list[dict[str, str]]:
    """List the fields at fault with the rule each breaks."""
    found: list[dict[str, str]] = []
    for path, message in _flat(messages, ""):
        rule, chinese = _rule(message)
        told = chinese if language == CHINESE else message
        found.append({"field": path, "rule": rule, "message": told})
        if len(found) == MOST_ERRORS:
            break
    return found


def invalid_body(error: ValidationError, language: str) -> Problem:
    """Say which fields of a body are at fault."""
    return wrong_fields(refused_fields(error.messages, language))


def wrong_fields(errors: list[dict[str, str]]) -> Problem:
    """Say that these fields are at fault."""
    names = ", ".join(dict.fromkeys(e["field"] for e in errors[:10]))
    return Problem("invalid-body", f"at fault: {names}", f"有误的字段：{names}", errors=errors)


def _flat(messages: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(messages, dict):
        for name, inner in messages.items():
            plain = name not in ("_schema", "key", "value") or (name != "_schema" and not path)
            below = f"{path}.{name}" if path else str(name)
            yield from _flat(inner, below if plain else path)
    elif isinstance(messages, list):
        for inner in messages:
            yield from _flat(inner, path)
    else:
        yield path or "(body)", str(messages)


@lru_cache(maxsize=1024)
def _rule(message: str) -> tuple[str, str]:
    for pattern, rule, chinese in RULES:
        matched = pattern.fullmatch(message)
        if matched:
            return rule, chinese.format(*matched.groups())
    return "invalid", message
