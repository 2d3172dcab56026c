"""From what lies in the queue of dead letters to what is kept of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chassis.deadletters.collecting import LARGEST_KEPT, REASONS, identity_of, letter_of
from chassis.errors import NotFound, Unreadable
from chassis.messaging.message import Delivery
from chassis.messaging.settle import reason
from tests.toys.letters import (
    GIBBERISH,
    NOON,
    PLACE,
    UNDECODABLE,
    a_dead_message,
    a_letter,
    trial,
)

LATER = NOON + timedelta(days=1)
DIED = datetime(2020, 1, 1)  # noqa: DTZ001 - as the driver gives the broker's times


def by_the_broker(body=b"x", why="delivery_limit", **headers):
    death = {"reason": why, "time": DIED, "queue": "gongzhi.counting.events", "count": 1}
    told = {"x-death": [{**death, "routing-keys": ["trying.trial_made.v1"]}], **headers}
    return Delivery(1, body, "application/cloudevents+json", told, "counting")


def test_a_letter_is_the_message_byte_for_byte_with_all_that_is_known_of_its_death():
    letter = letter_of(a_dead_message(trial()), LATER)

    assert letter.body == trial()
    assert (letter.reason, letter.handler, letter.error) == (
        "handler-bug", "on_trial_made", "ZeroDivisionError",
    )  # fmt: skip
    assert (letter.event_id, letter.event_type, letter.division) == (
        "e1", "gongzhi.trying.trial_made.v1", PLACE,
    )  # fmt: skip
    assert (letter.routing_key, letter.attempt) == ("trying.trial_made.v1.440605.124.004", 0)
    assert (letter.dead_at, letter.first_at, letter.kept_at) == (NOON, NOON, LATER)


def test_a_second_delivery_has_the_name_of_the_first():
    message = a_dead_message(trial())
    again = replace(message, tag=9, headers=message.headers | {"x-delivery-count": 3})

    assert letter_of(again, LATER).id == letter_of(message, NOON).id


@pytest.mark.parametrize(
    "other",
    [
        a_dead_message(trial("e2")),
        a_dead_message(trial(division="440605")),
        a_dead_message(trial(), content_type="text/plain"),
    ],
)
def test_another_event_or_another_message_of_one_has_another_name(other):
    assert identity_of(other) != identity_of(a_dead_message(trial()))


@pytest.mark.parametrize(
    "again",
    [
        a_dead_message(trial(), at=LATER),
        a_dead_message(trial(), NotFound("actors", "a1"), at=LATER),
        by_the_broker(trial()),
    ],
)
def test_an_event_that_dies_twice_is_one_letter(again):
    assert identity_of(again) == identity_of(a_dead_message(trial()))


@pytest.mark.parametrize("body", [GIBBERISH, b"[]", b'{"id": 7}', b"{}"])
def test_what_names_no_event_is_told_apart_by_its_death(body):
    deaths = [a_dead_message(body, UNDECODABLE, at=at) for at in (NOON, LATER)]
    first, second = NOON + timedelta(microseconds=1), NOON + timedelta(microseconds=2)
    close = [identity_of(a_dead_message(body, UNDECODABLE, at=at)) for at in (first, second)]

    assert len({identity_of(death) for death in deaths}) == 2
    assert close == sorted(close)


def test_events_about_one_thing_that_died_together_are_named_in_their_order():
    sequences = [f"{number:012d}.0" for number in range(1, 40)]

    names = [identity_of(a_dead_message(trial(sequence=one))) for one in sequences]

    assert names == sorted(names)


@pytest.mark.parametrize("sequence", [7, "", "../..", "1" * 40, "1.2.3", "\uff11"])
def test_a_sequence_that_is_none_of_ours_is_in_no_name(sequence):
    name = identity_of(a_dead_message(trial(sequence=sequence)))

    assert name.startswith("event-")
    assert name.isascii()


def test_what_the_broker_gave_up_on_is_told_apart():
    letter = letter_of(by_the_broker(**{"x-delivery-count": 51}), LATER)

    assert (letter.reason, letter.routing_key) == ("delivered-too-often", "trying.trial_made.v1")
    assert letter.dead_at == DIED.replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "message",
    [
        Delivery(1, b"x", "", {}, "counting"),
        by_the_broker(why="expired"),
        Delivery(1, b"x", "", {"x-reason": "because", "x-dead-at": "noon", "x-death": 7}, ""),
        Delivery(1, b"x", "", {"x-death": ["?"], "x-attempt": "many", "x-handler": 7}, ""),
    ],
)
def test_what_tells_nothing_of_its_death_is_kept_as_unexplained(message):
    letter = letter_of(message, LATER)

    assert (letter.reason, letter.body) == ("unexplained", b"x")


@pytest.mark.parametrize(
    "body",
    [GIBBERISH, b"[]", b"7", b'{"id": 7, "type": [], "division": {}}', b'{"division": "?"}'],
)
def test_what_cannot_be_read_is_left_empty(body):
    letter = a_letter(body, UNDECODABLE)

    assert (letter.event_id, letter.event_type, letter.division) == ("", "", "")


def test_what_the_body_does_not_say_is_read_from_the_headers():
    message = a_dead_message(GIBBERISH, UNDECODABLE)
    mirrored = {"cloudEvents_id": "e7", "cloudEvents_division": PLACE}

    letter = letter_of(replace(message, headers=message.headers | mirrored), NOON)

    assert (letter.event_id, letter.division) == ("e7", PLACE)


def test_text_that_no_database_takes_is_made_fit():
    headers = {"x-handler": "a\0b", "x-detail": "\ud800" + "x" * 900, "x-trace": b"bytes"}

    letter = letter_of(Delivery(1, b"", "", headers, ""), NOON)

    assert (letter.handler, letter.detail[0], len(letter.detail)) == ("ab", "?", 500)
    assert letter.headers.isascii()


def test_of_what_is_too_large_to_keep_the_beginning_is_kept_with_its_size():
    letter = a_letter(b"x" * (LARGEST_KEPT + 1), Unreadable("too-large", "?"))

    assert (len(letter.body), letter.size) == (LARGEST_KEPT, LARGEST_KEPT + 1)


def test_every_reason_of_the_consumer_is_known_here():
    errors = [NotFound("x", "1"), ZeroDivisionError(), UNDECODABLE]

    assert {reason(error) for error in errors} <= REASONS
