"""What other systems send by Open311 reaches expression through the gateway as it is generated."""

import threading

import georeport
import pytest
import requests
from werkzeug.serving import make_server
from werkzeug.wrappers import Request

from chassis.testing import Harness, token
from deploy.local.gateway import Gateway
from services.expression.service import ExpressionService

PLACE = "440605124004"
SENT = {"service_code": "lighting", "description": "路灯不亮", "address_id": PLACE}


@pytest.fixture(scope="module")
def gateway(tmp_path_factory):
    """Start nginx with its generated configuration before expression's own edge."""
    service = Harness(ExpressionService)
    server = make_server("127.0.0.1", 0, Request.application(service._edge.handle))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    places = {"expression": [f"127.0.0.1:{server.port}"]}
    door = Gateway(tmp_path_factory.mktemp("gateway"), places)
    door.start().wait_ready()
    yield door.url
    door.stop()
    server.shutdown()
    thread.join()


@pytest.mark.parametrize("written", ["json", "xml"])
@pytest.mark.parametrize("prefix", ["", "/api/expression"])
def test_a_public_client_speaks_open311_through_the_gateway(gateway, prefix, written):
    address = f"{gateway}{prefix}/open311/v2"
    form = SENT | {"api_key": token("integrator", sub="i-1", divisions=(PLACE,))}

    sent = requests.post(f"{address}/requests.json", data=form, timeout=10)
    client = georeport.GeoReport(address, jurisdiction="440605", output_format=written)

    assert sent.status_code == 201, sent.text
    told = client.get_service_request(sent.json()[0]["service_request_id"])
    assert (told["status"], told["address_id"]) == ("open", PLACE)
    assert "parking" in {one["service_code"] for one in client.get_service_list()}


def test_programs_find_the_endpoint_and_nothing_else_is_let_in(gateway):
    inside = [f"{gateway}/v1/topics", f"{gateway}/open311/%2e%2e/v1/topics"]

    assert requests.get(f"{gateway}/open311/discovery.json", timeout=10).status_code == 200
    assert {requests.get(one, timeout=10).status_code for one in inside} == {404}
