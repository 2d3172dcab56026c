from datetime import UTC, date, datetime, timedelta

from services.collaboration.domain.advice import Advice, Adviser
from services.collaboration.domain.invitations import Invitation, Issuer
from services.collaboration.domain.invitees import Invitee
from services.collaboration.domain.organizations import Organization
from services.collaboration.domain.tasks import Milestone, Task
from services.collaboration.events import AdviserKind, OrganizationKind, TargetKind

NOON = datetime(2019, 6, 3, 4, 0, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
COMMUNITY = "440605124004"
TOWN = "440605124"


def an_organization(identity="mutual_aid-1", **changes):
    given = {
        "division": COMMUNITY,
        "name": "互助社",
        "kind": OrganizationKind.MUTUAL_AID,
        "registered_at": NOON,
    }
    return Organization(identity, **(given | changes))


def a_center(identity="center-dali", **changes):
    given = {"division": TOWN, "kind": OrganizationKind.CENTER, "serves": (TOWN,)}
    return an_organization(identity, **(given | changes))


def an_invitee(identity="ana", **changes):
    return Invitee(identity, COMMUNITY, **({"registered": True} | changes))


def an_invitation(identity="inv-1", **changes):
    given = {
        "division": COMMUNITY,
        "resident_id": "ana",
        "target_kind": TargetKind.ACTIVITY,
        "target_id": "act-1",
        "reason": "new next door",
        "issued_by": Issuer.GUIDANCE,
        "issued_at": NOON,
        "expires_at": NOON + timedelta(days=7),
    }
    return Invitation(identity, **(given | changes))


def a_task(identity="task-parking", **changes):
    given = {
        "division": COMMUNITY,
        "title": "parking at gate 3",
        "milestones": (Milestone("planned"), Milestone("carried_out")),
        "due_on": date(2019, 7, 31),
        "opened_at": NOON,
        "topic_id": "parking",
        "lead_id": "center-dali",
    }
    return Task(identity, **(given | changes))


def an_adviser(identity="ad-1", kind=AdviserKind.ACADEMIC, **changes):
    given = {"division": "440605", "kind": kind, "expertise": "sociology", "appointed_at": NOON}
    return Adviser(identity, **(given | changes))


def an_advice(identity="advice-parking", **changes):
    given = {
        "division": COMMUNITY,
        "topic_id": "parking",
        "title": "parking at gate 3",
        "category": "parking",
        "asked_at": NOON,
    }
    return Advice(identity, **(given | changes))
