from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chassis.errors import Refused
from services.expression.domain.resolutions.execution import (
    confirm,
    hear,
    reopen,
    report,
    start,
    watch,
)
from services.expression.domain.resolutions.objections import Outcome, Said, answer, object_to
from services.expression.domain.resolutions.reassessments import Opinion, opine
from services.expression.domain.resolutions.resolution import propose, resolve
from services.expression.domain.topics.moves import Act
from services.expression.domain.topics.overdue import ring
from services.expression.domain.topics.raising import Wish, raise_topic
from services.expression.domain.topics.records import promises
from services.expression.domain.topics.reviews import ask_review, decide_review
from services.expression.domain.topics.screening import decline, merge, screen
from services.expression.domain.topics.splits import Part, split
from services.expression.domain.topics.topic import Feedback, Stage, Window
from services.expression.domain.topics.turns import Answer, Evidence

from .builders import LIN, MEI, NOON, NOTICED, PLACE, STAFF, a_proposal, a_topic

ENDED = (Stage.CLOSED, Stage.DECLINED, Stage.MERGED, Stage.SPLIT)
VOTED = a_proposal(agree=20)
PARTS = [Part("t3", "停车", "parking"), Part("t4", "照明", "lighting")]
RULES = replace(NOTICED, clauses=dict.fromkeys(NOTICED.clauses, "guideline-loop"))
OF_A_PROMISE = ("step", "owner", "due_at", "stage", "resolution", "round")


def by(name, who=STAFF, reason="…"):
    return lambda now: Act(name, who, now, reason, "guideline-loop")


def _done(now, done):
    return Feedback(f"task:{now}", "center-dali", "…", done, now, evidence=(Evidence("…"),))


def _answered(topic, outcome, now):
    """Answer an objection that was made before; there may be none."""
    if topic.notice is None or not topic.notice.open:
        return topic
    _, objection, _ = object_to(
        replace(topic, stage=Stage.NOTICE, notice=replace(topic.notice, until=now + DAY)),
        by("objected", LIN)(now),
        pending=False,
    )
    said = Said(outcome, "…", "另文" if outcome is Outcome.CORRECTION else "")
    return answer(topic, objection, said, by("answered")(now), rules=RULES)[0]


DAY = timedelta(days=1)
MOVES = {
    "screen": lambda t, now: screen(t, by=STAFF, note="…", rules=RULES, now=now)[0],
    "decline": lambda t, now: decline(t, by("declined")(now), rules=RULES)[0],
    "merge": lambda t, now: merge(t, a_topic(id="t2"), by("merged")(now))[0],
    "take in": lambda t, now: merge(a_topic(id="t2"), t, by("merged")(now))[1],
    "split": lambda t, now: split(t, PARTS, by("split")(now), rules=RULES)[0],
    "a part": lambda t, now: split(t, PARTS, by("split")(now), rules=RULES)[1][0],
    "ask review": lambda t, now: ask_review(t, by("review asked", MEI)(now), rules=RULES)[0],
    "uphold": lambda t, now: decide_review(t, by("reviewed")(now), upheld=True, rules=RULES)[0],
    "overturn": lambda t, now: decide_review(t, by("reviewed")(now), upheld=False, rules=RULES)[0],
    "propose": lambda t, now: propose(t, "…", by=STAFF, rules=RULES, now=now)[0],
    "resolve": lambda t, now: resolve(t, VOTED, by("resolved")(now), lead_id=None, rules=RULES)[0],
    "object": lambda t, now: object_to(t, by("objected", LIN)(now), pending=False)[0],
    "dismiss": lambda t, now: _answered(t, Outcome.DISMISSED, now),
    "correct": lambda t, now: _answered(t, Outcome.CORRECTION, now),
    "send back": lambda t, now: _answered(t, Outcome.DISCUSSION, now),
    "start": lambda t, now: start(
        t, "task", lead_id="center-dali", now=now, clause="guideline-loop"
    )[0],
    "progress": lambda t, now: hear(t, _done(now, False), rules=RULES, said_at=now)[0],
    "report": lambda t, now: report(t, _done(now, True), by=STAFF, rules=RULES)[0],
    "watch": lambda t, now: watch(t, by=LIN, now=now)[0],
    "confirm": lambda t, now: confirm(t, by("c", MEI)(now), satisfied=True, rules=RULES)[0],
    "refuse": lambda t, now: confirm(t, by("c", MEI)(now), satisfied=False, rules=RULES)[0],
    "reopen": lambda t, now: reopen(t, by("r", MEI)(now), rules=RULES)[0],
    "opine": lambda t, now: opine(t, None, Opinion("o", t.id, PLACE, MEI.id, Answer.FAILED, now))[
        0
    ],
    "ring": lambda t, now: ring(t, rules=RULES, now=now)[0],
}
STRAIGHT = [
    ("screen", 1), ("propose", 1), ("resolve", 1), ("object", 1), ("dismiss", 1), ("ring", 9),
    ("start", 1), ("report", 9), ("confirm", 1), ("ring", 40), ("opine", 1), ("ring", 40),
    ("reopen", 9), ("report", 9), ("ring", 40), ("ring", 40), ("ring", 40),
]  # fmt: skip
STEPS = st.tuples(st.sampled_from(sorted(MOVES)), st.integers(0, 40))
# A walk goes straight on for a while, so that every stage is reached, and then anywhere.
WALKS = st.builds(
    lambda far, steps: [*STRAIGHT[:far], *steps],
    st.integers(0, len(STRAIGHT)),
    st.lists(STEPS, max_size=12),
)
UNTIMED = settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])


