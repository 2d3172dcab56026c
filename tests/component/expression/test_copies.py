"""A copy of what expression keeps of a resident (PIPL Art. 45): theirs alone, page by page."""

from datetime import timedelta

import pytest

from chassis.testing import token
from services.expression import inbound
from services.expression.events import VoicesCopied

CODE = "440605124004"
PATH = "/v1/residents/r-1/export"
GUARDIAN, WORKER = "r-parent", token("worker", sub="w-9", divisions=(CODE,))


@pytest.fixture
def spoken(hall):
    """Let one raise a topic, speak on it, and vote on what another said."""
    topic_id = hall.discussed()
    hall.said(topic_id, by="r-1")
    path = f"/{topic_id}/statements/{hall.said(topic_id, by='r-2')}/votes"
    hall.post(path, {"choice": "agree"}, as_=hall.of("r-1"))
    return hall


def granted(hall, to, as_, **changes):
    told = {"until": hall.h.now + timedelta(minutes=15), "division": CODE} | changes
    hall.h.hears(inbound.ExportGranted("r-1", to, as_, **told), twice=True)


def rows(answer):
    return [(item["part"], item["row"]) for item in answer.json["items"]]


def looks(hall):
    return [event for event in hall.h.announced if isinstance(event, VoicesCopied)]


def test_all_that_was_said_is_theirs_and_names_nobody_else(spoken):
    answer = spoken.h.get(PATH, as_=spoken.of("r-1"))

    parts = [part for part, _ in rows(answer)]
    assert parts == ["resident", "topics", "statements", "votes"]
    assert rows(answer)[1][1]["as"] == ["raised", "voice"]
    assert rows(answer)[3][1]["mark"]["choice"] == "agree"
    assert "r-2" not in answer.text


def test_it_comes_page_by_page_and_each_row_once(spoken):
    found, cursor = [], ""
    while True:
        page = spoken.h.get(f"{PATH}?limit=1{cursor}", as_=spoken.of("r-1"))
        found += rows(page)
        if not page.json["next"]:
            break
        cursor = f"&cursor={page.json['next']}"

    assert found == rows(spoken.h.get(PATH, as_=spoken.of("r-1")))
    assert len(looks(spoken)) == len(found) + 1


def test_a_cursor_of_another_list_is_refused(spoken):
    spoken.raised(by="r-2")
    first = spoken.h.get("/v1/topics?limit=1", as_=spoken.staff).json["next"]

    answer = spoken.h.get(f"{PATH}?cursor={first}", as_=spoken.of("r-1"))

    assert (answer.status, answer.json["type"][-14:]) == (422, "cursor-unknown")


def test_each_look_is_told_to_the_access_log(spoken):
    spoken.h.get(PATH, as_=spoken.of("r-1"))

    assert looks(spoken) == [VoicesCopied("r-1", "r-1", "self", spoken.h.now, spoken.building)]


@pytest.mark.parametrize("who", [token("resident", sub="r-2"), WORKER])
def test_nobody_else_reads_it_without_a_grant_and_who_is_refused_has_not_looked(spoken, who):
    assert spoken.h.get(PATH, as_=who).status == 403
    assert looks(spoken) == []


def test_a_guardian_and_staff_who_were_granted_it_read_it_for_a_while(spoken):
    granted(spoken, GUARDIAN, "guardian")
    granted(spoken, "w-9", "worker")

    for bearer in (token("resident", sub=GUARDIAN), WORKER):
        assert spoken.h.get(PATH, as_=bearer).status == 200
    spoken.h.now += timedelta(minutes=15)

    assert spoken.h.get(PATH, as_=WORKER).status == 403
    assert [look.copied_as for look in looks(spoken)] == ["guardian", "worker"]


def test_a_grant_to_an_office_is_of_no_use_elsewhere_or_without_one(spoken):
    granted(spoken, "w-9", "worker")
    elsewhere = token("worker", sub="w-9", divisions=("440605126",))

    for bearer in (elsewhere, token("resident", sub="w-9")):
        assert spoken.h.get(PATH, as_=bearer).status == 403


def test_a_grant_heard_too_late_is_none(spoken):
    granted(spoken, "w-9", "worker", until=spoken.h.now)

    assert spoken.h.backend.collections.get("permits", {}) == {}


def test_whoever_is_forgotten_has_no_copy_and_no_grants(spoken):
    granted(spoken, "w-9", "worker")
    spoken.h.hears(inbound.ResidentErased("r-1", CODE))
    granted(spoken, "w-9", "worker")

    answer = spoken.h.get(PATH, as_=spoken.of("r-1"))

    assert (answer.status, answer.json["type"][-15:]) == (409, "resident-erased")
    assert spoken.h.backend.collections["permits"] == {}
