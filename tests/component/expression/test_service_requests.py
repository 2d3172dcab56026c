"""Open311 GeoReport v2: what another system sends is a topic, and any topic is a request."""

from xml.etree import ElementTree as ET

import pytest

from chassis.testing import token
from services.expression.hotline import HOTLINE

V2 = "/open311/v2"
PLACE = "440605124004"
REQUEST = {
    "jurisdiction_id": "440605",
    "service_code": "lighting",
    "lat": "23.1062",
    "long": "113.1104",
    "address_string": "大沥镇沥雄社区3号门",
    "description": "路灯不亮\n已经三天",
    "email": "someone@example.org",
    "first_name": "大文",
    "phone": "13800000000",
    "attribute[reference]": "fms-77",
    "attribute[fixmystreet_id]": "77",
}


def sent(hall, form=REQUEST, ending=".json", as_=None, **how):
    return hall.h.post(f"{V2}/requests{ending}", form=form, as_=as_ or hall.integrator, **how)


def shown(hall, path, **how):
    answer = hall.h.get(f"{V2}/{path}", **how)
    assert answer.status == 200, answer.text
    return answer.json


@pytest.fixture
def request_id(hall):
    return sent(hall).json[0]["service_request_id"]


def test_a_request_is_a_topic_that_somebody_owes_an_answer(hall, request_id):
    topic = hall.topic(request_id)

    assert (topic.origin, topic.stage, topic.step) == ("open311", "raised", "screening")
    assert (topic.category, topic.division, topic.entered_by) == ("lighting", "440605125003", "i-1")
    assert (topic.title, topic.note) == ("路灯不亮", "路灯不亮\n已经三天")
    assert hall.get(f"/{request_id}")["origin"] == "open311"
    assert hall.facts() == ["TopicRaised"]
    assert hall.h.announced[0].origin == "import"


def test_the_senders_reference_makes_it_one_request_however_often_it_is_sent(hall, request_id):
    again = sent(hall)

    assert again.json[0]["service_request_id"] == request_id
    assert sent(hall, REQUEST | {"description": "另一件"}).status == 400
    assert sent(hall, as_=token("integrator", sub="i-2")).json[0] != again.json[0]
    assert len(hall.h.backend.collections["topics"]) == 2


def test_who_it_is_from_is_kept_nowhere(hall, request_id):
    kept = str(hall.h.backend.collections) + str(hall.h.announced)

    for told in ("someone@example.org", "13800000000", "大文"):
        assert told not in kept


def test_a_resident_who_is_named_by_their_id_has_a_voice(hall):
    form = REQUEST | {"account_id": "r-1", "address_id": hall.building}
    topic = hall.topic(sent(hall, form).json[0]["service_request_id"])

    assert (topic.raised_by, topic.voices, topic.entered_by) == ("r-1", ("r-1",), "i-1")
    assert hall.h.announced[0].origin == "resident"


def test_a_residents_own_app_sends_for_them_alone(hall):
    form = {"service_code": "parking", "address_id": hall.building, "description": "x"}
    topic = hall.topic(sent(hall, form, as_=hall.of("r-1")).json[0]["service_request_id"])

    assert topic.raised_by == "r-1"
    assert sent(hall, form | {"account_id": "r-2"}, as_=hall.of("r-1")).status == 403
    assert sent(hall, form, as_=hall.of("r-far")).status == 403


def test_a_request_is_shown_as_the_protocol_has_it(hall, request_id):
    [told] = shown(hall, f"requests/{request_id}.json")

    assert told["status"] == "open"
    assert (told["service_code"], told["service_name"]) == ("lighting", "照明 Lighting")
    assert (told["lat"], told["long"]) == (23.1062, 113.1104)
    assert told["address"] == REQUEST["address_string"]
    assert told["agency_responsible"] == "沥雄社区"
    assert told["requested_datetime"] == "2019-05-06T04:00:00Z"
    assert told["expected_datetime"] == "2019-05-09T16:00:00Z"
    assert "screening" in told["service_notice"]


