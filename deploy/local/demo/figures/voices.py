"""What must follow of the voices heard: a dispute is settled, a request has its answer."""

from ..desk import Desk
from ..world import content
from .figure import Figure

SETTLED = ("settled", "ended")
FOLLOWS = "what follows from it"


def figures_of_the_voices(desk: Desk) -> list[Figure]:
    """Ask how the dispute stands, and what the sender of the request reads."""
    cases = desk.worker.pages("expression", "/v1/disputes")
    settled = sum(one["stage"] in SETTLED for one in cases)
    counts = desk.integrator.get("guidance", "/v1/indicators/440605124004")["counts"]
    return [
        Figure("disputes a resident asked to have mediated, settled", 1, settled, FOLLOWS),
        Figure("Open311 requests answered with a reason", 1, _answered(desk), FOLLOWS),
        Figure("of them timed by guidance as declined", 1, counts["topics_declined"], FOLLOWS),
    ]


def _answered(desk: Desk) -> int:
    reason = content("voices")["answer"]["reason"]
    read = desk.read_by_open311(status="closed", service_code="lighting")
    return sum(reason in str(one.get("status_notes")) for one in read)
