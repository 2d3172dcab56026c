"""The document a service gives of its own HTTP."""

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import checks

from chassis.http.openapi import openapi_document
from chassis.testing.harness import Harness, token
from tests.toys.shelf.service import ShelfService

KEEPER = token("keeper", "reader", sub="k1", divisions=("440605",))
SHELF = Harness(ShelfService)


@pytest.fixture(scope="module")
def document():
    return SHELF.get("/openapi.json").json


def test_the_document_is_public_and_describes_every_path(document):
    assert document["openapi"] == "3.1.0"
    assert set(document["paths"]) >= {
        "/v1/books", "/v1/books/bulk", "/v1/books/{book_id}", "/v1/books/{book_id}/loan",
        "/v1/faults", "/v1/feed", "/v1/feed/counts", "/v1/hours",
    }  # fmt: skip


def test_a_write_declares_its_headers_and_every_status_it_can_end_in(document):
    put_book = document["paths"]["/v1/books"]["post"]

    assert {p["name"] for p in put_book["parameters"]} == {"Idempotency-Key", "If-Match"}
    assert set(put_book["responses"]) == {
        "201", "400", "401", "403", "404", "408", "409", "411", "412", "413", "415", "422", "429",
        "500", "503",
    }  # fmt: skip


def test_bodies_allow_no_other_fields_and_views_do(document):
    shapes = document["components"]["schemas"]

    assert shapes["PutBook"]["additionalProperties"] is False
    assert "additionalProperties" not in shapes["BookView"]
    assert shapes["PutBook"]["properties"]["title"]["maxLength"] == 100


def test_what_is_public_needs_no_token(document):
    assert document["paths"]["/v1/hours"]["get"]["security"] == []
    assert document["paths"]["/v1/books"]["get"]["security"] == [{"bearer": []}]


CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
schema = schemathesis.openapi.from_dict(openapi_document(ShelfService))
schema.app = SHELF._client.application


@schema.exclude(path="/v1/faults").parametrize()
@settings(max_examples=30, suppress_health_check=list(HealthCheck))
def test_the_service_keeps_to_its_document(case):
    case.call_and_validate(headers={"Authorization": f"Bearer {KEEPER}"}, checks=CHECKS)
