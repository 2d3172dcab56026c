"""What holds until a standard says otherwise: deadlines in working days, quorums in voters."""

from typing import Any

from .conduct import CONDUCT

STANDARD = "default"

RULES: dict[str, Any] = {
    "deadlines": {
        "screening": 3,
        "discussion": 15,
        "resolution": 5,
        "execution": 30,
        "confirmation": 10,
        "objection": 5,
        "review": 10,
        "reassessment": 10,
    },
    "quorums": {"building": 5, "estate": 10, "community": 20},
    "majority": 0.5,
    "categories": {
        "parking": {"advice": True},
        "safety": {"advice": True},
        "property": {"advice": True},
        "transport": {"advice": False},
        "environment": {"advice": False},
        "pipe_clearing": {"advice": False},
        "lighting": {"advice": False},
        "care": {"advice": False},
        "rectification": {"advice": False},
        "other": {"advice": False},
    },
    "reopen_days": 30,
    **CONDUCT,
    "consultations": {"result_days": 5},
    "on_behalf": {"answer_days": 10},
    "notice": {"days": 5},
    "declining": {
        "out_of_scope": {"zh": "不属于本级职权范围", "en": "outside the powers of this level"},
        "settled": {"zh": "已有决议或已办结", "en": "decided or settled already"},
        "planned": {"zh": "已列入计划", "en": "part of a plan already"},
        "unclear": {"zh": "事项不明确", "en": "not clear what is asked for"},
        "unlawful": {"zh": "违反法律法规", "en": "against the law"},
        "personal": {"zh": "属个人之间纠纷，宜调解", "en": "between persons: for mediation"},
        "other": {"zh": "其他", "en": "other"},
    },
    "review": {"window_days": 10},
    "execution": {"evidence_required": True},
    "reassessment": {"after_days": 20},
    "deliberations": {},
    "hall": {"not_held_after_hours": 6, "lapsed_after_days": 30},
    "mediation_declining": {
        "not_a_dispute": {"zh": "不属于民间纠纷", "en": "not a dispute between persons"},
        "reserved": {
            "zh": "法律、法规规定只能由专门机关管辖处理或者禁止民间调解",
            "en": "by law for an authority alone, or not to be mediated",
        },
        "in_hand": {
            "zh": "人民法院、公安机关或者其他行政机关已经受理或者解决",
            "en": "taken up or settled already by a court, the police or an authority",
        },
        "elsewhere": {"zh": "不属于本辖区", "en": "of another place"},
        "unclear": {"zh": "当事人或者争议事项不明确", "en": "not clear who has it, or about what"},
    },
    "mediation": {
        "answer_days": 3,
        "request_keep_days": 90,
        "assignment_days": 3,
        "session_days": 5,
        "limit_days": 30,
        "extension_days": 30,
        "follow_up_days": 20,
        "mediators": 3,
        "load": 5,
        "keep_days": 1_826,
    },
}
