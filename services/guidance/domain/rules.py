"""What officials may write into a standard; what is wrong is named by its field."""

from functools import partial
from typing import Any

from .checks import (
    NAME,
    Check,
    by_field,
    by_name,
    each,
    named,
    one_of,
    plainly_named,
    whole,
    words,
    wrong,
    yes_or_no,
)
from .rules_deliberations import RULINGS

RUNGS = ("space", "activity", "organization", "service", "public_affairs")
FACTS = frozenset(
    {
        "space_visited", "activity_attended", "hours_credited", "affair_completed",
        "member_joined", "topic_raised", "statement_made", "vote_cast", "resolution_published",
        "execution_reported", "topic_closed", "task_progressed", "task_completed",
        "advice_delivered", "consultation_answered",
    }
)  # fmt: skip
ROLES = frozenset({"resident", "captain", "organization", "community", "town"})
EVIDENCE = frozenset(
    {
        "space_visited", "activity_attended", "member_joined", "hours_credited",
        "affair_completed", "topic_raised", "statement_made", "vote_cast", "topic_monitored",
        "minutes", "affairs", "consultation_answered",
    }
)  # fmt: skip
STEPS = frozenset(
    {
        "screening", "discussion", "resolution", "execution", "confirmation", "objection",
        "review", "reassessment",
    }
)  # fmt: skip
LEVELS = frozenset({"building", "estate", "natural_village", "community", "town", "district"})
MOST_CATEGORIES = 200  # what a standard says must fit into one event
MOST_REASONS = 50
MOST_MEDIATION_REASONS = 8


def check_rules(rules: dict[str, Any]) -> None:
    """Refuse rules that no service could follow, naming the field at fault in both languages."""
    if not rules:
        raise wrong("rules", "carries no section", "没有任何章节")
    for section, content in rules.items():
        if section not in SECTIONS:
            raise wrong(f"rules.{section}", "is not a known section", "不是已知的章节")
        SECTIONS[section](content, f"rules.{section}")


def _majority(value: Any, field: str) -> None:
    plain = isinstance(value, int | float) and not isinstance(value, bool)
    if not plain or not 0 < value < 1:  # more than this share must agree: of 1 there is no more
        raise wrong(field, "must be above 0 and below 1", "须大于0且小于1")


def _categories(content: Any, field: str) -> None:
    if len(named(content, field)) > MOST_CATEGORIES:
        raise wrong(field, f"has {MOST_CATEGORIES} entries at most", f"最多{MOST_CATEGORIES}项")
    for name, value in named(content, field).items():
        if not NAME.fullmatch(name):
            raise wrong(
                f"{field}.{name}",
                "must be named in lower-case letters, digits and underscores, 40 at most",
                "的名称只能用小写字母、数字和下划线，最多40个字符",
            )
        by_name(frozenset({"advice"}), yes_or_no)(value, f"{field}.{name}")


def _declining(content: Any, field: str, most: int = MOST_REASONS) -> None:
    if len(named(content, field)) > most:
        raise wrong(field, f"has {most} entries at most", f"最多{most}项")
    for name, value in named(content, field).items():
        plainly_named(name, f"{field}.{name}")
        by_field({"zh": words, "en": words}, needed=frozenset({"zh", "en"}))(
            value, f"{field}.{name}"
        )


def _each_category(check: Check) -> Check:
    def check_all(content: Any, field: str) -> None:
        _categories({name: {"advice": True} for name in named(content, field)}, field)
        for name, value in content.items():
            check(value, f"{field}.{name}")

    return check_all


