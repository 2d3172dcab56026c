import pytest

from chassis.errors import NotFound
from services.collaboration.domain.invitees import Invitee
from services.collaboration.events import (
    InvitationAccepted,
    InvitationExpired,
    InvitationIssued,
)
from services.collaboration.inbound.expression import DisputeEnded, DisputeOpened, DisputeSettled
from tests.component.collaboration.tokens import ANA, BO, OFFICIAL

COMMUNITY = "440605124004"
OPENED = DisputeOpened("dispute-1", ["ana", "bo"], COMMUNITY)
OVER = [DisputeSettled("dispute-1", COMMUNITY), DisputeEnded("dispute-1", COMMUNITY)]


@pytest.fixture
def h(h):
    known = {"ana": False, "bo": False, "cy": True}
    h.given(
        "invitees",
        *(Invitee(who, COMMUNITY, registered=True, unwilling=not_) for who, not_ in known.items()),
    )
    return h


def announced(h, kind):
    return [event for event in h.announced if isinstance(event, kind)]


def statuses(h):
    rows = h.backend.collections["invitations"].values()
    return {row["resident_id"]: row["status"] for row in rows}


def test_mediators_who_are_wanted_are_invited_once_and_told_nothing_of_the_case(h):
    h.hears(OPENED, twice=True)
    h.hears(OPENED, identity="told anew")

    sent = announced(h, InvitationIssued)

    assert [(one.resident_id, one.target_kind, one.target_id) for one in sent] == [
        ("ana", "dispute", "dispute-1"),
        ("bo", "dispute", "dispute-1"),
    ]
    assert "利害关系" in sent[0].reason


def test_a_mediator_s_yes_is_announced_for_expression_to_seat_them(h):
    h.hears(OPENED)
    invitation_id = announced(h, InvitationIssued)[0].invitation_id

    h.post(f"/v1/invitations/{invitation_id}/acceptance", as_=ANA)

    [yes] = announced(h, InvitationAccepted)
    assert (yes.resident_id, yes.target_kind, yes.target_id) == ("ana", "dispute", "dispute-1")


@pytest.mark.parametrize("over", OVER, ids=["settled", "ended"])
def test_who_has_not_answered_is_not_needed_any_more(h, over):
    h.hears(OPENED)
    h.post(f"/v1/invitations/{announced(h, InvitationIssued)[0].invitation_id}/acceptance", as_=ANA)

    h.hears(over, twice=True)

    assert statuses(h) == {"ana": "accepted", "bo": "expired"}
    assert [one.resident_id for one in announced(h, InvitationExpired)] == ["bo"]
    late = f"/v1/invitations/{announced(h, InvitationIssued)[1].invitation_id}/acceptance"
    assert h.post(late, as_=BO).status == 409


@pytest.mark.parametrize("over", OVER, ids=["settled", "ended"])
def test_a_dispute_that_was_over_before_it_was_heard_of_invites_nobody(h, over):
    h.hears(over)

    h.hears(OPENED, twice=True)

    assert announced(h, InvitationIssued) == []


def test_both_ends_of_a_dispute_close_it_once(h):
    h.hears(OPENED)
    for over in OVER:
        h.hears(over)

    assert len(announced(h, InvitationExpired)) == 2


def test_who_wants_no_invitations_gets_none_and_who_is_not_registered_yet_is_waited_for(h):
    h.hears(DisputeOpened("dispute-2", ["cy"], COMMUNITY), twice=True)
    with pytest.raises(NotFound):
        h.hears(DisputeOpened("dispute-3", ["ana", "new"], COMMUNITY))

    assert announced(h, InvitationIssued) == []
    assert h.stored("mediations", "dispute-3") is None


def test_nobody_is_invited_to_a_case_by_hand(h):
    body = {"resident_id": "ana", "target_kind": "dispute", "target_id": "dispute-1", "reason": "x"}

    answer = h.post("/v1/invitations", body, as_=OFFICIAL)

    assert answer.status == 409
    assert answer.json["errors"][0]["field"] == "target_kind"
    assert h.announced == []
