from datetime import UTC, datetime, timedelta

import pytest

from services.participation.domain.residents.erasures import (
    OTHERS,
    Receipt,
    acknowledge,
    begin,
    expire,
)
from services.participation.events import ErasureOverdue

NOON = datetime(2019, 5, 6, 4, tzinfo=UTC)
DUE = NOON + timedelta(days=15)
CODE = "440605126009"


def an_erasure(*answered):
    erasure = begin("r1", division=CODE, days=15, now=NOON)
    for service in answered:
        erasure = acknowledge(erasure, a_receipt(service), now=NOON)
    return erasure


def a_receipt(service, **cut_off):
    return Receipt(service, cut_off, NOON)


def test_an_erasure_waits_for_every_other_service():
    assert (an_erasure().waiting, an_erasure().due_at) == (OTHERS, DUE)


def test_it_is_done_once_the_last_has_answered():
    assert an_erasure("guidance", "expression").done_at is None
    assert an_erasure(*OTHERS).done_at == NOON


def test_a_second_receipt_of_a_service_changes_nothing():
    erasure = an_erasure("guidance")

    assert acknowledge(erasure, a_receipt("guidance", rows=3), now=DUE) is erasure


def test_a_stranger_confirms_nothing():
    erasure = an_erasure()

    assert acknowledge(erasure, a_receipt("portal"), now=NOON) is erasure


def test_a_missed_deadline_is_said_once_with_who_has_not_answered():
    late, events = expire(an_erasure("expression"), now=DUE)

    assert events == [ErasureOverdue("r1", ["collaboration", "guidance"], DUE, CODE)]
    assert expire(late, now=DUE + timedelta(days=1)) == (late, [])


@pytest.mark.parametrize(
    ("answered", "now"), [((), DUE - timedelta(seconds=1)), (OTHERS, DUE + timedelta(days=9))]
)
def test_in_time_or_done_nothing_is_overdue(answered, now):
    erasure = an_erasure(*answered)

    assert expire(erasure, now=now) == (erasure, [])


def test_a_receipt_after_the_deadline_still_counts():
    late, _ = expire(an_erasure("expression", "guidance"), now=DUE)

    done = acknowledge(late, a_receipt("collaboration"), now=DUE)

    assert (done.done_at, done.overdue_at) == (DUE, DUE)
