import pytest

from services.participation.inbound import (
    InvitationAccepted,
    InvitationDeclined,
    InvitationExpired,
    InvitationIssued,
    StepSuggested,
)

SUGGESTED = StepSuggested("g1", "ann", "activity", "a1", "activity", "就在附近")
ANSWERS = [
    (InvitationAccepted, "accepted"),
    (InvitationDeclined, "declined"),
    (InvitationExpired, "expired"),
]


def test_a_suggested_step_stands_on_the_residents_list_once(service, ann):
    service.hears(SUGGESTED, twice=True)

    steps = service.get("/v1/residents/ann/standing", as_=ann).json["next_steps"]
    assert [(s["id"], s["rung"], s["reason"]) for s in steps] == [("g1", "activity", "就在附近")]


@pytest.mark.parametrize(("answer", "fate"), ANSWERS)
def test_the_fate_of_an_offer_is_recorded_once(service, answer, fate):
    service.hears(SUGGESTED)

    service.hears(answer("i1", "ann", "activity", "a1", "g1"), twice=True)

    assert [step.fate for step in service.stored("steps", "ann").offered] == [fate]


@pytest.mark.parametrize(("answer", "fate"), ANSWERS)
def test_an_answer_heard_before_its_offer_is_kept(service, answer, fate):
    service.hears(answer("i1", "ann", "organization", "o1", "g1"), twice=True)

    service.hears(SUGGESTED)

    [step] = service.stored("steps", "ann").offered
    assert (step.fate, step.reason) == (fate, "就在附近")


@pytest.mark.parametrize(("answer", "_fate"), ANSWERS)
def test_an_answer_of_someone_unknown_is_let_pass(service, answer, _fate):
    service.hears(answer("i1", "p-1", "activity", "a1", "g1"), twice=True)

    assert service.stored("steps", "p-1") is None


def test_a_step_suggested_to_someone_unknown_is_let_pass(service):
    service.hears(StepSuggested("g1", "p-1", "activity", "a1", "activity", ""), twice=True)

    assert service.stored("steps", "p-1") is None


def test_an_invitation_to_something_of_others_is_only_answered(service):
    service.hears(InvitationAccepted("i1", "ann", "organization", "o1", None), twice=True)

    assert service.stored("steps", "ann").offered[0].id == "i1"


def test_who_wants_no_suggestions_gets_none(service, ann):
    service.post("/v1/residents/ann/withdrawals", {"purpose": "suggestions"}, as_=ann)

    service.hears(SUGGESTED, twice=True)

    assert service.stored("steps", "ann") is None


INVITED = InvitationIssued("i1", "ann", "organization", "o1", None, "邻居邀请您加入")


def test_an_invitation_stands_on_the_residents_list_until_it_is_answered(service, ann):
    service.hears(INVITED, twice=True)
    [step] = service.get("/v1/residents/ann/standing", as_=ann).json["next_steps"]
    service.hears(InvitationDeclined("i1", "ann", "organization", "o1", None))

    assert (step["id"], step["reason"], step["fate"]) == ("i1", "邻居邀请您加入", "offered")
    assert [one.fate for one in service.stored("steps", "ann").offered] == ["declined"]


def test_an_invitation_of_someone_unknown_is_let_pass(service):
    service.hears(InvitationIssued("i1", "p-1", "activity", "a1", None, ""), twice=True)

    assert service.stored("steps", "p-1") is None