EXPERIMENT: dict[str, Check] = {
    "name": plainly_named,
    "seed": whole(0, 2**31 - 1),
    "hold_out_percent": whole(1, 50),
    "days": whole(1, 365),
}
SUGGESTIONS: dict[str, Check] = {
    "per_week": whole(1, 50),
    "at_once": whole(1, 2),
    "open_days": whole(1, 365),
    "experiment": by_field(EXPERIMENT, needed=frozenset({"name", "seed", "hold_out_percent"})),
}
RETENTION: dict[str, Check] = {  # PIPL Art. 56: three years at least for what shows the handling
    "personal": whole(365, 36_500),
    "visits": whole(30, 36_500),
    "accesses": whole(1_096, 36_500),
    "disclosures": whole(1_096, 36_500),
    "consents": whole(1_096, 36_500),
    "suggestions": whole(90, 36_500),
}
MEDIATION: dict[str, Check] = {
    "answer_days": whole(1, 60),
    "request_keep_days": whole(1, 3_650),
    "assignment_days": whole(1, 60),
    "session_days": whole(1, 60),
    "limit_days": whole(1, 365),
    "extension_days": whole(1, 365),
    "follow_up_days": whole(1, 365),
    "mediators": whole(1, 9),
    "load": whole(1, 100),
    "keep_days": whole(1_096, 36_500),
}
CONDUCT: dict[str, Check] = {
    "likeness": each({"least_percent": whole(20, 100), "most": whole(1, 20)}),
    "warnings": each(
        {
            "window_days": whole(1, 60),
            "dispute_days": whole(1, 120),
            "windows": whole(1, 12),
            "topics": whole(2, 10_000),
            "disputes": whole(2, 10_000),
            "parties": whole(2, 1_000),
            "chance_per_mille": whole(1, 500),
        }
    ),
    "moderation": each(
        {"reasons": _declining, "appeal_days": whole(1, 60), "decide_days": whole(1, 60)}
    ),
    "assurance": by_name(
        frozenset({"raise", "speak", "vote"}),
        one_of(frozenset({"anonymous", "self_declared", "staff_verified", "real_name"})),
    ),
}
DAYS = whole(1, 365)
SECTIONS: dict[str, Check] = {
    "ladder": by_name(frozenset(RUNGS), by_name(EVIDENCE, whole(1, 100_000))),
    "points": by_name(FACTS, by_name(ROLES, whole(0, 1_000))),
    "deadlines": by_name(STEPS, whole(1, 365)),
    "quorums": by_name(LEVELS, whole(1, 1_000_000)),
    "majority": _majority,
    "categories": _categories,
    "reopen_days": whole(1, 365),
    **CONDUCT,
    "consultations": by_name(frozenset({"result_days"}), whole(1, 365)),
    "on_behalf": by_name(frozenset({"answer_days"}), whole(1, 365)),
    "deliberations": by_field({"levels": RULINGS, "categories": _each_category(RULINGS)}),
    "notice": by_name(frozenset({"days"}), whole(0, 60)),
    "declining": _declining,
    "review": by_name(frozenset({"window_days"}), whole(1, 365)),
    "execution": by_name(frozenset({"evidence_required"}), yes_or_no),
    "reassessment": by_name(frozenset({"after_days"}), whole(0, 365)),
    "invitations": by_name(frozenset({"days"}), whole(1, 365)),
    "suggestions": by_field(SUGGESTIONS),
    "erasure": by_name(frozenset({"days"}), whole(1, 365)),
    "retention": each(RETENTION),
    "spaces": each(
        {"idle_days": whole(1, 365), "booking_days": whole(1, 365), "code_minutes": whole(1, 60)}
    ),
    "timetable": each({"missed_after_hours": whole(1, 336), "code_minutes": whole(1, 60)}),
    "certificates": by_name(frozenset({"notice_days"}), whole(1, 365)),
    "rectification": each({"plan_required": yes_or_no, "plan_days": DAYS, "again_days": DAYS}),
    "affairs": by_name(frozenset({"confirm_days"}), whole(1, 365)),
    "mutual_aid": each({"answer_days": DAYS, "confirm_days": DAYS, "propose_hours": whole(1, 168)}),
    "mediation": each(MEDIATION),
    "hall": each({"not_held_after_hours": whole(1, 168), "lapsed_after_days": DAYS}),
    "mediation_declining": partial(_declining, most=MOST_MEDIATION_REASONS),
}
