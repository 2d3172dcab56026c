"""What is written down of the services is what they are, in words that others' tools understand."""

from typing import Any

import jsonschema_rs
import orjson
import pytest
from schemathesis.specs.openapi.definitions import OPENAPI_30_VALIDATOR, OPENAPI_31_VALIDATOR

from chassis.asyncapi import asyncapi_document
from chassis.catalogue import catalogue, listeners, topology_file
from chassis.catalogue import main as catalogued
from chassis.contracts import contracts, service_classes
from chassis.http.openapi import openapi_document
from chassis.messaging.definitions import SHIPPED
from tests.contract.agreement import AGREED
from tests.contract.test_settings import ROOT

SERVICES = service_classes()
NAMES = [cls.name for cls in SERVICES]
VALIDATORS = {"3.0": OPENAPI_30_VALIDATOR, "3.1": OPENAPI_31_VALIDATOR}
SENDS = {"send", "receive"}


def as_sent(document: Any) -> Any:
    """Read a document as a client gets it."""
    return orjson.loads(orjson.dumps(document, option=orjson.OPT_UTC_Z))


def references(part: Any) -> list[str]:
    """List everything a document refers to."""
    if isinstance(part, list):
        return [found for one in part for found in references(one)]
    if not isinstance(part, dict):
        return []
    own = [part["$ref"]] if isinstance(part.get("$ref"), str) else []
    return own + [found for one in part.values() for found in references(one)]


def resolved(document: Any, reference: str) -> Any:
    part = document
    for name in reference.removeprefix("#/").split("/"):
        part = part[name.replace("~1", "/").replace("~0", "~")]
    return part


def test_the_catalogue_of_events_is_current() -> None:
    assert (ROOT / "docs/events.md").read_text("utf-8") == catalogue(AGREED), "run make catalogue"


def test_the_shipped_topology_is_current() -> None:
    assert SHIPPED.read_text("utf-8") == topology_file(AGREED), "run make catalogue"


def test_the_check_says_so_when_a_document_is_not_current(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert catalogued(["--check"]) == 0
    monkeypatch.setattr("chassis.catalogue.contracts", lambda: contracts()[:-1])

    assert catalogued(["--check"]) == 1
    assert capsys.readouterr().err.count("is not current") == 3


def test_every_service_s_queue_is_laid_out_by_whoever_starts_first() -> None:
    assert set(listeners(AGREED)) == set(NAMES)
    assert all(listeners(AGREED).values())


@pytest.mark.parametrize("service_cls", SERVICES, ids=NAMES)
def test_the_openapi_document_is_valid(service_cls: type) -> None:
    document = as_sent(openapi_document(service_cls))

    VALIDATORS[document["openapi"][:3]].validate(document)
    assert all(resolved(document, one) is not None for one in references(document))


@pytest.mark.parametrize("service_cls", SERVICES, ids=NAMES)
def test_the_asyncapi_document_is_sound(service_cls: type) -> None:
    document = as_sent(asyncapi_document(service_cls))

    assert document["asyncapi"] == "3.0.0"
    assert document["info"]["title"]
    assert document["info"]["version"]
    assert all(resolved(document, one) is not None for one in references(document))
    assert {one["action"] for one in document["operations"].values()} == SENDS
    assert all(channel["messages"] for channel in document["channels"].values())


@pytest.mark.parametrize("service_cls", SERVICES, ids=NAMES)
def test_every_message_has_a_schema_that_its_example_fits(service_cls: type) -> None:
    messages = as_sent(asyncapi_document(service_cls))["components"]["messages"].values()

    for message in messages:
        jsonschema_rs.meta.validate(message["payload"])
        (example,) = message["examples"]
        content = message["payload"]["properties"]["data"]
        jsonschema_rs.validate(content, example["payload"]["data"])


def test_a_document_that_refers_to_nothing_is_found() -> None:
    document = {"a": [{"$ref": "#/b/c"}], "b": {}}

    with pytest.raises(KeyError):
        [resolved(document, one) for one in references(document)]
