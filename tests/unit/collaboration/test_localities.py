from services.collaboration.domain.localities import (
    center_for,
    group_for,
    keepers,
    note,
    places_of,
)
from services.collaboration.events import OrganizationKind
from tests.unit.collaboration.builders import COMMUNITY, TOWN, a_center, an_organization

NOBODY = frozenset()


def localities(*organizations):
    known = {}
    for organization in organizations:
        known |= {place.id: place for place in note(known, organization=organization)}
    return known


def test_a_center_is_noted_in_every_division_it_serves():
    luocun = a_center("luocun", serves=("440605124010", "440605124011"))

    known = localities(luocun)

    assert known["440605124011"].centers == ("luocun",)


def test_noting_an_organization_twice_changes_nothing():
    known = localities(a_center(), an_organization())

    assert note(known, organization=a_center()) == []
    assert note(known, organization=an_organization()) == []


def test_a_center_that_serves_elsewhere_now_is_no_longer_noted_here():
    known = localities(a_center())

    moved = a_center(serves=("440605125",))
    after = known | {p.id: p for p in note(known, organization=moved, before=a_center())}

    assert center_for(after, division=COMMUNITY) is None
    assert center_for(after, division="440605125001") == "center-dali"
    assert note(after, organization=moved, before=moved) == []


def test_the_center_that_serves_a_place_most_closely_is_found():
    known = localities(a_center("dali"), a_center("luocun", serves=(COMMUNITY,)))

    assert center_for(known, division=f"{COMMUNITY}-e01") == "luocun"
    assert center_for(known, division="440605124005") == "dali"
    assert center_for(known, division="440605001001") is None


def test_places_of_a_center_are_where_it_stands_and_where_it_serves():
    assert set(places_of(a_center(serves=(COMMUNITY,)))) == {TOWN, COMMUNITY}


def test_a_resident_on_the_activity_rung_is_asked_by_a_mutual_aid_organization():
    known = localities(
        an_organization("volunteers", kind=OrganizationKind.VOLUNTEER_TEAM),
        an_organization("aid", kind=OrganizationKind.MUTUAL_AID),
    )

    asked = group_for(known[COMMUNITY], rung="activity", youth=False, taken=NOBODY)

    assert asked == "aid"


def test_a_young_resident_is_asked_by_a_youth_team_first():
    known = localities(
        an_organization("aid"), an_organization("youth", kind=OrganizationKind.YOUTH_TEAM)
    )

    assert group_for(known[COMMUNITY], rung="activity", youth=True, taken=NOBODY) == "youth"


def test_nobody_is_asked_by_a_group_they_belong_to():
    known = localities(an_organization("aid"))

    taken = frozenset({"aid"})

    assert group_for(known[COMMUNITY], rung="activity", youth=False, taken=taken) is None


def test_the_first_rung_asks_for_no_group():
    known = localities(an_organization("aid"))

    assert group_for(known[COMMUNITY], rung="space", youth=True, taken=NOBODY) is None


def test_an_idle_space_is_offered_to_groups_and_not_to_centers():
    known = localities(an_organization("aid"), a_center("center", division=COMMUNITY))

    assert keepers(known[COMMUNITY]) == ["aid"]
    assert keepers(None) == []
