"""What an action is worth and whom it reaches, written from the requirement and from no code.

The numbers differ for every act and role, so that no two mistakes can hide each other.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

FACTS = {  # act: who announces it, what it is called there, and which field names it
    "resident": ("participation", "resident_registered", "resident_id"),
    "visit": ("participation", "space_visited", "visit_id"),
    "hours": ("participation", "hours_credited", "entry_id"),
    "affair": ("participation", "affair_completed", "affair_id"),
    "member": ("collaboration", "member_joined", None),
    "topic": ("expression", "topic_raised", "topic_id"),
    "statement": ("expression", "statement_made", "statement_id"),
    "vote": ("expression", "vote_cast", "vote_id"),
}
POINTS = {
    "space_visited": {"resident": 2, "organization": 3, "community": 5, "town": 7},
    "hours_credited": {"resident": 11, "organization": 13, "community": 17, "town": 19},
    "affair_completed": {
        "resident": 23, "captain": 29, "organization": 31, "community": 37, "town": 41,
    },
    "member_joined": {"resident": 43, "organization": 47, "community": 53, "town": 59},
    "topic_raised": {"resident": 61, "community": 67, "town": 71},
    "statement_made": {"resident": 73, "community": 79, "town": 83},
    "vote_cast": {"resident": 89, "community": 97, "town": 101},
}  # fmt: skip
TOWN, COMMUNITY = 9, 12
ORGANIZATION = {
    "visit": "host",
    "hours": "organization",
    "affair": "team",
    "member": "organization",
}
# Which system hears which fact: the table "What triggers what" of the requirement.
HEARS = {
    "participation": {
        "topic_raised", "statement_made", "vote_cast", "resolution_published", "topic_closed",
        "member_joined", "invitation_issued", "invitation_accepted", "invitation_declined",
        "invitation_expired", "task_completed", "standard_published", "step_suggested",
        "space_taken_up", "voices_forgotten", "memberships_forgotten", "points_forgotten",
        "voices_copied", "memberships_copied", "points_copied",
        "consultation_answered", "ballot_issued",
    },
    "expression": {
        "place_entered", "place_ended",
        "resident_registered", "resident_erased", "consent_given", "consent_withdrawn",
        "affair_completed", "community_flagged_weak", "community_recovered", "task_opened",
        "community_unflagged",
        "resident_assured", "export_granted",
        "task_progressed", "task_completed", "advice_delivered", "standard_published",
        "invitation_accepted",
        "member_joined", "organization_registered",
    },
    "collaboration": {
        "resident_registered", "resident_erased", "consent_given", "consent_withdrawn",
        "export_granted",
        "space_visited", "activity_attended", "hours_credited", "affair_completed",
        "resident_stepped_up", "space_idle_found", "space_closed", "community_flagged_weak",
        "warning_raised", "warning_ended",
        "community_recovered", "community_unflagged",
        "topic_screened", "resolution_published", "topic_closed",
        "topic_reopened", "standard_published", "step_suggested", "nudge_issued",
        "dispute_opened", "dispute_settled", "dispute_ended",
    },
    "guidance": {
        "export_granted", "ballot_issued", "deliberation_held", "deliberation_missed",
        "resident_registered", "resident_erased", "consent_given", "consent_withdrawn",
        "space_visited", "activity_attended", "hours_credited", "affair_completed",
        "activity_scheduled", "activity_changed", "activity_called_off", "shift_opened",
        "shift_called_off",
        "affair_opened", "resident_stepped_up", "space_idle_found", "space_closed",
        "rectification_overdue", "rectification_caught_up", "aid_proposed", "aid_agreed",
        "aid_ended", "community_flagged_weak",
        "community_recovered", "community_unflagged", "topic_raised", "statement_made",
        "vote_cast", "topic_screened", "topic_declined", "topic_merged", "resolution_published",
        "step_overdue", "execution_reported", "topic_closed", "topic_reopened",
        "organization_registered", "member_joined", "invitation_issued", "invitation_accepted",
        "invitation_declined", "invitation_expired", "task_progressed", "task_completed",
        "warning_raised", "warning_ended",
        "mediation_asked", "mediation_answered", "hall_session_missed",
        "dispute_opened", "dispute_settled", "dispute_ended", "dispute_overdue",
        "follow_up_made", "follow_up_missed",
        "advice_delivered", "consultation_answered", "consultation_result_published",
        "topic_split", "resolution_put_on_notice", "objection_made", "objection_answered",
        "review_decided", "topic_reassessed",
    },
}  # fmt: skip
# Which counters an action raises: in which system, whose, and by how much.
COUNTED = {
    "resident": (("guidance", "indicators", "place", "residents", "one"),),
    "visit": (
        ("participation", "space_use", "space", "visits", "one"),
        ("participation", "standings", "who", "space_visited", "one"),
        ("collaboration", "credits", "host", "visits", "one"),
        ("guidance", "indicators", "place", "visits", "one"),
    ),
    "hours": (
        ("participation", "hours_totals", "who", "minutes", "minutes"),
        ("participation", "hours_totals", "organization", "minutes", "minutes"),
        ("participation", "standings", "who", "minutes", "minutes"),
        ("collaboration", "credits", "organization", "minutes", "minutes"),
        ("guidance", "indicators", "place", "minutes_served", "minutes"),
    ),
    "affair": (
        ("participation", "standings", "who", "affair_completed", "one"),
        ("collaboration", "credits", "team", "affairs", "one"),
        ("guidance", "indicators", "place", "affairs_completed", "one"),
    ),
    "member": (
        ("participation", "standings", "who", "member_joined", "one"),
        ("guidance", "indicators", "place", "members_joined", "one"),
    ),
    "topic": (),
    "statement": (
        ("expression", "topic_totals", "topic", "statements", "one"),
        ("guidance", "indicators", "place", "statements", "one"),
    ),
    "vote": (
        ("expression", "topic_totals", "topic", "votes", "one"),
        ("expression", "statement_totals", "statement", "column", "one"),
        ("guidance", "indicators", "place", "votes", "one"),
    ),
}


@dataclass
class Action:
    """One intended action, and every answer it got."""

    key: str
    act: str
    who: str
    where: str
    about: dict[str, Any] = field(default_factory=dict)
    outcomes: list[tuple[str, str]] = field(default_factory=list)

    @property
    def ids(self) -> list[str]:
        """Give the different ids it was answered with: one, unless it took effect twice."""
        return list(dict.fromkeys(identity for outcome, identity in self.outcomes if identity))

    def was(self, outcome: str) -> bool:
        """Tell whether it ever got this answer."""
        return any(said == outcome for said, _ in self.outcomes)


def rows_of(action: Action) -> Iterator[tuple[str, str, int, int]]:
    """Give whom an action reaches: subject, rule, points, and how many actions it counts as."""
    _, fact, _ = FACTS[action.act]
    organization = action.about.get(ORGANIZATION.get(action.act, ""))
    reached = {
        "resident": f"resident:{action.who}",
        "captain": f"resident:{action.who}" if organization else None,
        "organization": f"organization:{organization}" if organization else None,
        "community": f"community:{action.where[:COMMUNITY]}",
        "town": f"town:{action.where[:TOWN]}",
    }
    for role, points in POINTS.get(fact, {}).items():
        if reached[role]:
            yield reached[role], f"{fact}.{role}", points, 0 if role == "captain" else 1


def counters_of(action: Action) -> Counter[tuple[str, str, str, str]]:
    """Give what every system must have counted: (system, collection, document, field) -> amount."""
    named = {"who": action.who, "place": action.where[:COMMUNITY], "one": 1, **action.about}
    counted: Counter[tuple[str, str, str, str]] = Counter()
    for system, collection, document, column, amount in COUNTED[action.act]:
        if named.get(document):
            told = str(named[column]) if column == "column" else column  # minutes are an amount
            name = (system, collection, str(named[document]), told)
            counted[name] += named[amount]
    return counted
