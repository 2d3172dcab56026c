from dataclasses import replace
from datetime import date

import pytest

from chassis.errors import Invalid, Refused
from services.participation.domain.divisions.changes import MOST_BELOW, Day
from services.participation.domain.divisions.division import Division, Ended, Kind, check_stands
from services.participation.domain.divisions.entry import build
from services.participation.domain.divisions.history import Part, merge, rename, split
from services.participation.domain.divisions.then import as_on

DABU, HETANG, LUZHOU = "440605126009", "440605126010", "440605126011"
BEGAN, JULY, TODAY = date(2015, 1, 1), date(2019, 7, 1), date(2019, 12, 31)
ON_JULY = Day(JULY, TODAY)


def a_place(code=DABU, *, kind=Kind.RESIDENTS_COMMITTEE, **changes):
    place = Division(code, code, f"名{code[-3:]}", kind, code[:9], committee=True)
    return replace(place, valid_from=BEGAN, changed_on=BEGAN, **changes)


def with_places():
    """Dabu with an estate, a building in it, and a building on its own."""
    dabu, estate = build(a_place(), kind=Kind.ESTATE, name="大步花园")
    estate, inner = build(estate, kind=Kind.BUILDING, name="3栋")
    dabu, outer = build(dabu, kind=Kind.BUILDING, name="老屋")
    return dabu, [estate, inner, outer]


def by_id(places):
    return {place.id: place for place in places}


def named(place, day):
    return rename(place, name="新名", name_en="", short_name="", day=Day(day, TODAY))


def test_a_renamed_place_bears_its_old_name_on_the_days_before():
    place = named(a_place(), JULY)

    assert place.name == "新名"
    assert as_on(place, date(2019, 6, 30)).name == "名009"
    assert as_on(place, JULY).name == "新名"


def test_each_of_several_names_holds_for_its_own_time():
    place = replace(named(a_place(), date(2017, 1, 1)), name="中间名")
    place = named(place, JULY)

    names = [as_on(place, date(year, 6, 1)).name for year in (2016, 2018, 2019)]
    assert [*names, place.name] == ["名009", "中间名", "中间名", "新名"]


def test_the_same_name_again_is_no_new_name():
    place = named(a_place(), JULY)

    assert named(place, TODAY) == place


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2020, 1, 1), "in-the-future"),
        (date(2014, 12, 31), "before-it-stood"),
        (BEGAN, "before-it-stood"),
    ],
)
def test_a_change_has_a_day_on_which_the_place_stood(day, code):
    for change in (
        lambda: named(a_place(), day),
        lambda: merge(a_place(), a_place(HETANG), [], day=Day(day, TODAY)),
    ):
        with pytest.raises(Invalid) as refusal:
            change()

        assert (refusal.value.code, refusal.value.field) == (code, "on")


def test_changes_are_entered_in_their_order():
    place = replace(named(a_place(), JULY), name="又名")

    with pytest.raises(Invalid) as refusal:
        merge(place, a_place(HETANG), [], day=Day(date(2019, 6, 30), TODAY))

    assert refusal.value.code == "before-another-change"


def test_a_merged_place_ends_and_each_knows_the_other():
    changed = by_id(merge(a_place(), a_place(HETANG), [], day=ON_JULY))

    gone = changed[DABU]
    assert (gone.valid_to, gone.ended_by, gone.successors) == (JULY, Ended.MERGED, (HETANG,))
    assert changed[HETANG].predecessors == (DABU,)
    assert as_on(gone, date(2019, 6, 30)) is not None
    assert as_on(gone, JULY) is None


def test_what_lies_below_a_merged_place_gets_ids_below_its_successor():
    dabu, below = with_places()
    hetang, _ = build(a_place(HETANG), kind=Kind.ESTATE, name="河塘花园")

    changed = by_id(merge(dabu, hetang, below, day=ON_JULY))

    assert changed[f"{DABU}-e01"].successors == (f"{HETANG}-e03",)
    assert changed[f"{DABU}-e01-b01"].successors == (f"{HETANG}-e03-b01",)
    assert changed[f"{DABU}-b02"].successors == (f"{HETANG}-b02",)
    inner = changed[f"{HETANG}-e03-b01"]
    assert (inner.parent, inner.name, inner.valid_from) == (f"{HETANG}-e03", "3栋", JULY)
    assert changed[HETANG].places == 3


def test_a_merger_said_twice_changes_nothing():
    changed = by_id(merge(a_place(), a_place(HETANG), [], day=ON_JULY))

    assert merge(changed[DABU], changed[HETANG], [], day=ON_JULY) == []


