from datetime import timedelta

from services.expression.domain.special.standing import Community, attend, latest
from services.expression.domain.topics.topic import Origin, Stage, Step
from services.expression.events import ConsultationEnded, ConsultationOpened

from .builders import NOON, PLACE, RULES, a_resolution, a_topic

WEAK = Community(PLACE, PLACE, weak=True, since=NOON)
WELL = Community(PLACE, PLACE, weak=False, since=NOON + timedelta(days=1))


def attended(topic, community):
    return attend(topic, community, reason="长期没有议事", rules=RULES, now=NOON)


def test_a_weak_community_is_listened_to():
    topic, events = attended(None, WEAK)

    assert (topic.id, topic.stage, topic.step) == (
        f"standing-{PLACE}",
        Stage.DISCUSSION,
        Step.DISCUSSION,
    )
    assert topic.origin is Origin.COMMUNITY
    assert events == [ConsultationOpened(topic.id, PLACE, "长期没有议事", PLACE)]


def test_it_is_listened_to_once_for_as_long_as_it_takes():
    topic, _ = attended(None, WEAK)

    assert attended(topic, WEAK) == (topic, [])


def test_a_consultation_ends_when_the_community_recovers():
    topic, _ = attended(None, WEAK)

    ended, events = attended(topic, WELL)

    assert (ended.stage, ended.alarm_at) == (Stage.CLOSED, None)
    assert events == [ConsultationEnded(topic.id, PLACE, PLACE)]


def test_what_it_already_decided_is_carried_out_all_the_same():
    topic = a_topic(Stage.EXECUTING)

    assert attended(topic, WELL) == (topic, [])


def test_a_community_that_is_flagged_again_is_listened_to_again():
    topic, events = attended(a_topic(Stage.CLOSED, resolution=a_resolution()), WEAK)

    assert (topic.stage, topic.resolution, len(events)) == (Stage.DISCUSSION, None, 1)


def test_news_that_was_overtaken_changes_nothing():
    assert latest(WELL, WEAK) == WELL
    assert latest(WEAK, WELL) == WELL
    assert latest(None, WEAK) == WEAK
