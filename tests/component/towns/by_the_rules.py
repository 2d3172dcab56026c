"""Prevention, moderation and wording in the tests of another town."""

from services.expression.domain.occurrences import Kind
from services.expression.domain.warnings import EarlyWarning
from tests.component.towns.cases import TANGZHONG, Town, empty, public

BUILDING = f"{TANGZHONG}-e01-b03"
BY_THE_RULES = {
    "GET /v1/warnings": [empty()],
    "POST /v1/topics/similar": [public(body={"division": BUILDING})],
    "GET /v1/topics/{topic_id}/similar": [public()],
    "POST /v1/topics/{topic_id}/statements/similar": [public()],
}


def build_up(kept: Town) -> None:
    """Let topics of the town be warned of."""
    warning = EarlyWarning(
        id=f"{TANGZHONG}-topics-parking",
        division=TANGZHONG,
        kind=Kind.TOPICS,
        subject="parking",
        category="parking",
        episode=1,
        level=1,
        count=6,
        threshold=5,
        expected=0.0,
        chance=0.0,
        window_days=14,
        counts=(0, 0, 0, 0, 6),
        evidence=(),
        raised_at=kept.h.now,
        looked_on="2019-05-06",
    )
    kept.h.given("warnings", warning)
