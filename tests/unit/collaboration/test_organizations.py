import pytest

from chassis.errors import Invalid
from services.collaboration.domain.neighborly import KINDS_OF, OF_NEIGHBORS, known_setting
from services.collaboration.domain.organizations import identity, register
from services.collaboration.events import OrganizationKind, OrganizationRegistered
from tests.unit.collaboration.builders import COMMUNITY, LATER, TOWN, a_center, an_organization


def test_a_center_has_the_same_id_each_time_it_is_imported():
    ids = {identity(OrganizationKind.CENTER, "dali", fresh_id=fresh) for fresh in ("a", "b")}

    assert ids == {"center-dali"}


def test_an_organization_without_a_reference_gets_a_fresh_id():
    assert identity(OrganizationKind.CHAMBER, None, fresh_id="fresh") == "fresh"


def test_an_organization_is_announced_when_it_is_registered():
    center, events = register(None, entry=a_center())

    assert events == [
        OrganizationRegistered(center.id, "互助社", OrganizationKind.CENTER, [TOWN], TOWN)
    ]


def test_importing_the_same_entry_twice_changes_nothing():
    assert register(a_center(), entry=a_center(registered_at=LATER)) == (a_center(), [])


def test_a_corrected_entry_is_announced_again():
    corrected, events = register(a_center(), entry=a_center(name="大沥镇创益中心"))

    assert corrected.name == events[0].name == "大沥镇创益中心"


def test_only_centers_serve_other_divisions():
    with pytest.raises(Invalid, match="only the park and the centers"):
        register(None, entry=an_organization(serves=(TOWN,)))


@pytest.mark.parametrize("kind", sorted(OF_NEIGHBORS))
def test_bodies_of_neighbors_stand_in_a_community(kind):
    with pytest.raises(Invalid) as caught:
        register(None, entry=an_organization(kind=kind, division=TOWN))

    assert (caught.value.code, caught.value.field) == ("stands-in-a-community", "division")
    register(None, entry=an_organization(kind=kind, division=f"{COMMUNITY}-e01"))


def test_other_bodies_stand_in_a_town_too():
    register(None, entry=an_organization(kind=OrganizationKind.VOLUNTEER_TEAM, division=TOWN))


def test_what_stood_in_a_town_before_there_was_this_rule_is_corrected_where_it_stands():
    before = an_organization(division=TOWN)

    register(before, entry=an_organization(division=TOWN, name="新名"))


def test_each_of_the_four_kinds_is_at_home_in_one_setting():
    assert sorted(OF_NEIGHBORS) == [
        "building_captains",
        "mutual_aid",
        "neighborhood_association",
        "neighborhood_center",
    ]
    assert sum(len(kinds) for kinds in KINDS_OF.values()) == len(OF_NEIGHBORS)


def test_a_setting_nobody_knows_is_refused():
    with pytest.raises(Invalid) as caught:
        known_setting("suburban")
    assert caught.value.field == "setting"
