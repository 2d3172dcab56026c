from datetime import UTC, datetime, timedelta

import pytest

from chassis.events import Meta
from services.expression import inbound

CODE = "440605124004"
ROUND = datetime(2019, 5, 6, 4, tzinfo=UTC)


def withdrawn(purpose="expression", at=1):
    return inbound.ConsentWithdrawn("r-2", purpose, CODE, meta=later(at))


def given(purpose="expression", at=2):
    return inbound.ConsentGiven("r-2", purpose, CODE, meta=later(at))


def later(hours):
    return Meta(time=ROUND + timedelta(hours=hours))


@pytest.mark.parametrize(
    ("heard", "takes_part"),
    [
        ([withdrawn(), given()], True),
        ([given(), withdrawn()], True),
        ([given(at=1), withdrawn(at=2)], False),
        ([withdrawn(), withdrawn("all"), given()], False),
        ([withdrawn("all"), given("all")], True),
        ([withdrawn(), given("statistics")], False),
    ],
)
def test_the_last_word_on_each_use_counts_in_whatever_order_it_comes(hall, heard, takes_part):
    topic_id = hall.discussed()

    for event in heard:
        hall.h.hears(event, twice=True)

    body = {"text": "先划访客车位"}
    answer = hall.post(f"/{topic_id}/statements", body, as_=hall.of("r-2"))
    assert (answer.status == 201) is takes_part


def test_what_was_made_anonymous_stays_so(hall):
    statement = hall.said(hall.discussed(), by="r-2")
    hall.h.hears(withdrawn())
    hall.h.tick("forget_residents")

    hall.h.hears(given())

    assert hall.h.stored("statements", statement).made_by.startswith("erased:")
