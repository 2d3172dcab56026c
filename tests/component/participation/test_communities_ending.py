"""A weak community that is merged or split: its flag goes with it, and comes back with it."""

from datetime import timedelta

import pytest

DABU, HETANG = "440605126009", "440605126010"
FOUND = {"reason": "长期没有议事", "on": "2019-01-01"}
FACTS = {"CommunityFlaggedWeak", "CommunityUnflagged", "RectificationCaughtUp"}


@pytest.fixture
def told(service):
    """Name what others were told of weak communities since last asked."""

    def look():
        facts = [type(event).__name__ for event in service.announced]
        service.announced.clear()
        return [fact for fact in facts if fact in FACTS]

    return look


@pytest.fixture
def weak(service, integrator, official, told):
    """Dabu is weak, and there is a community beside it; give a way to change Dabu."""
    place = {"code": HETANG, "name": "河塘居委会", "kind": "residents_committee"}
    place |= {"parent": "440605126", "since": "2018-01-01"}
    service.post("/v1/divisions", place, as_=integrator)
    service.post(f"/v1/divisions/{DABU}/weakness", FOUND, as_=official)
    told()

    def change(what, **body):
        on = {"on": "2019-05-01"}
        return service.post(f"/v1/divisions/{DABU}/{what}", on | body, as_=official)

    return change


def shown(service, code):
    return service.get(f"/v1/divisions/{code}").json


def test_a_weak_community_that_is_merged_is_weak_no_more_nor_is_what_came_after(
    service, weak, told
):
    weak("merger", into=HETANG)

    assert (shown(service, DABU)["weak"], shown(service, HETANG)["weak"]) == (False, False)
    assert shown(service, DABU)["rectifications"][-1]["recovered_on"] is None
    assert told() == ["CommunityUnflagged"]
    weak("merger", into=HETANG)
    assert told() == []


def test_it_is_weak_again_when_the_merger_is_taken_back(service, weak, told):
    weak("merger", into=HETANG)
    told()

    weak("taking-back")

    assert shown(service, DABU)["weak"] is True
    assert told() == ["CommunityFlaggedWeak"]


def test_what_was_overdue_in_it_is_asked_for_no_more(service, weak, told):
    service.now += timedelta(days=40)
    service.tick("tell_what_is_overdue")
    told()

    weak("merger", into=HETANG)

    assert told() == ["CommunityUnflagged", "RectificationCaughtUp"]
    service.now += timedelta(days=40)
    service.tick("tell_what_is_overdue")
    assert told() == []


def test_a_community_that_was_put_right_before_it_ended_says_nothing(service, weak, official, told):
    service.post(f"/v1/divisions/{DABU}/recovery", as_=official)
    told()

    weak("merger", into=HETANG)
    weak("taking-back")

    assert told() == []
    assert shown(service, DABU)["weak"] is False


def test_a_weak_community_that_stays_one_of_its_parts_stays_weak(service, weak, told):
    parts = [{"code": DABU}, {"code": HETANG}]

    weak("split", parts=parts)

    assert (shown(service, DABU)["weak"], told()) == (True, [])
