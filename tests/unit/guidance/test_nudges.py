from dataclasses import replace

import pytest

from services.guidance.domain.nudges import Idle, Missed, Weak, offer_space, put_right, remind
from tests.unit.guidance.builders import NANHAI, NOON, SHISHAN, TANGZHONG

LATE = Missed("topic-1", "screening", "staff-7", 1, NOON, TANGZHONG)


@pytest.mark.parametrize(
    ("level", "owner"), [(1, "staff-7"), (2, SHISHAN), (3, NANHAI), (4, NANHAI)]
)
def test_the_owner_is_nudged_first_and_then_the_level_above(level, owner):
    nudge, events = remind(replace(LATE, level=level), now=NOON)

    assert nudge.owner == owner
    assert [(event.owner, event.level) for event in events] == [(owner, level)]


def test_a_nudge_says_in_both_languages_what_is_owed():
    nudge, _ = remind(LATE, now=NOON)

    assert "筛选" in nudge.reason
    assert "screening of topic topic-1 was due on 2019-05-06" in nudge.reason


def test_a_promise_is_nudged_for_once_and_a_new_promise_anew():
    renewed = replace(LATE, due_at=NOON.replace(month=6))

    assert remind(LATE, now=NOON)[0].id == remind(LATE, now=NOON)[0].id
    assert remind(LATE, now=NOON)[0].id != remind(renewed, now=NOON)[0].id


def test_an_idle_space_is_told_to_its_community():
    nudge, _ = offer_space(Idle("space-1", 40, TANGZHONG, "event-1"), now=NOON)

    assert (nudge.owner, nudge.about_id) == (TANGZHONG, "space-1")
    assert "40" in nudge.reason


def test_a_weak_community_is_told_to_its_town():
    nudge, _ = put_right(Weak(TANGZHONG, "长期没有议事", TANGZHONG, "event-1"), now=NOON)

    assert (nudge.owner, nudge.about_id) == (SHISHAN, TANGZHONG)
    assert "长期没有议事" in nudge.reason
