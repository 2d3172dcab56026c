"""What is put into large databases is what the services themselves would keep and read."""

import bson
import pytest

from benchmarks.scale import asked
from benchmarks.scale.answers import CHECK_IN, Took
from benchmarks.scale.importing import Imported, _memory
from benchmarks.scale.kept import of_guidance, of_participation
from benchmarks.scale.rederiving import STANDARD
from benchmarks.scale.seeding import FILLED, _tallies
from benchmarks.scale.stencils import RESIDENT, stencil
from benchmarks.scale.world import ACTIONS, World, communities
from chassis.sealing import Seal
from chassis.store.documents import from_document
from services.guidance.domain.rules import check_rules

SEAL = Seal(b"k" * 32)
WORLD = World(1_000, SEAL)
KINDS = {kind.name: kind for kinds in FILLED.values() for kind in kinds}


def documents(number):
    attends, texts = WORLD.attends(number), WORLD.texts(number)
    stencils = of_participation(SEAL, attends=attends) + of_guidance(attends=attends)
    return [(one.collection, bson.decode(one.copy(texts).raw)) for one in stencils]


def states(number):
    return [
        from_document(document, KINDS[collection].holds)
        for collection, document in documents(number)
        if hasattr(KINDS[collection], "holds")
    ]


@pytest.mark.parametrize("number", [0, 1, 999])
def test_every_document_reads_as_a_state_of_that_resident(number):
    resident = WORLD.resident(number)

    kept = states(number)

    assert {getattr(one, "resident_id", one.id) for one in kept} == {resident}
    assert {one.division for one in kept} == {WORLD.place(number)}
    assert not [one for _, one in documents(number) if "<" in str(one)]


@pytest.mark.parametrize("number", [0, 1])
def test_a_resident_did_five_things_and_stands_where_those_lead(number):
    collections = [collection for collection, _ in documents(number)]
    [standing] = [one for one in states(number) if hasattr(one, "earned")]

    actions = collections.count("visits") + collections.count("attendances")

    assert actions == sum(standing.counts.values()) == ACTIONS
    assert standing.rung == ("activity" if WORLD.attends(number) else "space")


def test_no_two_residents_share_a_document():
    ids = [(kind, one["_id"]) for number in range(400) for kind, one in documents(number)]

    assert len(set(ids)) == len(ids)


def test_the_totals_equal_the_rows():
    counted = {kind: tallies for name in FILLED for kind, tallies in _tallies(name, WORLD).items()}
    kept = [kind for number in range(WORLD.size) for kind, _ in documents(number)]

    assert sum(t.add["residents"] for t in counted["rungs"]) == WORLD.size
    assert sum(t.add["visits"] for t in counted["space_use"]) == kept.count("visits")
    assert sum(t.add["visits"] for t in counted["indicators"]) == kept.count("visits")
    assert sum(t.add["offered"] for t in counted["conversions"]) == kept.count("suggestions")
    assert sum(WORLD.live_in(place) for place in communities()) == WORLD.size


def test_a_document_that_names_no_resident_is_no_stencil():
    with pytest.raises(ValueError, match="no resident"):
        stencil("spaces", {"_id": "home"})


def test_an_id_of_another_length_ends_the_run():
    one = stencil("residents", {"_id": RESIDENT})

    with pytest.raises(ValueError, match="as long as its mark"):
        one.copy({RESIDENT: b"ann"})


def test_the_new_standard_is_one_that_officials_may_publish():
    check_rules(STANDARD["rules"])


def test_slower_answers_and_larger_memory_miss_their_goals():
    flat, slow = Took(CHECK_IN, [1.0], [1.1]).row, Took(CHECK_IN, [1.0], [1.3]).row
    small, large = (_memory("m", peak, 200, goal=1) for peak in (199, 201))

    assert (flat.met, slow.met) == (True, False)
    assert (small.met, large.met) == (True, False)
    assert Imported(rows=100, seconds=4, peak_mb=50).rate == 25


def test_sizes_follow_from_the_larger_one():
    assert (asked.Sizes().small, asked.Sizes().rows) == (10_000, 100_000)
    assert asked.Sizes(4_000).small == 2_000


@pytest.mark.parametrize("value", ["many", "999"])
def test_a_database_of_no_size_is_refused(monkeypatch, capsys, value):
    monkeypatch.setattr("sys.argv", ["scale", value])

    with pytest.raises(SystemExit) as ended:
        asked.sizes()

    assert ended.value.code == 2
    assert "1,000" in capsys.readouterr().err
