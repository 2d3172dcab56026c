"""Special consultations that a town keeps: one to be set up, one that asks, one that has asked."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tests.component.towns.cases import SHISHAN, Town, bearer

OPTIONS = [{"id": "day", "zh": "白天", "en": "day"}, {"id": "night", "zh": "夜间", "en": "night"}]
HOURS = {"id": "hours", "kind": "single", "zh": "限停？", "en": "Restrict?", "options": OPTIONS}
ELSE = {"id": "else", "kind": "text", "zh": "其他？", "en": "What else?", "required": False}
GIVEN = [{"question": "hours", "choices": ["day"]}, {"question": "else", "text": "好"}]
DAYS = {"asked": 1, "asking": 30, "to_be_asked": 30}


def ask(kept: Town, raise_: Callable[..., None]) -> None:
    """Let residents be asked, in the past and now."""
    now = kept.h.now
    for name, days in DAYS.items():
        opens, closes = now + timedelta(days=days > 1), now + timedelta(days=days)
        window = {"opens_at": opens.isoformat(), "closes_at": closes.isoformat()}
        raise_(name, resident_id="r-1", channel="special", target="住户", **window)
        _send(kept, "post", f"{kept.names[name]}/screening", {})
        if name != "to_be_asked":
            plan = {"questions": [HOURS, ELSE], "publication": "staff"}
            _send(kept, "put", f"{kept.names[name]}/consultation", plan)
    given = {"answers": GIVEN, "resident_id": "r-2"}
    _send(kept, "post", f"{kept.names['asked']}/consultation/answers", given)
    kept.h.now = now + timedelta(days=2)
    kept.h.tick("settle_consultations")


def _send(kept: Town, verb: str, path: str, body: dict[str, Any]) -> None:
    answer = getattr(kept.h, verb)(f"/v1/topics/{path}", body, as_=bearer(SHISHAN))
    assert answer.status < 300, answer.json
