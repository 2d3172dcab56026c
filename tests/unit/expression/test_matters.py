from datetime import timedelta

import pytest

from chassis.errors import Invalid, Refused
from services.expression.domain.matters import (
    Juncture,
    Link,
    Linked,
    chain,
    juncture_of,
    link,
    open_matter,
)
from services.expression.domain.topics.topic import Stage

from .builders import NOON, PLACE, STAFF, a_topic

ORDERS = {Stage.DISCUSSION: "before", Stage.EXECUTING: "during", Stage.CLOSED: "after"}


def a_link(topic_id, juncture="before", follows=None, minutes=0):
    return Link(topic_id, Juncture(juncture), follows, "w-1", NOON + timedelta(minutes=minutes))


def a_matter(*links):
    matter = open_matter("m-1", PLACE, "道路改造", by=STAFF, now=NOON)
    for one in links:
        matter, _ = link(matter, a_topic(id=one.topic_id), None, one)
    return matter


@pytest.mark.parametrize(("stage", "juncture"), ORDERS.items())
def test_a_stage_is_before_during_or_after(stage, juncture):
    assert juncture_of(stage) == juncture


def test_the_chain_goes_by_juncture_and_each_comes_after_what_it_follows():
    matter = a_matter(
        a_link("after", "after"), a_link("a", minutes=5), a_link("b", follows="a", minutes=1)
    )

    assert [one.topic_id for one in chain(matter)] == ["a", "b", "after"]


def test_a_ring_however_long_is_refused():
    matter = a_matter(a_link("a"), a_link("b", follows="a"), a_link("c", follows="b"))

    with pytest.raises(Refused, match="follow itself"):
        link(matter, a_topic(id="a"), Linked("a", "m-1", PLACE), a_link("a", follows="c"))


def test_linking_again_puts_right_where_a_topic_stands():
    matter = a_matter(a_link("a"), a_link("b"))

    moved, _ = link(matter, a_topic(id="a"), Linked("a", "m-1", PLACE), a_link("a", "during"))

    assert [(one.topic_id, one.juncture) for one in chain(moved)] == [
        ("b", "before"),
        ("a", "during"),
    ]


def test_what_is_followed_is_linked_first():
    with pytest.raises(Invalid, match="not linked"):
        link(a_matter(), a_topic(id="b"), None, a_link("b", follows="a"))
