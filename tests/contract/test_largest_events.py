"""Events that name many residents still fit into one message when as many are named as may be."""

import pytest

from chassis.config import Settings
from chassis.envelope import encode
from chassis.events import Meta, sample
from services.collaboration.domain.tasks import MOST_SERVED
from services.collaboration.events import Served, TaskCompleted
from services.expression.domain.resolutions.execution import MOST_MONITORS
from services.expression.domain.topics.splits import MOST_PARTS
from services.expression.domain.topics.tellings import AT_ONCE
from services.expression.events import ConsultationResultPublished, ResidentsTold, TopicClosed

LONGEST_ID = "r" * 120
SERVED = [Served(LONGEST_ID, 10_000_000)] * MOST_SERVED
CHOSEN = {f"{'o' * 29}-{number:02d}": 10**9 for number in range(20)}
RESULTS = {f"{'q' * 29}-{number:02d}": CHOSEN for number in range(20)}
TOLD = {"resident_ids": [LONGEST_ID] * AT_ONCE, "into_ids": [LONGEST_ID] * MOST_PARTS}
LARGEST = [
    ResidentsTold(**sample(ResidentsTold) | TOLD),
    ConsultationResultPublished(**sample(ConsultationResultPublished) | {"results": RESULTS}),
    TaskCompleted(**sample(TaskCompleted) | {"served": SERVED, "summary": "好" * 2000}),
    TopicClosed(**sample(TopicClosed) | {"monitors": [LONGEST_ID] * MOST_MONITORS}),
]


@pytest.mark.parametrize("event", LARGEST, ids=lambda event: type(event).__name__)
def test_the_largest_event_of_its_kind_can_be_taken(event):
    meta = Meta(id=LONGEST_ID, type="gongzhi.x.y.v1", subject=LONGEST_ID, division="440605124004")

    assert len(encode(event, meta)) <= Settings().max_event_bytes