def test_a_place_is_not_merged_into_itself():
    with pytest.raises(Invalid) as refusal:
        merge(a_place(), a_place(), [], day=ON_JULY)

    assert refusal.value.code == "merged-into-itself"


def test_places_are_not_merged_in_a_ring():
    changed = by_id(merge(a_place(), a_place(HETANG), [], day=ON_JULY))

    with pytest.raises(Refused) as refusal:
        merge(changed[HETANG], changed[DABU], [], day=Day(TODAY, TODAY))

    assert refusal.value.code == "division-ended"
    assert HETANG in refusal.value.en
    assert f"并入{HETANG}" in refusal.value.zh


@pytest.mark.parametrize(
    ("into", "code"),
    [
        (None, "division-unknown"),
        (a_place("440605126", kind=Kind.TOWN), "level-differs"),
        (replace(a_place(HETANG), valid_from=TODAY), "before-it-stood"),
    ],
)
def test_a_place_goes_over_into_one_of_its_level_that_stands(into, code):
    with pytest.raises(Invalid) as refusal:
        merge(a_place(), into, [], day=ON_JULY)

    assert refusal.value.code == code


def test_a_town_does_not_end_while_communities_stand_in_it():
    town = a_place("440605126", kind=Kind.TOWN)

    with pytest.raises(Refused) as refusal:
        merge(town, a_place("440605125", kind=Kind.TOWN), [a_place()], day=ON_JULY)

    assert refusal.value.code == "places-stand"
    assert DABU in refusal.value.zh


def test_more_than_one_change_can_carry_is_refused():
    below = [a_place(f"{DABU}-b{n:03d}", kind=Kind.BUILDING) for n in range(MOST_BELOW + 1)]

    with pytest.raises(Refused) as refusal:
        merge(a_place(), a_place(HETANG), below, day=ON_JULY)

    assert refusal.value.code == "too-many-below"


def divided(parts, *, below=(), place=None):
    known = {HETANG: a_place(HETANG), LUZHOU: a_place(LUZHOU), DABU: place or a_place()}
    return by_id(split(known[DABU], parts, known, below, day=ON_JULY))


def test_a_split_place_ends_and_its_places_go_where_it_is_said():
    dabu, below = with_places()
    parts = [Part(HETANG, (f"{DABU}-e01",)), Part(LUZHOU, (f"{DABU}-b02",))]

    changed = divided(parts, below=below, place=dabu)

    gone = changed[DABU]
    assert (gone.ended_by, gone.successors) == (Ended.SPLIT, (HETANG, LUZHOU))
    assert changed[f"{DABU}-e01-b01"].successors == (f"{HETANG}-e01-b01",)
    assert changed[f"{DABU}-b02"].successors == (f"{LUZHOU}-b01",)


def test_a_place_that_is_one_of_its_parts_goes_on():
    dabu, below = with_places()

    changed = divided([Part(DABU), Part(LUZHOU, (f"{DABU}-e01",))], below=below, place=dabu)

    assert changed[DABU].valid_to is None
    assert changed[DABU].parted_into == (LUZHOU,)
    assert f"{DABU}-b02" not in changed
    assert changed[LUZHOU].predecessors == (DABU,)


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ([], "split-needs-parts"),
        ([Part(HETANG)], "split-needs-parts"),
        ([Part(HETANG), Part(HETANG)], "split-needs-parts"),
        ([Part(HETANG), Part("440605126099")], "division-unknown"),
        ([Part(HETANG), Part(LUZHOU)], "place-left-over"),
        ([Part(HETANG, (f"{DABU}-e01",)), Part(LUZHOU, (f"{DABU}-e01",))], "place-not-divisible"),
        ([Part(HETANG, (f"{DABU}-e01-b01",)), Part(LUZHOU)], "place-not-divisible"),
    ],
)
def test_a_split_without_proper_parts_is_refused(parts, code):
    dabu, below = with_places()

    with pytest.raises(Invalid) as refusal:
        divided(parts, below=below, place=dabu)

    assert (refusal.value.code, refusal.value.field) == (code, "parts")


def test_of_a_place_that_was_split_it_is_said_into_what():
    gone = divided([Part(HETANG), Part(LUZHOU)])[DABU]

    with pytest.raises(Refused) as refusal:
        check_stands(gone)

    assert f"split into {HETANG}, {LUZHOU}" in refusal.value.en
    assert f"分为{HETANG}, {LUZHOU}" in refusal.value.zh
