import pytest

from chassis.errors import Forbidden, Invalid, Refused
from services.collaboration.domain.members import Wish, check_own_wish, join, leave
from services.collaboration.events import MemberJoined, OrganizationKind, Role
from tests.unit.collaboration.builders import COMMUNITY, LATER, NOON, an_organization

TEAM = an_organization("team", kind=OrganizationKind.BUILDING_CAPTAINS)
CAPTAIN = Wish("ana", Role.CAPTAIN, (f"{COMMUNITY}-e01-b03",))


def test_a_captain_joins_with_the_buildings_they_look_after():
    membership, events = join(None, organization=TEAM, wish=CAPTAIN, now=NOON)

    assert membership.buildings == CAPTAIN.buildings
    assert events == [
        MemberJoined("ana", "team", TEAM.kind, Role.CAPTAIN, list(CAPTAIN.buildings), COMMUNITY)
    ]


def test_only_a_captain_looks_after_buildings():
    wish = Wish("ana", Role.MEMBER, CAPTAIN.buildings)

    with pytest.raises(Invalid):
        join(None, organization=TEAM, wish=wish, now=NOON)


@pytest.mark.parametrize(
    ("building", "rule"),
    [
        ("440605126009-e01-b03", "building-elsewhere"),
        (f"{COMMUNITY}-e01", "not-a-building"),
        (COMMUNITY, "not-a-building"),
    ],
)
def test_a_captain_looks_after_buildings_of_their_community(building, rule):
    wish = Wish("ana", Role.CAPTAIN, (building,))

    with pytest.raises(Invalid) as caught:
        join(None, organization=TEAM, wish=wish, now=NOON)
    assert (caught.value.code, caught.value.field) == (rule, "buildings")


def test_joining_again_after_leaving_is_no_news():
    joined, _ = join(None, organization=TEAM, wish=CAPTAIN, now=NOON)
    left, _ = leave(joined, now=LATER)

    again, events = join(left, organization=TEAM, wish=CAPTAIN, now=LATER)

    assert again == joined
    assert events == []


def test_a_resident_leaves_once():
    joined, _ = join(None, organization=TEAM, wish=CAPTAIN, now=NOON)
    left, _ = leave(joined, now=LATER)

    with pytest.raises(Refused):
        leave(left, now=LATER)


def test_residents_do_not_make_themselves_captains():
    with pytest.raises(Forbidden):
        check_own_wish(Role.CAPTAIN, on_behalf=False)


def test_residents_join_as_members_and_staff_enter_captains():
    check_own_wish(Role.MEMBER, on_behalf=False)
    check_own_wish(Role.CAPTAIN, on_behalf=True)
