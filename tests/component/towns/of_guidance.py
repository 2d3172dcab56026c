"""What a town keeps in guidance, and every way to it."""

from datetime import timedelta

from chassis.testing import Harness
from services.guidance.inbound import (
    ActivityScheduled,
    AdviceDelivered,
    ResidentRegistered,
    ResidentSteppedUp,
    SpaceVisited,
    StepOverdue,
    TopicRaised,
)
from services.guidance.service import GuidanceService
from tests.component.towns.cases import (
    DISTRICT,
    SHISHAN,
    TANGZHONG,
    Town,
    bearer,
    empty,
    public,
    refused,
)
from tests.component.towns.granting import exported, grant

MINE = {"subject": "resident:r-1001"}
PLACE = {"subject": f"community:{TANGZHONG}"}
NEW = {"reference": "another", "rules": {"reopen_days": 20}}

CASES = {
    "GET /v1/residents/{resident_id}/export": [exported("r-1001")],
    "GET /v1/advisers/{adviser_id}": [public()],
    "GET /v1/hot-topics": [public()],
    "GET /v1/indicators/{division}": [public()],
    "GET /v1/mediation": [public()],
    "GET /v1/nudges": [empty(), refused(query=f"?division={TANGZHONG}")],
    "GET /v1/retention": [public()],
    "GET /v1/scores": [public()],
    "GET /v1/scores/{subject}": [public(path=PLACE), refused(MINE)],
    "GET /v1/scores/{subject}/ledger": [public(path=PLACE), refused(MINE)],
    "GET /v1/standards": [public()],
    "POST /v1/standards": [refused(**NEW, local=DISTRICT)],
    "GET /v1/standards/in-force": [public(query="?section=points")],
    "GET /v1/standards/{standard_id}": [public()],
    "PUT /v1/standards/{standard_id}": [
        refused(rules={"points": {"vote_cast": {"town": 1}}}, local=DISTRICT)
    ],
    "GET /v1/suggestions": [empty(), empty(query="?resident_id=r-1001")],
    "GET /v1/suggestions/outcomes": [refused(query=f"?division={TANGZHONG}")],
    "GET /v1/suggestions/summary": [refused(query=f"?division={TANGZHONG}")],
}


def town() -> Town:
    """A standard, a resident with points and a suggestion, a nudge, a topic, an adviser."""
    kept = Town(Harness(GuidanceService))
    points = {"points": {"space_visited": {"resident": 1, "community": 1, "town": 1}}}
    standard = {"reference": "scoring", "title": "评分", "kind": "guideline"}
    standard |= {"in_force_from": "2018-02-01", "rules": points, "division": DISTRICT}
    kept.made("standard_id", kept.h.post("/v1/standards", standard, as_=bearer(DISTRICT)))
    for event in _events(kept):
        kept.h.hears(event)
    grant(kept, "r-1001")
    kept.names |= {"division": SHISHAN, "adviser_id": "adviser-07"}
    return kept


def _events(kept: Town) -> list[object]:
    soon = kept.h.now + timedelta(days=1)
    return [
        ResidentRegistered("r-1001", TANGZHONG),
        ActivityScheduled("activity-1", "亲子阅读", soon, TANGZHONG),
        SpaceVisited("r-1001", None, TANGZHONG, kept.h.now),
        ResidentSteppedUp("r-1001", "space", TANGZHONG),
        TopicRaised("topic-1", "r-1001", "停车", "resident", TANGZHONG),
        StepOverdue("topic-1", "screening", TANGZHONG, 1, kept.h.now, TANGZHONG),
        AdviceDelivered("adviser-07", TANGZHONG),
    ]
