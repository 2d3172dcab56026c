"""How queries are parted for the embedded database."""

import random
import uuid

import pytest

from chassis.store.matching import matches
from chassis.store.queries import ids_beyond

CHANCE = random.Random(440605)
IDS = sorted(
    [str(uuid.UUID(int=CHANCE.getrandbits(128))) for _ in range(2_000)]
    + [f"{number:02x}" for number in range(256)]
    + ["", "r-1001", "ann", "Bob", "居民", "f", "fg"]
)


@pytest.mark.parametrize("after", ["", "00", "3f", "3fa8", "ff", "fg", "r-1001", "居民"])
def test_the_parts_hold_every_id_beyond_one_once_and_in_order(after):
    parts = [[one for one in IDS if matches({"_id": one}, {"_id": p})] for p in ids_beyond(after)]

    assert [one for part in parts for one in part] == [one for one in IDS if one > after]


def test_a_part_holds_few_of_many():
    parts = [[one for one in IDS if matches({"_id": one}, {"_id": p})] for p in ids_beyond("")]

    assert max(map(len, parts)) < 40