def _after(topic, name, now):
    try:
        return MOVES[name](topic, now)
    except Refused:
        return topic


def _promised(topic):
    return [getattr(topic, name) for name in OF_A_PROMISE]


@UNTIMED
@given(walk=WALKS, special=st.booleans())
def test_no_topic_can_stop_silently(walk, special):
    window = Window(NOON + 5 * DAY, NOON + 20 * DAY, "all")
    wish = Wish("…", "parking", PLACE, "…", window if special else None)
    topic, _ = raise_topic("topic-1", wish, by=MEI, rules=RULES, now=NOON)
    now = NOON

    for name, wait in walk:
        now += wait * DAY
        before, topic = topic, _after(topic, name, now)

        owes = (topic.step, topic.owner, topic.due_at)
        assert all(owes) is any(owes)
        assert topic.step or topic.stage in ENDED
        assert topic.alarm_at or topic.overdue_level or topic.step is None
        if name != "a part":
            assert topic.history[: len(before.history)] == before.history
            told = len(topic.history) > len(before.history)
            assert told or _promised(topic) == _promised(before)
        last = topic.history[-1]
        assert (last.stage, last.step, last.owner, last.due_at) == (topic.stage, *owes)
        assert all(line.actor for line in topic.history)
        assert all(line.clause for line in topic.history if line.act != "watched")
        assert all(line.reason or line.actor in ("system", "lapse") for line in _said(topic))


def _said(topic):
    return [line for line in topic.history if line.act not in ("watched", "confirmed", "c")]


@UNTIMED
@given(walk=WALKS)
def test_every_promise_in_the_history_is_kept_missed_or_running(walk):
    topic, _ = raise_topic("topic-1", Wish("…", "parking", PLACE), by=MEI, rules=RULES, now=NOON)
    now = NOON

    for name, wait in walk:
        now += wait * DAY
        topic = _after(topic, name, now)
    told = promises(topic, now)

    assert [one.done_at is None for one in told[:-1]] == [False] * (len(told) - 1)
    assert bool(told and told[-1].done_at is None) is (topic.step is not None)
    assert all(one.kept is not None for one in told if one.done_at)
    assert {one.owner for one in told} <= {PLACE, PLACE[:9], "center-dali", "resident"}


RAISERS = [f"r-{number}" for number in range(5)]
CHANGES = st.lists(
    st.tuples(st.sampled_from(["merge", "split"]), st.integers(0, 40), st.integers(0, 40)),
    max_size=25,
)


def test_the_straight_way_leads_through_every_stage_that_is_on_it():
    topic, _ = raise_topic("topic-1", Wish("…", "parking", PLACE), by=MEI, rules=RULES, now=NOON)
    now, passed = NOON, [topic.stage]

    for name, wait in STRAIGHT:
        now += wait * DAY
        topic = _after(topic, name, now)
        passed.append(topic.stage)

    assert set(passed) == {
        Stage.RAISED,
        Stage.DISCUSSION,
        Stage.NOTICE,
        Stage.RESOLVED,
        Stage.EXECUTING,
        Stage.REPORTED,
        Stage.CLOSED,
    }
    assert (topic.step, topic.round, topic.reassessment.round) == (None, 2, 2)


@UNTIMED
@given(changes=CHANGES)
def test_no_voice_is_lost_whatever_is_merged_and_split(changes):
    topics = {
        f"t-{who}": a_topic(id=f"t-{who}", raised_by=who, voices=(who,), history=())
        for who in RAISERS
    }

    for what, one, other in changes:
        first, second = (list(topics.values())[n % len(topics)] for n in (one, other))
        try:
            _change(topics, what, first, second)
        except Refused:
            continue

    for who in RAISERS:
        ends = [topics[one] for one in _ends(topics, f"t-{who}")]
        assert ends
        for topic in ends:
            assert topic.stage is Stage.RAISED
            assert who in topic.voices
            assert f"t-{who}" in topic.heard_on


def _change(topics, what, first, second):
    if what == "merge":
        gone, kept, _ = merge(first, second, by("merged")(NOON))
        topics |= {gone.id: gone, kept.id: kept}
        return
    parts = [Part(f"{first.id}.{n}", f"{n}", "parking") for n in (1, 2)]
    gone, begun, _ = split(first, parts, by("split")(NOON), rules=RULES)
    topics |= {one.id: one for one in (gone, *begun)}


def _ends(topics, topic_id):
    """Follow a topic to those it goes on in; a ring would never end."""
    topic = topics[topic_id]
    onward = (*topic.parts, *((topic.merged_into,) if topic.merged_into else ()))
    if not onward:
        return {topic_id}
    return set().union(*(_ends(topics, one) for one in onward))
