"""The AsyncAPI document tells a stranger where to listen and what comes."""

from chassis.asyncapi import asyncapi_document
from tests.toys.counting.service import CountingService

DOCUMENT = asyncapi_document(CountingService)
TAKEN = DOCUMENT["components"]["messages"]["gongzhi.counting.action_taken.v1"]


def test_what_is_announced_goes_to_the_exchange_of_all_events():
    channel = DOCUMENT["channels"]["announced"]

    assert channel["address"] == "gongzhi.events"
    assert channel["bindings"]["amqp"]["exchange"]["type"] == "topic"
    assert set(channel["messages"]) == {
        "gongzhi.counting.action_counted.v1",
        "gongzhi.counting.action_taken.v1",
    }


def test_what_is_heard_comes_from_the_service_s_own_queue():
    channel = DOCUMENT["channels"]["heard"]

    assert channel["address"] == "gongzhi.counting.events"
    assert set(channel["messages"]) == {
        "gongzhi.counting.action_taken.v1",
        "gongzhi.trying.trial_made.v1",
    }


def test_a_message_is_an_envelope_around_its_content():
    payload = TAKEN["payload"]

    assert TAKEN["contentType"] == "application/cloudevents+json"
    assert payload["properties"]["type"] == {"const": "gongzhi.counting.action_taken.v1"}
    assert set(payload["properties"]["data"]["properties"]) == {"actor", "action_id", "division"}
    assert {"specversion", "id", "source", "time", "data"} <= set(payload["required"])
    assert TAKEN["examples"][0]["payload"]["data"]["actor"] == "a1"
