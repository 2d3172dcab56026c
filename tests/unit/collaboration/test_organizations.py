import pytest

from chassis.errors import Invalid
from services.collaboration.domain.organizations import identity, register
from services.collaboration.events import OrganizationKind, OrganizationRegistered
from tests.unit.collaboration.builders import LATER, TOWN, a_center, an_organization


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
