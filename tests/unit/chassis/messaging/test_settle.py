"""What becomes of a message that was not handled."""

from datetime import UTC, datetime

import pytest

from chassis.envelope import UnknownType
from chassis.errors import AlreadyExists, Forbidden, NotFound, Refused, Unreadable
from chassis.events import Meta
from chassis.messaging.message import ATTEMPT, MOST_TRIES, Delivery
from chassis.messaging.settle import comes_again, dead, later, reason

NOON = datetime(2019, 5, 6, 4, tzinfo=UTC)
LADDER = (1, 5, 30)
TRACE = "0af7651916cd43dd8448eb211c80319c"
NEVER = NotFound("topics", "t1")
UNKNOWN = UnknownType(Meta(id="e1", type="gongzhi.x.y.v9"))


def a_delivery(body=b"\xff\x00", **headers):
    return Delivery(7, body, "application/x", headers, "participation.x.v1.440605")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (Unreadable("too-large", "big"), "too-large"),
        (UNKNOWN, "unknown-type"),
        (NEVER, "never-found"),
        (Refused("no", "no", "不"), "refused"),
        (Forbidden("no", "no", "不"), "refused"),
        (AlreadyExists("rows", "r"), "refused"),
        (KeyError("x"), "handler-bug"),
    ],
)
def test_the_reason_comes_from_a_closed_set(error, told):
    assert reason(error) == told


@pytest.mark.parametrize("attempt", [0, 1, 2])
def test_only_what_is_not_here_or_not_known_yet_comes_again(attempt):
    assert comes_again(NEVER, attempt, LADDER)
    assert comes_again(UNKNOWN, attempt, LADDER)
    assert not comes_again(Refused("no", "no", "不"), attempt, LADDER)
    assert not comes_again(KeyError("x"), attempt, LADDER)
    assert not comes_again(Unreadable("undecodable", "?"), attempt, LADDER)


def test_at_the_end_of_the_ladder_it_comes_no_more():
    assert not comes_again(NEVER, len(LADDER), LADDER)
    assert not comes_again(UNKNOWN, len(LADDER), LADDER)
    assert not comes_again(UNKNOWN, 0, [])


def test_each_try_waits_on_the_next_step_and_finds_its_way_home():
    first = later(a_delivery(), "expression", LADDER, NOON)
    second = later(a_delivery(**first.headers), "expression", LADDER, NOON)

    assert [first.exchange, second.exchange] == ["gongzhi.retry.1s", "gongzhi.retry.5s"]
    assert first.key == second.key == "gongzhi.expression.events"
    assert [first.headers[ATTEMPT], second.headers[ATTEMPT]] == [1, 2]
    assert first.body == b"\xff\x00"


def test_what_a_message_said_when_it_first_came_is_kept_through_all_tries():
    first = later(a_delivery(), "expression", LADDER, NOON)
    back = Delivery(1, b"", "", first.headers, "gongzhi.expression.events")

    letter = dead(back, "expression", NEVER, "on_x", datetime(2020, 1, 1, tzinfo=UTC))

    assert letter.headers["x-routing-key"] == "participation.x.v1.440605"
    assert letter.headers["x-first-at"] == NOON.isoformat()


def test_a_dead_letter_is_the_message_byte_for_byte_with_all_one_needs_to_judge_it():
    traced = a_delivery(
        cloudEvents_traceparent=f"00-{TRACE}-b7ad6b7169203331-01", **{ATTEMPT: 2, "mine": "kept"}
    )

    letter = dead(traced, "expression", ZeroDivisionError("x" * 900), "on_x", NOON)

    assert (letter.exchange, letter.key) == ("gongzhi.dlx", "expression")
    assert (letter.body, letter.content_type) == (traced.body, traced.content_type)
    told = {name: letter.headers[f"x-{name}"] for name in ("reason", "error", "handler", "queue")}
    assert told == {
        "reason": "handler-bug",
        "error": "ZeroDivisionError",
        "handler": "on_x",
        "queue": "gongzhi.expression.events",
    }
    assert (letter.headers["x-trace"], letter.headers[ATTEMPT]) == (TRACE, 2)
    assert len(letter.headers["x-detail"]) == 500
    assert letter.headers["mine"] == "kept"


@pytest.mark.parametrize("said", ["2", None, {}, 1.5, -1, -100, MOST_TRIES + 1])
def test_a_count_of_tries_that_makes_no_sense_counts_as_none(said):
    assert a_delivery(**{ATTEMPT: said}).attempt == 0
