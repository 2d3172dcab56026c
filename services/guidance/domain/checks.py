"""How what officials write is looked at, field by field; what is wrong is named by its field."""

import re
from collections.abc import Callable
from typing import Any

from chassis.errors import Invalid

NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
LONGEST_REASON = 120
Check = Callable[[Any, str], None]


def wrong(field: str, en: str, zh: str) -> Invalid:
    """Name the field at fault in both languages."""
    return Invalid("rule-invalid", f"{field} {en}", f"{field} {zh}", field=field)


def whole(low: int, high: int) -> Check:
    """Ask for a whole number between two others."""

    def check(value: Any, field: str) -> None:
        plain = isinstance(value, int) and not isinstance(value, bool)
        if not plain or not low <= value <= high:
            raise wrong(
                field, f"must be a whole number from {low} to {high}", f"须为{low}至{high}的整数"
            )

    return check


def yes_or_no(value: Any, field: str) -> None:
    """Ask for true or false."""
    if not isinstance(value, bool):
        raise wrong(field, "must be true or false", "须为 true 或 false")


def by_name(known: frozenset[str], check: Check) -> Check:
    """Ask for an object that has only these names, each with a value of one form."""

    def check_all(content: Any, field: str) -> None:
        for name, value in named(content, field).items():
            if name not in known:
                allowed = ", ".join(sorted(known))
                raise wrong(
                    f"{field}.{name}", f"is not one of {allowed}", f"不在下列之中：{allowed}"
                )
            check(value, f"{field}.{name}")

    return check_all


def each(checks: dict[str, Check]) -> Check:
    """Ask for an object of known names, each with a form of its own."""

    def check_all(content: Any, field: str) -> None:
        for name, check in checks.items():
            if name in named(content, field):
                check(content[name], f"{field}.{name}")
        by_name(frozenset(checks), lambda *_: None)(content, field)

    return check_all


def named(content: Any, field: str) -> dict[str, Any]:
    """Give an object that has at least one entry."""
    if not isinstance(content, dict) or not content:
        raise wrong(field, "must be an object with at least one entry", "须为至少含一项的对象")
    return content


def plainly_named(value: Any, field: str) -> None:
    """Ask for a name in lower-case letters."""
    if not isinstance(value, str) or not NAME.fullmatch(value):
        raise wrong(field, "must be a name in lower-case letters", "须为小写字母名称")


def by_field(checks: dict[str, Check], *, needed: frozenset[str] = frozenset()) -> Check:
    """Ask for an object of known fields, some of which are needed."""

    def check_all(content: Any, field: str) -> None:
        for name in sorted(needed - named(content, field).keys()):
            raise wrong(f"{field}.{name}", "is missing", "缺失")
        for name, value in content.items():
            if name not in checks:
                allowed = ", ".join(sorted(checks))
                raise wrong(
                    f"{field}.{name}", f"is not one of {allowed}", f"不在下列之中：{allowed}"
                )
            checks[name](value, f"{field}.{name}")

    return check_all


def one_of(known: frozenset[str]) -> Check:
    """Ask for one of some words."""

    def check(value: Any, field: str) -> None:
        if not isinstance(value, str) or value not in known:
            allowed = ", ".join(sorted(known))
            raise wrong(field, f"must be one of {allowed}", f"须为下列之一：{allowed}")

    return check


def words(value: Any, field: str) -> None:
    """Ask for a few words."""
    if not isinstance(value, str) or not 0 < len(value.strip()) <= LONGEST_REASON:
        raise wrong(
            field, f"must be 1 to {LONGEST_REASON} characters", f"须为1至{LONGEST_REASON}个字符"
        )
