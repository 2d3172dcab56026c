from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from chassis.errors import Refused
from services.expression.domain.execution import confirm, hear, reopen, report, start, watch
from services.expression.domain.moves import Act
from services.expression.domain.overdue import ring
from services.expression.domain.raising import Wish, raise_topic
from services.expression.domain.resolutions import propose, resolve
from services.expression.domain.screening import decline, merge, screen
from services.expression.domain.topics import Feedback, Stage, Window
from services.expression.domain.turns import Evidence

from .builders import LIN, MEI, NOON, PLACE, RULES, STAFF, a_proposal, a_topic

ENDED = (Stage.CLOSED, Stage.DECLINED, Stage.MERGED)
VOTED = a_proposal(agree=20)


def _done(now, done):
    return Feedback(f"task:{now}", "center-dali", "…", done, now, evidence=(Evidence("…"),))


MOVES = {
    "screen": lambda t, now: screen(t, by=STAFF, note="", rules=RULES, now=now)[0],
    "decline": lambda t, now: decline(t, Act("declined", STAFF, now, "…"), rules=RULES)[0],
    "merge": lambda t, now: merge(t, a_topic(id="t2"), by=STAFF, reason="…", now=now)[0],
    "take in": lambda t, now: merge(a_topic(id="t2"), t, by=STAFF, reason="…", now=now)[1],
    "propose": lambda t, now: propose(t, "…", by=STAFF, rules=RULES, now=now)[0],
    "resolve": lambda t, now: resolve(
        t, VOTED, Act("resolved", STAFF, now), lead_id=None, rules=RULES
    )[0],
    "start": lambda t, now: start(t, "task", lead_id="center-dali", now=now)[0],
    "progress": lambda t, now: hear(t, _done(now, False), rules=RULES, said_at=now)[0],
    "report": lambda t, now: report(t, _done(now, True), by=STAFF, rules=RULES)[0],
    "watch": lambda t, now: watch(t, by=LIN, now=now)[0],
    "confirm": lambda t, now: confirm(t, Act("c", MEI, now), satisfied=True, rules=RULES)[0],
    "refuse": lambda t, now: confirm(t, Act("c", MEI, now, "…"), satisfied=False, rules=RULES)[0],
    "reopen": lambda t, now: reopen(t, Act("r", MEI, now, "…"), rules=RULES)[0],
    "ring": lambda t, now: ring(t, rules=RULES, now=now)[0],
}
# Moves of the loop stand in its order more often than not, so that walks get far.
WALKS = st.lists(st.sampled_from(["screen", "propose", "resolve", "report", *MOVES]), max_size=25)


def _after(topic, name, now):
    try:
        return MOVES[name](topic, now)
    except Refused:
        return topic


@given(
    walk=WALKS, days=st.lists(st.integers(0, 40), min_size=25, max_size=25), special=st.booleans()
)
def test_no_topic_can_stop_silently(walk, days, special):
    window = Window(NOON + timedelta(days=5), NOON + timedelta(days=20), "all")
    wish = Wish("…", "parking", PLACE, "", window if special else None)
    topic, _ = raise_topic("topic-1", wish, by=MEI, rules=RULES, now=NOON)
    now = NOON

    for name, wait in zip(walk, days, strict=False):
        now += timedelta(days=wait)
        before, topic = topic, _after(topic, name, now)

        owes = (topic.step, topic.owner, topic.due_at)
        assert all(owes) is (topic.step is not None)
        assert topic.step or topic.stage in ENDED
        assert topic.alarm_at or topic.overdue_level or topic.stage in ENDED
        assert topic.history[: len(before.history)] == before.history
        assert topic.stage is before.stage or topic.history[-1].stage is topic.stage
