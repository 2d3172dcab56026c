"""A client nobody here wrote, `georeport` from PyPI, speaks Open311 with a real HTTP server."""

import threading

import georeport
import pytest
import requests
from werkzeug.serving import make_server
from werkzeug.wrappers import Request

REQUEST = {"service_code": "lighting", "description": "路灯不亮", "address_id": "440605124004"}
FORMATS = ("json", "xml")


@pytest.fixture
def address(hall):
    """Serve the edge of the service on a port of this machine."""
    server = make_server("127.0.0.1", 0, Request.application(hall.h._edge.handle))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}/open311/v2"
    server.shutdown()
    thread.join()


@pytest.fixture
def request_id(hall, address):
    """Send a request as the specification has it: georeport itself can only read."""
    form = REQUEST | {"api_key": hall.integrator, "lat": "23.2", "long": "113.0"}
    answer = requests.post(f"{address}/requests.json", data=form, timeout=10)
    assert answer.status_code == 201, answer.text
    return answer.json()[0]["service_request_id"]


def client(address, written):
    return georeport.GeoReport(address, jurisdiction="440605", output_format=written)


@pytest.mark.parametrize("written", FORMATS)
def test_a_public_client_reads_services_and_their_definition(address, written):
    services = client(address, written).get_service_list()
    definition = client(address, written).get_service_definition("parking")

    assert {"parking", "lighting", "other"} <= {one["service_code"] for one in services}
    assert definition["service_code"] == "parking"
    assert definition["attributes"]


@pytest.mark.parametrize("written", FORMATS)
def test_a_public_client_follows_a_request(hall, address, request_id, written):
    told = client(address, written).get_service_request(request_id)
    assert (told["status"], told["address_id"]) == ("open", "440605124004")
    assert float(told["lat"]) == 23.2

    hall.post(f"/{request_id}/decline", {"reason": "已修好"})

    told = client(address, written).get_service_request(request_id)
    assert told["status"] == "closed"
    assert "已修好" in told["status_notes"]


@pytest.mark.parametrize("written", FORMATS)
def test_a_public_client_searches(hall, address, request_id, written):
    other = hall.raised()
    ask = client(address, written).get_service_requests

    both = ask(start_date="2019-05-01T00:00:00Z", end_date="2019-05-07T00:00:00Z", status="open")
    one = ask(service_request_id=request_id)

    assert {found["service_request_id"] for found in both} == {request_id, other}
    assert (one[0] if isinstance(one, list) else one)["service_request_id"] == request_id


def test_a_public_client_is_told_what_is_not_here(address):
    with pytest.raises(requests.HTTPError) as refused:
        client(address, "json").get_service_request("nothing")

    assert refused.value.response.status_code == 404
    assert refused.value.response.json()[0]["code"] == 404
