"""What officials may write into a standard; what is wrong is named by its field."""

import re
from collections.abc import Callable
from typing import Any

from chassis.errors import Invalid

RUNGS = ("space", "activity", "organization", "service", "public_affairs")
FACTS = frozenset(
    {
        "space_visited", "activity_attended", "hours_credited", "affair_completed",
        "member_joined", "topic_raised", "statement_made", "vote_cast", "resolution_published",
        "execution_reported", "topic_closed", "task_progressed", "task_completed",
        "advice_delivered",
    }
)  # fmt: skip
ROLES = frozenset({"resident", "captain", "organization", "community", "town"})
EVIDENCE = frozenset(
    {
        "space_visited", "activity_attended", "member_joined", "hours_credited",
        "affair_completed", "topic_raised", "statement_made", "vote_cast", "topic_monitored",
        "minutes", "affairs",
    }
)  # fmt: skip
STEPS = frozenset({"screening", "discussion", "resolution", "execution", "confirmation"})
LEVELS = frozenset({"building", "estate", "community", "town", "district"})
MOST_CATEGORIES = 200  # what a standard says must fit into one event
CATEGORY = re.compile(r"[a-z][a-z0-9_]{0,39}")

Check = Callable[[Any, str], None]


def check_rules(rules: dict[str, Any]) -> None:
    """Refuse rules that no service could follow, naming the field at fault in both languages."""
    if not rules:
        raise _wrong("rules", "carries no section", "没有任何章节")
    for section, content in rules.items():
        if section not in SECTIONS:
            raise _wrong(f"rules.{section}", "is not a known section", "不是已知的章节")
        SECTIONS[section](content, f"rules.{section}")


def _wrong(field: str, en: str, zh: str) -> Invalid:
    return Invalid("rule-invalid", f"{field} {en}", f"{field} {zh}", field=field)


def _whole(low: int, high: int) -> Check:
    def check(value: Any, field: str) -> None:
        plain = isinstance(value, int) and not isinstance(value, bool)
        if not plain or not low <= value <= high:
            raise _wrong(
                field, f"must be a whole number from {low} to {high}", f"须为{low}至{high}的整数"
            )

    return check


def _yes_or_no(value: Any, field: str) -> None:
    if not isinstance(value, bool):
        raise _wrong(field, "must be true or false", "须为 true 或 false")


def _majority(value: Any, field: str) -> None:
    plain = isinstance(value, int | float) and not isinstance(value, bool)
    if not plain or not 0 < value < 1:  # more than this share must agree: of 1 there is no more
        raise _wrong(field, "must be above 0 and below 1", "须大于0且小于1")


def _by_name(known: frozenset[str], check: Check) -> Check:
    def check_all(content: Any, field: str) -> None:
        for name, value in _named(content, field).items():
            if name not in known:
                allowed = ", ".join(sorted(known))
                raise _wrong(
                    f"{field}.{name}", f"is not one of {allowed}", f"不在下列之中：{allowed}"
                )
            check(value, f"{field}.{name}")

    return check_all


def _each(checks: dict[str, Check]) -> Check:
    def check_all(content: Any, field: str) -> None:
        for name, check in checks.items():
            if name in _named(content, field):
                check(content[name], f"{field}.{name}")
        _by_name(frozenset(checks), lambda *_: None)(content, field)

    return check_all


def _named(content: Any, field: str) -> dict[str, Any]:
    if not isinstance(content, dict) or not content:
        raise _wrong(field, "must be an object with at least one entry", "须为至少含一项的对象")
    return content


def _categories(content: Any, field: str) -> None:
    if len(_named(content, field)) > MOST_CATEGORIES:
        raise _wrong(field, f"has {MOST_CATEGORIES} entries at most", f"最多{MOST_CATEGORIES}项")
    for name, value in _named(content, field).items():
        if not CATEGORY.fullmatch(name):
            raise _wrong(
                f"{field}.{name}",
                "must be named in lower-case letters, digits and underscores, 40 at most",
                "的名称只能用小写字母、数字和下划线，最多40个字符",
            )
        _by_name(frozenset({"advice"}), _yes_or_no)(value, f"{field}.{name}")


def _plainly_named(value: Any, field: str) -> None:
    if not isinstance(value, str) or not CATEGORY.fullmatch(value):
        raise _wrong(field, "must be a name in lower-case letters", "须为小写字母名称")


def _by_field(checks: dict[str, Check], *, needed: frozenset[str] = frozenset()) -> Check:
    def check_all(content: Any, field: str) -> None:
        for name in sorted(needed - _named(content, field).keys()):
            raise _wrong(f"{field}.{name}", "is missing", "缺失")
        for name, value in content.items():
            if name not in checks:
                allowed = ", ".join(sorted(checks))
                raise _wrong(
                    f"{field}.{name}", f"is not one of {allowed}", f"不在下列之中：{allowed}"
                )
            checks[name](value, f"{field}.{name}")

    return check_all


EXPERIMENT: dict[str, Check] = {
    "name": _plainly_named,
    "seed": _whole(0, 2**31 - 1),
    "hold_out_percent": _whole(1, 50),
    "days": _whole(1, 365),
}
SUGGESTIONS: dict[str, Check] = {
    "per_week": _whole(1, 50),
    "at_once": _whole(1, 2),
    "open_days": _whole(1, 365),
    "experiment": _by_field(EXPERIMENT, needed=frozenset({"name", "seed", "hold_out_percent"})),
}
RETENTION: dict[str, Check] = {  # PIPL Art. 56: three years at least for what shows the handling
    "personal": _whole(365, 36_500),
    "visits": _whole(30, 36_500),
    "accesses": _whole(1_096, 36_500),
    "disclosures": _whole(1_096, 36_500),
    "consents": _whole(1_096, 36_500),
    "suggestions": _whole(90, 36_500),
}
SECTIONS: dict[str, Check] = {
    "ladder": _by_name(frozenset(RUNGS), _by_name(EVIDENCE, _whole(1, 100_000))),
    "points": _by_name(FACTS, _by_name(ROLES, _whole(0, 1_000))),
    "deadlines": _by_name(STEPS, _whole(1, 365)),
    "quorums": _by_name(LEVELS, _whole(1, 1_000_000)),
    "majority": _majority,
    "categories": _categories,
    "reopen_days": _whole(1, 365),
    "invitations": _by_name(frozenset({"days"}), _whole(1, 365)),
    "suggestions": _by_field(SUGGESTIONS),
    "erasure": _by_name(frozenset({"days"}), _whole(1, 365)),
    "retention": _each(RETENTION),
    "spaces": _each(
        {"idle_days": _whole(1, 365), "booking_days": _whole(1, 365), "code_minutes": _whole(1, 60)}
    ),
    "timetable": _each(
        {"missed_after_hours": _whole(1, 336), "code_minutes": _whole(1, 60)},
    ),
    "certificates": _by_name(frozenset({"notice_days"}), _whole(1, 365)),
    "rectification": _by_name(frozenset({"plan_required"}), _yes_or_no),
    "affairs": _by_name(frozenset({"confirm_days"}), _whole(1, 365)),
    "mutual_aid": _by_name(frozenset({"answer_days", "confirm_days"}), _whole(1, 365)),
}