def test_xml_is_what_is_spoken_where_nothing_else_is_asked_for(hall, request_id):
    answer = hall.h.get(f"{V2}/requests/{request_id}")
    root = ET.fromstring(answer.text.encode())

    assert answer.headers["Content-Type"] == "text/xml; charset=utf-8"
    assert answer.text.startswith("<?xml")
    assert root.tag == "service_requests"
    assert root.findtext("request/service_request_id") == request_id
    assert root.findtext("request/requested_datetime") == "2019-05-06T04:00:00+00:00"


def test_any_topic_is_read_as_a_request(hall):
    topic_id = hall.raised()
    hall.post(f"/{topic_id}/decline", {"reason": "已列入2019年改造"})

    [told] = shown(hall, f"requests/{topic_id}.json")

    assert (told["status"], told["lat"]) == ("closed", None)
    assert told["status_notes"] == "declined: 已列入2019年改造"
    assert told["expected_datetime"] is None


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("", ["parking", "lighting"]),
        ("service_code=parking", ["parking"]),
        ("service_code=parking,lighting&status=open&jurisdiction_id=", ["lighting"]),
        ("status=open", ["lighting"]),
        ("status=open,closed", ["parking", "lighting"]),
        ("jurisdiction_id=440605125", ["lighting"]),
        ("page_size=1", ["parking"]),
        ("page_size=1&page=2", ["lighting"]),
        ("page_size=1&page=3", []),
        ("end_date=2019-05-06T03:00:00Z", []),
        ("start_date=2019-05-06T12:00:00%2B08:00", ["parking", "lighting"]),
        ("start_date=2019-05-06T04:30:00Z", ["parking"]),
        ("start_date=2019-05-01T00:00:00Z&end_date=2019-05-06T04:00:00Z", ["lighting"]),
        ("service_request_id={lighting}", ["lighting"]),
        ("service_request_id={lighting},nobody&status=closed", ["lighting"]),
    ],
)
def test_requests_are_found_the_newest_first(hall, request_id, query, codes):
    hall.h.now = hall.h.now.replace(hour=5)
    topic_id = hall.raised()
    hall.post(f"/{topic_id}/decline", {"reason": "x"})

    told = shown(hall, f"requests.json?{query.format(lighting=request_id)}")

    assert [one["service_code"] for one in told] == codes


def test_the_categories_of_the_standard_are_the_services(hall):
    services = shown(hall, "services.json?jurisdiction_id=440605125")
    codes = [one["service_code"] for one in services]

    assert "parking" in codes
    assert set(codes) <= set(HOTLINE["categories"]) | set(codes)
    assert {one["type"] for one in services} == {"realtime"}
    told = shown(hall, "services/parking.json")
    assert told["service_code"] == "parking"
    assert {one["code"] for one in told["attributes"]} == {"title", "reference"}
    assert not any(one["required"] for one in told["attributes"])


def test_where_the_protocol_is_spoken_can_be_discovered(hall):
    told = hall.h.get("/open311/discovery.json").json["discovery"]

    assert told["endpoints"][0]["url"].endswith("/api/expression/open311/v2")
    root = ET.fromstring(hall.h.get("/open311/discovery.xml").text.encode())
    assert root.findtext("endpoints/endpoint/formats/format") == "text/xml"


def test_a_token_leads_to_the_request(hall, request_id):
    for one in ("fms-77", request_id):
        told = shown(hall, f"tokens/{one}.json")
        assert told == [{"service_request_id": request_id, "token": one}]
    assert hall.h.get(f"{V2}/tokens/nothing.json").status == 404


def added(hall, request_id, as_=None, **changes):
    form = {"service_request_id": request_id, "update_id": "9", "description": "仍不亮"} | changes
    path = f"{V2}/servicerequestupdates.json"
    return hall.h.post(path, form=form | {"status": "OPEN"}, as_=as_ or hall.integrator)


