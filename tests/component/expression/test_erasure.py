import pytest

from services.expression import inbound
from services.expression.events import VoicesForgotten

CODE = "440605124004"
ERASED = inbound.ResidentErased("r-1", CODE)


def receipts(hall):
    return [event for event in hall.h.announced if isinstance(event, VoicesForgotten)]


@pytest.fixture
def spoken(hall):
    """Let one raise a topic, speak on it, and vote on what another said."""
    topic_id = hall.discussed()
    hall.said(topic_id, by="r-1")
    path = f"/{topic_id}/statements/{hall.said(topic_id, by='r-2')}/votes"
    hall.post(path, {"choice": "agree"}, as_=hall.of("r-1"))
    return hall


def test_the_receipt_waits_until_nothing_is_left(spoken):
    spoken.h.hears(ERASED, twice=True)
    spoken.h.tick("forget_residents")
    assert receipts(spoken) == []

    for _ in range(3):
        spoken.h.tick("forget_residents")

    [receipt] = receipts(spoken)
    assert receipt.resident_id == "r-1"
    assert receipt.cut_off["statements"] == receipt.cut_off["votes"] == 1


def test_an_erasure_told_anew_is_not_receipted_again(spoken):
    for identity in ("e-1", "e-2"):
        spoken.h.hears(ERASED, identity=identity)
        spoken.h.tick("forget_residents")
        spoken.h.tick("forget_residents")

    assert len(receipts(spoken)) == 1


def test_a_withdrawal_is_no_erasure_and_gets_no_receipt(spoken):
    spoken.h.hears(inbound.ConsentWithdrawn("r-1", "expression", CODE))
    spoken.h.tick("forget_residents")
    spoken.h.tick("forget_residents")

    assert receipts(spoken) == []


def test_of_somebody_unknown_nothing_was_cut_off_and_that_is_said(hall):
    hall.h.hears(inbound.ResidentErased("r-late", CODE))
    hall.h.tick("forget_residents")

    assert [sum(receipt.cut_off.values()) for receipt in receipts(hall)] == [0]
