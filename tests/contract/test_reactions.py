"""What triggers what between the four systems: the table of architecture.md, held by the code."""

import pytest

from chassis.contracts import contracts
from chassis.events import fact

P, E, C, G = "participation", "expression", "collaboration", "guidance"
REACTIONS = {
    "resident_registered": {E, C, G},
    "resident_assured": {E},
    "resident_erased": {E, C, G},
    "consent_given": {E, C, G},
    "consent_withdrawn": {E, C, G},
    "voices_forgotten": {P},
    "memberships_forgotten": {P},
    "points_forgotten": {P},
    "export_granted": {E, C, G},
    "voices_copied": {P},
    "memberships_copied": {P},
    "points_copied": {P},
    "space_visited": {C, G},
    "activity_attended": {C, G},
    "hours_credited": {C, G},
    "affair_completed": {E, C, G},
    "activity_scheduled": {G},
    "activity_changed": {G},
    "activity_called_off": {G},
    "shift_opened": {G},
    "shift_called_off": {G},
    "affair_opened": {G},
    "resident_stepped_up": {C, G},
    "space_idle_found": {C, G},
    "space_taken_up": {P},
    "space_closed": {C, G},
    "aid_proposed": {G},
    "aid_agreed": {G},
    "aid_ended": {G},
    "community_flagged_weak": {E, C, G},
    "community_recovered": {E, C, G},
    "community_unflagged": {E, C, G},
    "rectification_overdue": {G},
    "rectification_caught_up": {G},
    "topic_raised": {P, G},
    "statement_made": {P, G},
    "vote_cast": {P, G},
    "ballot_issued": {P, G},
    "deliberation_held": {G},
    "deliberation_missed": {G},
    "hall_session_missed": {G},
    "place_entered": {E},
    "place_ended": {E},
    "consultation_answered": {P, G},
    "consultation_result_published": {G},
    "topic_screened": {C, G},
    "topic_declined": {G},
    "topic_merged": {G},
    "topic_split": {G},
    "resolution_put_on_notice": {G},
    "objection_made": {G},
    "objection_answered": {G},
    "review_decided": {G},
    "topic_reassessed": {G},
    "resolution_published": {P, C, G},
    "step_overdue": {G},
    "execution_reported": {G},
    "topic_closed": {P, C, G},
    "topic_reopened": {C, G},
    "member_joined": {P, E, G},
    "organization_registered": {E, G},
    "mediation_asked": {G},
    "mediation_answered": {G},
    "dispute_opened": {C, G},
    "dispute_settled": {C, G},
    "dispute_ended": {C, G},
    "dispute_overdue": {G},
    "follow_up_made": {G},
    "follow_up_missed": {G},
    "invitation_issued": {P, G},
    "invitation_accepted": {P, E, G},
    "invitation_declined": {P, G},
    "invitation_expired": {P, G},
    "task_opened": {E},
    "task_progressed": {E, G},
    "task_completed": {P, E, G},
    "advice_delivered": {E, G},
    "standard_published": {P, E, C},
    "step_suggested": {P, C},
    "nudge_issued": {C},
    "warning_raised": {C, G},
    "warning_ended": {C, G},
}
# For the record, the feed and other systems; no other of the four answers them.
UNHEARD = {
    "statement_hidden",
    "hiding_appealed",
    "hiding_settled",
    "statement_reworded",
    "topic_reworded",
    "affair_confirmed",
    "affair_sent_back",
    "affair_redone",
    "aid_asked",
    "aid_offered",
    "aid_given",
    "standing_rederived",
    "certificate_issued",
    "certificate_revoked",
    "activity_missed",
    "place_gained",
    "hours_reversed",
    "erasure_overdue",
    "space_opened",
    "space_reopened",
    "division_changed",
    "space_booked",
    "booking_cancelled",
    "adviser_appointed",
    "advice_requested",
    "consultation_opened",
    "consultation_ended",
    "secret_vote_opened",
    "secret_vote_counted",
    "deliberation_scheduled",
    "residents_told",
    "review_asked",
    "reassessment_asked",
    "entry_answered",
    "hall_session_announced",
    "hall_session_opened",
    "hall_session_adjourned",
    "hall_session_closed",
    "minutes_published",
}


def heard():
    found = {}
    for contract in contracts():
        for reads in contract.hears:
            found.setdefault(fact(reads), set()).add(contract.service)
    return found


@pytest.mark.parametrize("name", sorted(REACTIONS))
def test_each_event_is_answered_by_those_it_concerns(name):
    assert heard().get(name, set()) == REACTIONS[name]


def test_every_event_there_is_has_its_line():
    announced = {fact(event) for contract in contracts() for event in contract.announces}

    assert announced == REACTIONS.keys() | UNHEARD
    assert not heard().keys() - REACTIONS.keys()
