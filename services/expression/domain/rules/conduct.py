"""按规范表达: what the standard says of near copies, early warnings, moderation and identity."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LEVELS = ("anonymous", "self_declared", "staff_verified", "real_name")
DEEDS = ("raise", "speak", "vote")

CONDUCT: dict[str, dict[str, Any]] = {
    "likeness": {"least_percent": 45, "most": 5},
    "warnings": {
        "window_days": 14,
        "dispute_days": 60,
        "windows": 4,
        "topics": 5,
        "disputes": 3,
        "parties": 2,
        "chance_per_mille": 10,
    },
    "moderation": {
        "reasons": {
            "personal_data": {"zh": "泄露他人个人信息", "en": "tells others' personal data"},
            "insult": {"zh": "侮辱、诽谤他人", "en": "insults or slanders somebody"},
            "unlawful": {"zh": "违反法律法规", "en": "against the law"},
            "advertising": {"zh": "广告", "en": "advertising"},
            "off_topic": {"zh": "与议题无关", "en": "has nothing to do with the topic"},
        },
        "appeal_days": 10,
        "decide_days": 5,
    },
    "assurance": {"raise": "self_declared", "speak": "self_declared", "vote": "self_declared"},
}


@dataclass(frozen=True)
class Conduct:
    """The four sections as they hold in one place on one day."""

    likeness: Mapping[str, int]
    warnings: Mapping[str, int]
    moderation: Mapping[str, Any]
    assurance: Mapping[str, str]


def conduct_of(sections: Mapping[str, Any]) -> Conduct:
    """Put a standard's words in the place of what holds without one."""
    return Conduct(**{name: usual | sections[name] for name, usual in CONDUCT.items()})


USUAL = conduct_of(CONDUCT)


def _are_counts(value: Any) -> bool:
    return isinstance(value, dict) and all(type(v) is int and v >= 1 for v in value.values())


def _is_moderation(value: Any) -> bool:
    if not isinstance(value, dict) or not isinstance(value.get("reasons", {}), dict):
        return False
    reasons = value.get("reasons", {}).values()
    days = {name: number for name, number in value.items() if name != "reasons"}
    told = all(isinstance(words, dict) and {"zh", "en"} <= words.keys() for words in reasons)
    return told and _are_counts(days)


def _are_levels(value: Any) -> bool:
    return isinstance(value, dict) and all(level in LEVELS for level in value.values())


CONDUCT_CHECKS = {
    "likeness": _are_counts,
    "warnings": _are_counts,
    "moderation": _is_moderation,
    "assurance": _are_levels,
}
