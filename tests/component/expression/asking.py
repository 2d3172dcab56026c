"""A special consultation under test: its window, its questions, and who answers what."""

from datetime import timedelta

OPTIONS = [
    {"id": "day", "zh": "白天", "en": "by day"},
    {"id": "night", "zh": "夜间", "en": "by night"},
]
QUESTIONS = [
    {"id": "hours", "kind": "single", "zh": "何时限停？", "en": "When?", "options": OPTIONS},
    {
        "id": "gates",
        "kind": "several",
        "zh": "哪些门？",
        "en": "Which gates?",
        "options": [{"id": f"g{n}", "zh": f"{n}号门", "en": f"gate {n}"} for n in (1, 2, 3)],
        "most": 2,
        "required": False,
    },
    {"id": "need", "kind": "scale", "zh": "紧迫吗？", "en": "How urgent?", "required": False},
    {"id": "else", "kind": "text", "zh": "其他意见？", "en": "What else?", "required": False},
]
DAY = timedelta(days=1)
BY_DAY = [{"question": "hours", "choices": ["day"]}]
BY_NIGHT = [{"question": "hours", "choices": ["night"]}]


def window(hall, *, opens=0, closes=3, **more):
    return {
        "channel": "special",
        "opens_at": (hall.noon + opens * DAY).isoformat(),
        "closes_at": (hall.noon + closes * DAY).isoformat(),
        "target": "3号门住户",
    } | more


def set_up(hall, topic_id, **changes):
    body = {"questions": QUESTIONS} | changes
    return hall.h.put(f"/v1/topics/{topic_id}/consultation", body, as_=hall.staff)


def asking(hall, **changes):
    """Give a topic that is open and asks."""
    times = {name: changes.pop(name) for name in ("opens", "closes") if name in changes}
    topic_id = hall.discussed(**window(hall, **times))
    assert set_up(hall, topic_id, **changes).status == 200
    return topic_id


def answers(hall, topic_id, who="r-1", given=BY_DAY, **how):
    path = f"/{topic_id}/consultation/answers"
    return hall.post(path, {"answers": given}, as_=hall.of(who), **how)


def code(answer):
    return answer.status, answer.json["type"].rsplit(":")[-1]


def settle(hall, days=4):
    """Let the clock go on until the consultation is over, and what is owed is done."""
    hall.h.now = hall.noon + days * DAY
    hall.h.tick("settle_consultations")


def shown(hall, topic_id):
    return hall.get(f"/{topic_id}/consultation", as_=hall.of("r-far"))
