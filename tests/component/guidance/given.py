"""A guidance service under test, with standards, residents and offers as tests want them."""

from datetime import UTC, date, datetime

from chassis.testing.harness import Harness, token
from services.guidance.domain.rulebook import Entry, Rulebook
from services.guidance.domain.scores import LedgerRow, totals_of
from services.guidance.service import GuidanceService

NOON = datetime(2019, 5, 6, 4, tzinfo=UTC)
TANGZHONG = "440605124004"
COMMUNITY = f"community:{TANGZHONG}"
SHISHAN = "town:440605124"
EVERYONE = {"resident": 1, "captain": 2, "organization": 3, "community": 4, "town": 5}
FACTS = (
    "space_visited", "activity_attended", "hours_credited", "affair_completed", "member_joined",
    "topic_raised", "statement_made", "vote_cast", "resolution_published", "execution_reported",
    "topic_closed", "task_progressed", "task_completed", "advice_delivered",
    "consultation_answered",
)  # fmt: skip
POINTS = {"points": dict.fromkeys(FACTS, EVERYONE)}
OFFICIAL = token("official", sub="official-1")
RESIDENT = token("resident", sub="r-1001")
STRANGER = token("resident", sub="r-2002")
WORKER = token("worker", sub="worker-1", divisions=(TANGZHONG,))
ELSEWHERE = token("worker", sub="worker-2", divisions=("440605125",))


def guidance(rules=POINTS, *, in_force_from=date(2019, 1, 1)):
    """Give a service with one standard in force."""
    h = Harness(GuidanceService, now=NOON)
    if rules:
        entry = Entry("scoring", 1, in_force_from, rules)
        h.given("rulebooks", Rulebook("440605", "440605", (entry,)))
    return h


def ledger(h):
    """Give all rows of the ledger."""
    rows = h.backend.collections.get("ledger", {})
    return [h.stored("ledger", identity) for identity in rows]


def points(h, subject):
    """Give the points and actions of a subject."""
    total = h.stored("totals", subject)
    return total and (total["points"], total["actions"])


def counts(h, division=TANGZHONG):
    """Give what was counted in a community."""
    found = h.stored("indicators", division) or {}
    return {name: number for name, number in found.items() if name not in ("_id", "division")}


def totals_equal_the_ledger(h):
    """Tell whether what is kept beside the ledger is its sum."""
    kept = {
        identity: (total["points"], total["actions"])
        for identity, total in h.backend.collections.get("totals", {}).items()
        if total["actions"] or total["points"]
    }
    rows: list[LedgerRow] = ledger(h)
    summed = {s: (total.points, total.actions) for s, total in totals_of(rows).items()}
    return kept == summed
