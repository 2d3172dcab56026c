"""How like two texts are, and the keys under which those like a text are found."""

import pytest

from services.expression.domain.prevention.likeness import likeness, most_alike, pairs_of, plain
from services.expression.domain.prevention.sketches import (
    CROWD,
    Alike,
    is_crowded,
    keys_of,
    nearest,
    sketch_of_statement,
    sketch_of_topic,
    texts_of,
    wider,
)

from .builders import PLACE, a_statement, a_topic

PARKING = "晚上三号门没有车位，消防通道也被占了"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("我觉得UBER好", "Ｕｂｅｒ 好！"),
        ("我觉得，3号门停车", "３号门停车"),
        ("我認為应该划线", "应该划线。"),
    ],
)
def test_what_does_not_make_texts_differ_is_left_out(one, other):
    assert plain(one) == plain(other)
    assert likeness(pairs_of(one), pairs_of(other)) == 1


@pytest.mark.parametrize("text", ["", "！？…", "🙂"])
def test_a_text_without_words_is_like_nothing(text):
    assert likeness(pairs_of(text), pairs_of(text)) == 0
    assert keys_of([text], PLACE, fine=False) == ()


def test_a_single_character_is_like_itself_alone():
    assert likeness(pairs_of("好"), pairs_of("好")) == 1
    assert likeness(pairs_of("好"), pairs_of("好的")) == 0


def test_likeness_is_the_share_of_pairs_in_common():
    assert likeness(pairs_of("停车难"), pairs_of("停车位")) == pytest.approx(2 * 1 / 4)


def test_of_several_texts_the_likest_two_count():
    alike = most_alike(texts_of("停车", PARKING), texts_of("三号门", PARKING))

    assert alike > likeness(pairs_of("停车"), pairs_of("三号门"))


def test_near_copies_share_a_key_and_another_place_shares_none():
    one, other = (set(keys_of([text], PLACE, fine=True)) for text in (PARKING, f"{PARKING}！"))
    elsewhere = set(keys_of([PARKING], "440605125001", fine=True))

    assert one == other
    assert not one & elsewhere


def test_keys_are_the_same_in_every_process():
    assert keys_of(["停车"], "440605", fine=True)[0] == -3663527508959567003


def test_the_likest_come_first_and_no_more_than_asked_for():
    texts = ("划访客车位", "先划访客车位", "先划访客车位吧", "楼道灯坏了")
    known = [sketch_of_statement(a_statement(id=f"s-{n}", text=t)) for n, t in enumerate(texts)]

    alike = nearest(["先划访客车位"], known, least=0.45, most=2)

    assert [one.id for one in alike] == ["s-1", "s-2"]
    assert alike[0].likeness == 1


def test_what_a_crowd_says_already_is_kept_no_more():
    assert not is_crowded([Alike(f"t-{n}", 1.0) for n in range(CROWD - 1)])
    assert is_crowded([Alike(f"t-{n}", 0.95) for n in range(CROWD)])
    assert not is_crowded([Alike(f"t-{n}", 0.6) for n in range(CROWD)])


def test_a_topic_is_looked_for_in_its_community_its_town_and_the_district():
    assert wider(f"{PLACE}-e01-b03") == (PLACE, "440605124", "440605")
    assert wider("440605") == ("440605",)


def test_a_topics_sketch_names_nobody():
    sketch = sketch_of_topic(a_topic(note=PARKING))

    assert sketch.texts == ("3号门停车", f"3号门停车 {PARKING}")
    assert "r-mei" not in repr(sketch)
