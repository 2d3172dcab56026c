"""Log lines: one JSON object each, the same shape for everybody, nothing personal, no password."""

import io
import json
import logging

import pytest

from chassis.ops.logging import configure_logging, get_logger, trace_context


@pytest.fixture
def lines():
    root = logging.getLogger()
    before = root.handlers[:], root.level
    stream = io.StringIO()
    configure_logging("toys", instance="a", version="1.2", stream=stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.handlers[:], level = before
    root.setLevel(level)


def test_a_line_says_when_who_and_what(lines):
    get_logger().info("started", port=8001)

    (line,) = lines()
    assert line.pop("ts").endswith("Z")
    assert line == {
        "event": "started",
        "instance": "a",
        "level": "info",
        "port": 8001,
        "service": "toys",
        "version": "1.2",
    }


def test_a_line_of_a_library_has_the_same_shape(lines):
    logging.getLogger("a.library").warning("killing %s", "it")

    (line,) = lines()
    assert line["event"] == "killing it"
    assert line["logger"] == "a.library"
    assert line["service"] == "toys"


def test_a_line_carries_the_trace_it_was_written_in(lines):
    with trace_context(trace_id="0af7"):
        get_logger().info("handled")
        logging.getLogger("pymongo").warning("slow")
    get_logger().info("idle")

    assert [line.get("trace_id") for line in lines()] == ["0af7", "0af7", None]


@pytest.mark.parametrize("key", ["phone", "id_number", "token", "password", "body"])
def test_what_is_personal_or_secret_is_withheld(lines, key):
    get_logger().info("registered", **{key: "13800138000"})

    assert lines()[0][key] == "[withheld]"


def test_a_password_in_an_address_is_withheld_even_in_a_librarys_line(lines):
    logging.getLogger("kombu").warning("lost amqp://user:word@host//")

    assert lines()[0]["event"] == "lost amqp://[withheld]@host//"


def test_a_failure_brings_its_traceback(lines):
    try:
        {}["gone"]
    except KeyError:
        get_logger().exception("crashed")

    assert "KeyError: 'gone'" in lines()[0]["exception"]


def test_lines_below_the_level_are_not_written(lines):
    get_logger().debug("detail")

    assert lines() == []
