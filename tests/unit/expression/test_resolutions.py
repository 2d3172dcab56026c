from dataclasses import replace
from datetime import date

import pytest

from chassis.errors import Refused
from services.expression.domain.resolutions.resolution import (
    count,
    propose,
    require_proposal,
    resolve,
    withdraw,
)
from services.expression.domain.rules.calendar import end_of
from services.expression.domain.topics.moves import Act
from services.expression.domain.topics.topic import Stage, Step
from services.expression.domain.topics.votes import Choice, Mark
from services.expression.events import ResolutionPublished

from .builders import MEI, NOON, PLACE, RULES, STAFF, a_proposal, a_topic

IN_TALKS = a_topic(Stage.DISCUSSION)
ENOUGH = a_proposal(agree=15, disagree=4, passed=1)


def resolved(proposal, topic=IN_TALKS, lead_id=None):
    act = Act("resolved", STAFF, NOON)
    return resolve(topic, proposal, act, lead_id=lead_id, rules=RULES)


def test_a_text_is_put_to_the_vote_and_the_resolution_is_owed():
    topic, proposal, _ = propose(IN_TALKS, "划线", by=STAFF, rules=RULES, now=NOON)

    assert (topic.step, topic.proposal_id) == (Step.RESOLUTION, "topic-1-p1")
    assert topic.due_at == end_of(date(2019, 5, 13))
    assert (proposal.text, proposal.open, proposal.voters) == ("划线", True, 0)


def test_another_text_is_voted_on_anew():
    topic, first, _ = propose(IN_TALKS, "a", by=STAFF, rules=RULES, now=NOON)
    _, second, _ = propose(topic, "b", by=STAFF, rules=RULES, now=NOON)

    assert second.id == "topic-1-p2"
    assert withdraw(first).open is False


def test_nobody_counts_twice_by_changing_their_mind():
    agree, disagree = Mark(Choice.AGREE, NOON), Mark(Choice.DISAGREE, NOON, 1)

    once, _ = count(a_proposal(), None, agree)
    moved, _ = count(once, agree, disagree)
    same, _ = count(moved, disagree, disagree)

    assert (once.agree, once.disagree, once.voters) == (1, 0, 1)
    assert (moved.agree, moved.disagree, moved.voters) == (0, 1, 1)
    assert same == moved


def test_a_vote_that_has_ended_takes_no_more_votes():
    with pytest.raises(Refused, match="has ended"):
        count(a_proposal(open=False), None, Mark(Choice.AGREE, NOON))


def test_a_resolution_is_published_with_its_count_and_the_day_it_is_due():
    topic, proposal, events = resolved(ENOUGH, lead_id="center-dali")

    assert (topic.stage, topic.step, topic.owner) == (
        Stage.RESOLVED,
        Step.EXECUTION,
        "center-dali",
    )
    assert topic.due_at == end_of(date(2019, 6, 18))
    assert proposal.open is False
    assert events == [
        ResolutionPublished(
            topic_id="topic-1",
            title="3号门停车",
            resolution="划40个车位",
            category="parking",
            raised_by=MEI.id,
            agree=15,
            disagree=4,
            passed=1,
            lead_id="center-dali",
            due_on=date(2019, 6, 18),
            division=PLACE,
        )
    ]


def test_a_resolution_nobody_leads_is_owed_by_the_community():
    assert resolved(ENOUGH)[0].owner == PLACE


def test_a_topic_without_a_quorum_stays_open():
    with pytest.raises(Refused, match="19 of 20") as refusal:
        resolved(replace(ENOUGH, passed=0))

    assert refusal.value.code == "quorum-missing"
    assert refusal.value.zh == "需20名居民投票，现有19名"


@pytest.mark.parametrize(("place", "needed"), [(f"{PLACE}-e01", 10), (f"{PLACE}-e01-b03", 5)])
def test_the_quorum_follows_the_level(place, needed):
    with pytest.raises(Refused, match=f"{needed - 1} of {needed}"):
        resolved(a_proposal(division=place, agree=needed - 1))

    assert resolved(a_proposal(division=place, agree=needed))[0].stage is Stage.RESOLVED


@pytest.mark.parametrize(("agree", "disagree", "passed"), [(10, 10, 0), (9, 10, 1), (0, 0, 20)])
def test_without_a_majority_nothing_is_resolved(agree, disagree, passed):
    with pytest.raises(Refused, match="agree: more than 50% must"):
        resolved(a_proposal(agree=agree, disagree=disagree, passed=passed))


@pytest.mark.parametrize("stage", [Stage.RAISED, Stage.RESOLVED, Stage.CLOSED, Stage.MERGED])
def test_a_topic_is_resolved_only_from_its_discussion(stage):
    with pytest.raises(Refused, match="cannot be resolved"):
        resolved(ENOUGH, a_topic(stage))


def test_without_a_proposal_there_is_nothing_to_resolve():
    with pytest.raises(Refused, match="no resolution was proposed"):
        require_proposal(None)
