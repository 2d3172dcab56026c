from datetime import timedelta

import pytest

from chassis.errors import Refused
from services.collaboration.domain.invitations import (
    Issuer,
    Status,
    Wording,
    accept,
    anonymize,
    decline,
    expire,
    has_lapsed,
    identity,
    issue,
    withdraw,
)
from services.collaboration.events import InvitationAccepted, InvitationExpired, TargetKind
from tests.unit.collaboration.builders import COMMUNITY, LATER, NOON, an_invitation, an_invitee

TO_THE_MARKET = Wording(TargetKind.ACTIVITY, "act-1", "new next door", Issuer.GUIDANCE)
LAPSED = NOON + timedelta(days=8)


def test_an_invitation_stays_open_for_the_days_of_the_standard():
    invitation, events = issue(
        an_invitee(), invitation_id="inv-1", wording=TO_THE_MARKET, days=3, now=NOON
    )

    assert invitation.expires_at == events[0].expires_at == NOON + timedelta(days=3)


@pytest.mark.parametrize("unfit", [{"erased": True}, {"registered": False}, {"unwilling": True}])
def test_only_registered_residents_are_invited(unfit):
    with pytest.raises(Refused, match="registered"):
        issue(an_invitee(**unfit), invitation_id="inv-1", wording=TO_THE_MARKET, days=3, now=NOON)


def test_an_accepted_invitation_names_the_suggestion_behind_it():
    accepted, events = accept(an_invitation(suggestion_id="sug-1"), now=LATER)

    assert accepted.status is Status.ACCEPTED
    assert events == [
        InvitationAccepted("inv-1", "ana", TargetKind.ACTIVITY, "act-1", "sug-1", COMMUNITY)
    ]


def test_an_answered_invitation_is_not_answered_again():
    declined, _ = decline(an_invitation(), now=LATER)

    with pytest.raises(Refused, match="declined"):
        accept(declined, now=LATER)


def test_a_lapsed_invitation_is_not_accepted_even_before_it_is_marked():
    with pytest.raises(Refused, match="lapsed"):
        accept(an_invitation(), now=LAPSED)


def test_an_unanswered_invitation_lapses_on_its_day():
    expired, events = expire(an_invitation(), now=LAPSED)

    assert has_lapsed(an_invitation(), now=LAPSED)
    assert not has_lapsed(an_invitation(), now=LATER)
    assert not has_lapsed(expired, now=LAPSED)
    assert events == [
        InvitationExpired("inv-1", "ana", TargetKind.ACTIVITY, "act-1", None, COMMUNITY)
    ]


def test_an_erased_residents_open_invitation_is_withdrawn_without_a_name():
    kept = anonymize(an_invitation(), now=LATER)

    assert (kept.resident_id, kept.reason, kept.status) == ("erased", "", Status.WITHDRAWN)


def test_an_erased_residents_answer_still_counts():
    accepted, _ = accept(an_invitation(), now=NOON)

    kept = anonymize(accepted, now=LATER)

    assert (kept.status, kept.answered_at) == (Status.ACCEPTED, NOON)


def test_one_suggestion_leads_to_one_invitation():
    assert identity("sug-1", fresh_id="a") == identity("sug-1", fresh_id="b")
    assert identity(None, fresh_id="a") == "a"


def test_an_answered_invitation_is_not_withdrawn():
    accepted, _ = accept(an_invitation(), now=NOON)

    assert withdraw(accepted, now=LATER) == accepted
    assert withdraw(an_invitation(), now=LATER).status is Status.WITHDRAWN
