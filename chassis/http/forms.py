"""Read a body that is a form: UTF-8, nothing twice, `name[key]` as a value within `name`."""

import re
from typing import Any
from urllib.parse import parse_qsl

from werkzeug.wrappers import Request

from chassis.http.bodies import check_content
from chassis.http.problems import Problem

FORM = "application/x-www-form-urlencoded"
MOST_FIELDS = 200
WITHIN = re.compile(r"([^\[\]]+)\[([^\[\]]+)\]")


def read_form(request: Request) -> dict[str, Any]:
    """Read the fields of a form; one that is empty counts as not sent."""
    read: dict[str, Any] = {}
    for name, value in _pairs(request.get_data()):
        place, key = _place(read, name)
        if key in place:
            raise _malformed(f"{name[:80]!r} stands twice", f"{name[:80]!r} 重复出现")
        if value:
            place[key] = value
    check_content(read)
    return read


def _pairs(raw: bytes) -> list[tuple[str, str]]:
    try:
        text = raw.decode("utf-8")
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except UnicodeDecodeError:
        raise _malformed("it is not in UTF-8", "不是 UTF-8 编码") from None
    except ValueError:
        raise _malformed(f"more than {MOST_FIELDS} fields", f"超过 {MOST_FIELDS} 个字段") from None


def _place(read: dict[str, Any], name: str) -> tuple[dict[str, Any], str]:
    within = WITHIN.fullmatch(name)
    if not within:
        return read, name
    inner = read.setdefault(within[1], {})
    if not isinstance(inner, dict):
        raise _malformed(f"{name[:80]!r} stands twice", f"{name[:80]!r} 重复出现")
    return inner, within[2]


def _malformed(en: str, zh: str) -> Problem:
    return Problem("malformed-form", en, zh)
