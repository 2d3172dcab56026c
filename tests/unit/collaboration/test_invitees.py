from services.collaboration.domain.invitees import (
    Belonging,
    OpenInvitation,
    answered,
    asked_to_join,
    await_answer,
    belong,
    captain_in,
    enroll,
    erase,
    open_to,
    organizations_of,
    part,
    serve_in,
)
from services.collaboration.events import Role, TargetKind
from tests.unit.collaboration.builders import COMMUNITY, an_invitee

WAITING = OpenInvitation("inv-1", TargetKind.ORGANIZATION, "team")


def test_a_registered_resident_can_be_invited():
    invitee = enroll(None, resident_id="ana", division=COMMUNITY, groups=["youth"])

    assert invitee == an_invitee(groups=("youth",))


def test_a_resident_who_joined_before_their_registration_arrived_stays_a_member():
    early = an_invitee(registered=False, belongs_to=(Belonging("team", Role.MEMBER),))

    invitee = enroll(early, resident_id="ana", division=COMMUNITY, groups=[])

    assert organizations_of(invitee) == {"team"}


def test_an_erased_resident_is_not_enrolled_again():
    gone = erase(an_invitee(), resident_id="ana", division=COMMUNITY)

    assert enroll(gone, resident_id="ana", division=COMMUNITY, groups=["youth"]) == gone


def test_erasing_leaves_no_trace_of_where_a_resident_belonged():
    gone = erase(
        an_invitee(groups=("youth",), served_in=("task",), open=(WAITING,)),
        resident_id="ana",
        division=COMMUNITY,
    )

    assert gone == an_invitee(registered=False, erased=True)


def test_one_role_is_kept_per_organization():
    invitee = belong(an_invitee(), organization_id="team", role=Role.MEMBER)

    invitee = belong(invitee, organization_id="team", role=Role.CAPTAIN)

    assert captain_in(invitee, organization_id="team")
    assert len(invitee.belongs_to) == 1


def test_who_left_is_no_captain_any_more():
    invitee = belong(an_invitee(), organization_id="team", role=Role.CAPTAIN)

    assert not captain_in(part(invitee, organization_id="team"), organization_id="team")


def test_a_resident_nobody_knows_is_no_captain():
    assert not captain_in(None, organization_id="team")


def test_an_open_invitation_is_found_until_it_is_answered():
    invitee = await_answer(an_invitee(), invitation=WAITING)

    after = answered(invitee, invitation_id="inv-1")

    assert asked_to_join(invitee)
    assert open_to(invitee, target_kind=TargetKind.ORGANIZATION, target_id="team") == "inv-1"
    assert open_to(after, target_kind=TargetKind.ORGANIZATION, target_id="team") is None


def test_a_task_is_noted_once_however_often_a_resident_served_in_it():
    invitee = serve_in(serve_in(an_invitee(), task_id="task"), task_id="task")

    assert invitee.served_in == ("task",)