def test_what_a_sender_adds_is_a_statement_once(hall, request_id):
    first, again = (added(hall, request_id) for _ in range(2))

    assert (first.status, again.json) == (201, first.json)
    assert added(hall, request_id, description="别的").status == 400
    [statement] = hall.h.backend.collections["statements"].values()
    assert (statement["text"], statement["origin"]) == ("仍不亮", "open311")
    assert hall.get(f"/{request_id}")["counts"]["statements"] == 1
    assert hall.facts() == ["TopicRaised", "StatementMade"]
    assert hall.h.announced[-1].origin == "import"


def test_every_move_is_an_update(hall, request_id):
    hall.h.now = hall.h.now.replace(day=7)
    hall.post(f"/{request_id}/decline", {"reason": "已修好"}, as_=hall.official)

    told = shown(hall, "servicerequestupdates.json?start_date=2019-05-06T00:00:00Z")
    late = shown(hall, "servicerequestupdates.json?start_date=2019-05-07T00:00:00Z")
    other = shown(hall, f"servicerequestupdates.json?service_request_id={hall.raised()}")

    assert [one["update_id"] for one in told] == [f"{request_id}.1", f"{request_id}.2"]
    assert [one["status"] for one in told] == ["open", "closed"]
    assert late == told[1:]
    assert "已修好" in late[0]["description"]
    assert len(other) == 1


@pytest.mark.parametrize(
    ("changes", "status", "said"),
    [
        ({"service_code": ""}, 400, "service_code"),
        ({"service_code": "magic"}, 404, "service-unknown"),
        ({"jurisdiction_id": "sfgov.org"}, 404, "jurisdiction-unknown"),
        ({"jurisdiction_id": "440605126"}, 400, "location-outside"),
        ({"lat": ""}, 400, "lat and long go together"),
        ({"lat": "ninety"}, 400, "location-unfit"),
        ({"lat": "91"}, 400, "location-unfit"),
        ({"lat": "nan"}, 400, "location-unfit"),
        ({"lat": "34.19", "long": "-118.49", "address_string": ""}, 400, "location-unplaced"),
        ({"lat": "", "long": "", "address_string": ""}, 400, "say where it is"),
        ({"description": "长" * 4001}, 400, "description"),
        ({"media_url": "javascript:alert(1)"}, 400, "media_url"),
        ({"attribute[reference]": "../x"}, 400, "reference-unfit"),
        ({"account_id": "r-far"}, 403, "not-concerned"),
    ],
)
def test_a_malformed_request_is_refused_and_nothing_is_kept(hall, changes, status, said):
    answer = sent(hall, REQUEST | changes)

    assert answer.status == answer.json[0]["code"] == status
    assert said in answer.json[0]["description"]
    assert hall.h.backend.collections.get("topics", {}) == {}


def test_a_key_is_needed_and_reaches_its_own_places_only(hall):
    for key in ({}, {"api_key": "no-token"}):
        answer = hall.h.post(f"{V2}/requests.xml", form=REQUEST | key)
        assert answer.status == 403
        assert ET.fromstring(answer.text.encode()).findtext("error/code") == "403"
    assert (
        hall.h.post(f"{V2}/requests.xml", form=REQUEST | {"api_key": hall.integrator}).status == 201
    )
    lishui = token("integrator", sub="i-3", divisions=("440605126",))
    assert sent(hall, as_=lishui).status == 403


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("requests/nothing.json", 404),
        ("requests.json?status=pending", 400),
        ("requests.json?start_date=yesterday", 400),
        ("requests.json?start_date=2019-05-06T00:00:00", 400),
        ("requests.json?start_date=2019-01-01T00:00:00Z&end_date=2019-12-31T00:00:00Z", 400),
        ("requests.json?page=0", 400),
        ("requests.json?page_size=1001", 400),
        ("requests.json?sort=up", 400),
        ("requests.json?service_request_id=" + "x," * 201, 400),
        ("services/magic.json", 404),
        ("services.json?jurisdiction_id=nowhere", 404),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(hall, path, status):
    answer = hall.h.get(f"{V2}/{path}")

    assert (answer.status, answer.json[0]["code"]) == (status, status)
