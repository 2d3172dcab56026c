from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from chassis.errors import Invalid, Refused
from services.participation.domain.divisions import entry as divisions_entry
from services.participation.domain.divisions.division import (
    Former,
    Kind,
    Setting,
    community_of,
    town_of,
)
from services.participation.domain.divisions.entry import Place, build, given_out, number_taken

TOWN_PLACE = Place("440605126", "里水镇", Kind.TOWN, "440605")
MAY = date(2019, 5, 6)
enter = partial(divisions_entry.enter, today=MAY)
PLACE = Place("440605126009", "大步社区居委会", Kind.RESIDENTS_COMMITTEE, "440605126")


def district():
    return enter(None, None, Place("440605", "南海区", Kind.DISTRICT))


def town():
    return enter(None, district(), TOWN_PLACE)


def community(**changes):
    return replace(enter(None, town(), PLACE), **changes)


def test_a_community_lies_in_its_town():
    dabu = enter(None, town(), PLACE)

    assert (dabu.id, dabu.parent, dabu.committee) == ("440605126009", "440605126", True)


def test_a_zone_has_no_committee():
    zone = replace(PLACE, kind=Kind.SPECIAL_ZONE)

    assert not enter(None, town(), zone).committee


def test_a_villagers_committee_is_rural():
    village = replace(PLACE, kind=Kind.VILLAGERS_COMMITTEE)

    assert enter(None, town(), village).setting is Setting.RURAL


def test_entering_a_place_again_changes_nothing():
    assert enter(community(), town(), PLACE) == community()


def test_a_new_edition_may_rename_a_place():
    renamed = enter(community(), town(), replace(PLACE, name="大步村", edition="2024"))

    assert (renamed.name, renamed.edition) == ("大步村", "2024")


def test_a_place_in_an_unknown_parent_is_refused():
    with pytest.raises(Invalid) as refusal:
        enter(None, None, PLACE)

    assert refusal.value.code == "parent-unknown"


def test_a_community_does_not_lie_in_a_district():
    with pytest.raises(Invalid):
        enter(None, district(), replace(PLACE, parent="440605"))


def test_a_place_lies_within_the_code_of_its_parent():
    with pytest.raises(Invalid) as refusal:
        enter(None, town(), replace(PLACE, code="440605125009"))

    assert refusal.value.code == "code-outside-parent"


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (Kind.TOWN, "440605126009"),
        (Kind.RESIDENTS_COMMITTEE, "440605126"),
        (Kind.ESTATE, "440605126009"),
        (Kind.BUILDING, "440605126009-e01"),
        (Kind.DISTRICT, "44060a"),
        (Kind.DISTRICT, "440605\n"),
    ],
)
def test_a_code_has_the_width_of_its_level(kind, code):
    with pytest.raises(Invalid) as refusal:
        enter(None, town(), Place(code, "x", kind, "440605126"))

    assert refusal.value.code == "code-does-not-fit"


def test_a_community_does_not_become_a_town():
    known = replace(town(), id="440605126")

    with pytest.raises(Refused):
        enter(replace(known, kind=Kind.RESIDENTS_COMMITTEE), district(), TOWN_PLACE)


def test_estates_are_numbered_within_their_community():
    dabu, first = build(community(), kind=Kind.ESTATE, name="大步花园")
    _, second = build(dabu, kind=Kind.NATURAL_VILLAGE, name="大步村")

    assert (first.id, second.id) == ("440605126009-e01", "440605126009-e02")


def test_a_building_may_stand_in_an_estate():
    _, estate = build(community(), kind=Kind.ESTATE, name="大步花园")

    _, building = build(estate, kind=Kind.BUILDING, name="3栋")

    assert (building.id, building.parent) == ("440605126009-e01-b01", "440605126009-e01")


def test_a_building_holds_no_estate():
    _, building = build(community(), kind=Kind.BUILDING, name="3栋")

    with pytest.raises(Invalid):
        build(building, kind=Kind.ESTATE, name="大步花园")


def test_a_code_tells_its_town_and_community():
    code = "440605126009-e01-b01"

    assert (town_of(code), community_of(code)) == ("440605126", "440605126009")


def test_a_place_entered_under_another_name_keeps_the_old_one_until_today():
    renamed = enter(community(), town(), replace(PLACE, name="大步村"))

    assert renamed.former == (Former("大步社区居委会", Kind.RESIDENTS_COMMITTEE, MAY),)
    assert enter(renamed, town(), replace(PLACE, name="大步村")) == renamed


def test_two_names_on_one_day_leave_one_former_name():
    renamed = enter(community(), town(), replace(PLACE, name="大部村"))

    again = enter(renamed, town(), replace(PLACE, name="大步村"))

    assert [former.name for former in again.former] == ["大步社区居委会"]
    assert again.name == "大步村"


@pytest.mark.parametrize(
    ("since", "code"),
    [(date(2019, 5, 7), "in-the-future"), (date(2009, 12, 31), "before-it-stood")],
)
def test_a_place_begins_while_its_parent_stands(since, code):
    young = replace(town(), valid_from=date(2010, 1, 1))

    with pytest.raises(Invalid) as refusal:
        enter(None, young, replace(PLACE, since=since))

    assert (refusal.value.code, refusal.value.field) == (code, "since")


def test_the_first_day_of_a_place_with_a_history_stays():
    known = enter(community(), town(), replace(PLACE, since=date(2015, 1, 1)))

    with pytest.raises(Refused) as refusal:
        enter(known, town(), replace(PLACE, since=date(2016, 1, 1)))

    assert known.valid_from == date(2015, 1, 1)
    assert refusal.value.code == "since-differs"


def test_nothing_is_entered_in_a_place_that_ended():
    gone = replace(town(), valid_to=MAY, successors=("440605125",))

    with pytest.raises(Refused) as refusal:
        enter(None, gone, PLACE)

    assert (refusal.value.code, refusal.value.field) == ("division-ended", "parent")


def test_an_estate_that_came_with_its_code_is_not_overwritten_by_ours():
    own = enter(None, community(), Place(f"{PLACE.code}-e07", "旧园", Kind.ESTATE, PLACE.code))

    dabu = number_taken(community(), own)

    assert build(dabu, kind=Kind.ESTATE, name="大步花园")[1].id == f"{PLACE.code}-e08"
    assert number_taken(dabu, replace(own, id=f"{PLACE.code}-e03")) == dabu
    assert number_taken(town(), community()) == town()


def test_ids_that_may_have_been_given_out_are_those_nobody_has_seen():
    parent = replace(community(), places=3)

    ids = given_out(parent, {f"{PLACE.code}-b01", f"{PLACE.code}-e03"})

    assert ids == [f"{PLACE.code}-e02", f"{PLACE.code}-b02"]
