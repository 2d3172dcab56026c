from datetime import timedelta

from services.guidance.domain.erasures import LOOK_AGAIN, begin, swept
from services.guidance.domain.places import above, community, counted_in, district, town
from tests.unit.guidance.builders import NANHAI, NOON, SHISHAN, TANGZHONG


def test_a_resident_is_forgotten_at_once_and_late_traces_are_looked_for():
    erasure = begin("r1", division=TANGZHONG, now=NOON)

    assert erasure.due_at == NOON
    assert swept(erasure, now=NOON).due_at == NOON + timedelta(hours=1)


def test_after_the_last_look_nothing_is_due():
    erasure = begin("r1", division=TANGZHONG, now=NOON)

    for _ in range(len(LOOK_AGAIN) + 1):
        erasure = swept(erasure, now=NOON)

    assert erasure.due_at is None


def test_a_building_lies_in_its_community_town_and_district():
    building = f"{TANGZHONG}-e01-b03"

    assert (community(building), town(building), district(building)) == (
        TANGZHONG,
        SHISHAN,
        NANHAI,
    )
    assert counted_in(building) == TANGZHONG


def test_a_district_lies_in_no_town_and_no_community():
    assert (community(NANHAI), town(NANHAI)) == (None, None)
    assert above(NANHAI, steps=1) == NANHAI
