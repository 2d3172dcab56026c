"""What a request says beside its content: the headers and query parameters we understand."""

import re
from collections.abc import Mapping

from werkzeug.wrappers import Request

from chassis.http.paging import USUAL_PAGE, Page, key_of, limit_of
from chassis.http.problems import Problem

KEY = re.compile(r"[\x21-\x7e]{1,200}")
VERSION = re.compile(r'"([1-9][0-9]{0,15})"')
EVENT_ID = re.compile(r"[\x21-\x7e]{1,200}")
VALUE = re.compile(r"[^\x00-\x1f\x7f-\x9f\ufffd]{1,200}")
DIVISION = re.compile(r"[0-9A-Za-z]{1,32}(?:-[0-9A-Za-z]{1,32}){0,4}")
SEVERAL = re.compile(r"[^\x00-\x1f\x7f-\x9f\ufffd]{1,8000}")  # with commas between them
LONGEST_VALUE = 512


def idempotency_key(request: Request) -> str | None:
    """Read Idempotency-Key: 1 to 200 visible ASCII characters."""
    key: str | None = request.environ.get("HTTP_IDEMPOTENCY_KEY")
    if key is not None and not KEY.fullmatch(key):
        raise _header("Idempotency-Key: 1 to 200 visible ASCII characters", "Idempotency-Key")
    return key


def version_held(request: Request) -> int | None:
    """Read If-Match: the version the caller holds; `*` is any."""
    held: str | None = request.environ.get("HTTP_IF_MATCH")
    if held is None or held.strip() == "*":
        return None
    stated = VERSION.fullmatch(held.strip())
    if not stated:
        raise _header('If-Match: a version in quotes, as in "3", or *', "If-Match")
    return int(stated[1])


def last_event_id(request: Request) -> str:
    """Read Last-Event-ID: the revision that who comes back has seen; empty where there is none."""
    known: str = request.environ.get("HTTP_LAST_EVENT_ID", "")
    if known and not EVENT_ID.fullmatch(known):
        raise _header("Last-Event-ID: an id that this stream has given", "Last-Event-ID")
    return known


def query_of(request: Request, known: frozenset[str], *, passed_over: str = "") -> dict[str, str]:
    """Read the query parameters; one that is unknown or stands twice is refused.

    With a name that is `passed_over`, it and all that are empty count as not sent.
    """
    if not request.query_string:
        return {}
    found: dict[str, str] = {}
    for name, value in request.args.items(multi=True):
        if passed_over and (not value or name == passed_over):
            continue
        _check_parameter(name, known=known, found=found)
        if name != "cursor":
            usual = SEVERAL if passed_over else VALUE
            _check_form(name, value, DIVISION if name == "division" else usual)
        found[name] = value
    return found


def page_of(query: Mapping[str, str]) -> Page:
    """Read which part of a list is asked for."""
    try:
        limit = limit_of(query["limit"]) if "limit" in query else USUAL_PAGE
    except ValueError:
        raise _query("limit: 1 to 200", "limit：1 到 200") from None
    try:
        return Page(limit, key_of(query["cursor"]) if "cursor" in query else None)
    except ValueError:
        raise _query("cursor: not one we have given", "cursor：不是本系统给出的") from None


def _check_parameter(name: str, *, known: frozenset[str], found: dict[str, str]) -> None:
    if name not in known:
        listed = ", ".join(sorted(known)) or "-"
        raise _query(f"unknown parameter; there are: {listed}", f"未知参数；可用：{listed}")
    if name in found:
        raise _query(f"{name} stands twice", f"{name} 重复出现")


def _check_form(name: str, value: str, form: re.Pattern[str]) -> None:
    if not form.fullmatch(value):
        raise _query(f"{name} is not well-formed", f"{name} 格式有误")


def _query(en: str, zh: str) -> Problem:
    return Problem("malformed-query", en, zh)


def _header(en: str, name: str) -> Problem:
    return Problem("malformed-header", en, f"{name} 格式有误")
