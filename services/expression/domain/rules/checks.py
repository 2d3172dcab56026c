"""The form each section of a standard must have; what is of another form no service can follow."""

from typing import Any

from ..deliberation.ruled import are_deliberations
from .conduct import CONDUCT_CHECKS

LONGEST_DEADLINE = 366
LARGEST_QUORUM = 1_000_000


def _are_deadlines(value: Any) -> bool:
    return isinstance(value, dict) and all(_is_days(v) for v in value.values())


def _are_quorums(value: Any) -> bool:
    return isinstance(value, dict) and all(_is_count(v, LARGEST_QUORUM) for v in value.values())


def _is_days(value: Any) -> bool:
    return _is_count(value, LONGEST_DEADLINE)


def _is_count(value: Any, most: int) -> bool:
    return type(value) is int and 1 <= value <= most


def _are_numbers(value: Any) -> bool:
    return isinstance(value, dict) and all(_is_count(v, LARGEST_QUORUM) for v in value.values())


def _are_days_or_none(value: Any) -> bool:
    return isinstance(value, dict) and all(
        type(days) is int and 0 <= days <= LONGEST_DEADLINE for days in value.values()
    )


def _are_reasons(value: Any) -> bool:
    return isinstance(value, dict) and all(
        isinstance(words, dict) and {"zh", "en"} <= words.keys() for words in value.values()
    )


def _are_yes_or_no(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(v, bool) for v in value.values())


def _is_share(value: Any) -> bool:
    return type(value) in (int, float) and 0 < value < 1


def _are_categories(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(v, dict) for v in value.values())


CHECKS = {
    "deadlines": _are_deadlines,
    "quorums": _are_quorums,
    "majority": _is_share,
    "categories": _are_categories,
    "reopen_days": _is_days,
    **CONDUCT_CHECKS,
    "consultations": _are_deadlines,
    "on_behalf": _are_deadlines,
    "notice": _are_days_or_none,
    "declining": _are_reasons,
    "review": _are_deadlines,
    "execution": _are_yes_or_no,
    "reassessment": _are_days_or_none,
    "deliberations": are_deliberations,
    "hall": _are_numbers,
    "mediation": _are_numbers,
    "mediation_declining": _are_reasons,
}
