"""What holds until a standard says otherwise: deadlines in working days, quorums in voters."""

from typing import Any

STANDARD = "default"

RULES: dict[str, Any] = {
    "deadlines": {
        "screening": 3,
        "discussion": 15,
        "resolution": 5,
        "execution": 30,
        "confirmation": 10,
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
}
