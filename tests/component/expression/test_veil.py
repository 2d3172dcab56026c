"""Who spoke is hidden from those who answer for the place; what was said never is."""

import base64
import re
from datetime import timedelta

import pytest

from services.expression import inbound
from services.expression.domain.residents.resident import Resident

CODE = "440605124004"
WHY = {"reason": "电话回访"}
# as a word of its own: what is sealed is in letters, of which some may look like one
A_VOTER = re.compile(rb"(?<![\w-])r-\d+(?![\w-])")


@pytest.fixture
def spoken(hall):
    """Let r-1 raise two topics, and speak, vote, watch and confirm on the first."""
    first, second = hall.reported(), hall.raised(title="楼道灯坏了")
    hall.said(first, by="r-1", text="先划访客车位")
    hall.post(f"/{first}/monitors", as_=hall.of("r-1"))
    hall.post(f"/{first}/confirmation", {"satisfied": True}, as_=hall.of("r-1"))
    hall.names = {"first": first, "second": second}
    return hall


def pages(hall, as_):
    """Read all there is to read of both topics."""
    told = [hall.get("", as_=as_)]
    for topic_id in hall.names.values():
        told += [hall.get(f"/{topic_id}{part}", as_=as_) for part in ("", "/history")]
        told.append(hall.get(f"/{topic_id}/statements", as_=as_))
    return told


@pytest.mark.parametrize("reader", ["staff", "official", "neighbor"])
def test_nobody_reads_who_spoke_and_everybody_what_was_said(spoken, reader):
    as_ = spoken.of("r-7") if reader == "neighbor" else getattr(spoken, reader)

    told = repr(pages(spoken, as_))

    assert "'r-1'" not in told
    assert "先划访客车位" in told
    assert "speaker:" in told
    assert "'w-1'" in told


def test_residents_see_themselves_and_systems_whom_the_events_name(spoken):
    first = spoken.names["first"]

    assert spoken.get(f"/{first}")["raised_by"] == "r-1"
    assert spoken.get(f"/{first}", as_=spoken.integrator)["raised_by"] == "r-1"


def test_a_speaker_has_one_name_in_a_topic_and_another_in_the_next(spoken):
    first, second = (
        spoken.get(f"/{topic_id}", as_=spoken.staff) for topic_id in spoken.names.values()
    )
    [said] = spoken.get(f"/{first['id']}/statements", as_=spoken.staff)["items"]

    assert first["raised_by"] == said["made_by"] == first["voices"][0]
    assert first["raised_by"] != second["raised_by"]
    assert first["history"][0]["actor"] == first["raised_by"]


def test_what_staff_change_is_shown_to_them_without_who_raised_it(hall):
    topic_id = hall.raised()

    answer = hall.post(f"/{topic_id}/screening")

    assert answer.json["raised_by"].startswith("speaker:")
    assert answer.json["stage"] == "discussion"


def test_whoever_entered_something_knows_for_whom(hall):
    body = {"title": "x", "category": "parking", "division": CODE, "resident_id": "r-1"}

    assert hall.post("", body).json["raised_by"] == "r-1"


def test_the_matrix_hides_voters_from_officials(hall):
    topic_id = hall.discussed()
    path = f"/{topic_id}/statements/{hall.said(topic_id)}/votes"
    hall.post(path, {"choice": "agree"}, as_=hall.of("r-3"))

    [row] = hall.get(f"/{topic_id}/matrix", as_=hall.official)["items"]
    [known] = hall.get(f"/{topic_id}/matrix", as_=hall.integrator)["items"]

    assert row["voter_id"].startswith("speaker:")
    assert known["voter_id"] == "r-3"


def test_the_pages_of_the_matrix_name_no_voter_either(hall):
    topic_id = hall.discussed()
    path = f"/{topic_id}/statements/{hall.said(topic_id)}/votes"
    for number in range(1, 5):
        hall.post(path, {"choice": "agree"}, as_=hall.of(f"r-{number}"))
    rows, cursor = [], ""

    for _ in range(4):
        page = hall.get(f"/{topic_id}/matrix?limit=1{cursor}", as_=hall.official)
        rows += page["items"]
        cursor = f"&cursor={page['next']}"
        assert not A_VOTER.search(base64.urlsafe_b64decode(f"{page['next'] or ''}==="))

    assert len({row["voter_id"] for row in rows}) == 4
    assert page["next"] is None
    spoiled = base64.urlsafe_b64encode(b'["a.b"]').decode().rstrip("=")
    broken = hall.get(f"/{topic_id}/matrix?cursor={spoiled}", as_=hall.official)
    assert broken["type"].endswith("cursor-unknown")


def test_an_official_looks_behind_a_name_and_leaves_a_line(spoken):
    path = f"/{spoken.names['second']}/speakers"
    answer = spoken.post(path, WHY, as_=spoken.official)
    [look] = spoken.h.get("/v1/speakers/looks", as_=spoken.of("r-1")).json["items"]
    seen = spoken.h.get("/v1/speakers/looks", as_=spoken.official).json["items"]

    assert (answer.status, answer.json["resident_id"]) == (201, "r-1")
    assert (look["looked_by"], look["reason"]) == ("o-1", "电话回访")
    assert len(seen) == 1
    assert "r-1" not in repr(seen)
    assert spoken.h.get("/v1/speakers/looks", as_=spoken.of("r-2")).json["items"] == []


@pytest.mark.parametrize("body", [{}, {"reason": ""}])
def test_without_a_reason_nobody_looks(spoken, body):
    path = f"/{spoken.names['second']}/speakers"

    assert spoken.post(path, body, as_=spoken.official).status == 422
    assert spoken.post(path, WHY).status == 403
    assert spoken.h.backend.collections.get("speaker_looks", {}) == {}


def test_behind_an_import_there_is_no_resident(hall):
    body = {"title": "x", "category": "parking", "division": CODE}
    brought = hall.post("", body | {"origin": "import", "reference": "x"}, as_=hall.integrator)

    answer = hall.post(f"/{brought.json['id']}/speakers", WHY, as_=hall.official)

    assert answer.json["type"].endswith("nobody-behind")


def test_a_look_at_one_who_is_forgotten_stays_without_whom(spoken):
    spoken.post(f"/{spoken.names['second']}/speakers", WHY, as_=spoken.official)
    spoken.h.given("residents", Resident("r-1", CODE, spoken.noon))

    spoken.h.hears(inbound.ResidentErased("r-1", CODE), twice=True)
    for _ in range(3):
        spoken.h.tick("forget_residents")

    [look] = spoken.h.backend.collections["speaker_looks"].values()
    assert look["resident_id"].startswith("erased:")
    assert look["reason"] == "电话回访"


def test_looks_go_after_three_years(spoken):
    spoken.post(f"/{spoken.names['second']}/speakers", WHY, as_=spoken.official)
    left = []

    for days in (1_095, 1):
        spoken.h.now += timedelta(days=days)
        spoken.h.tick("let_go_of_old_speaker_looks")
        left.append(len(spoken.h.backend.collections["speaker_looks"]))

    assert left == [1, 0]
