from services.collaboration.events import MembershipsForgotten
from services.collaboration.inbound import ResidentErased
from tests.unit.collaboration.builders import COMMUNITY, NOON, an_invitation, an_invitee


def receipts(h):
    return [event for event in h.announced if isinstance(event, MembershipsForgotten)]


def test_what_was_cut_off_is_receipted_once(h):
    h.given("invitees", an_invitee())
    h.given("invitations", an_invitation())

    h.hears(ResidentErased("ana", COMMUNITY), twice=True)

    counted = {"invitations": 1, "memberships": 0, "tasks": 0}
    assert receipts(h) == [MembershipsForgotten("ana", counted, NOON, COMMUNITY)]


def test_of_somebody_unknown_nothing_was_cut_off_and_that_is_said(h):
    h.hears(ResidentErased("ana", COMMUNITY))

    assert [receipt.cut_off for receipt in receipts(h)] == [{}]


def test_an_erasure_told_anew_is_not_receipted_again(h):
    for identity in ("e-1", "e-2"):
        h.hears(ResidentErased("ana", COMMUNITY), identity=identity)

    assert len(receipts(h)) == 1
