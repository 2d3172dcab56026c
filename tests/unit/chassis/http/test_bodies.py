"""Which bodies are read at all."""

import pytest
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from chassis.http.bodies import check_length, read_json
from chassis.http.problems import Problem


def a_request(raw=b"{}", content_type="application/json", **environ):
    builder = EnvironBuilder("/", method="POST", data=raw, content_type=content_type)
    return Request({**builder.get_environ(), **environ})


def refused(raw, **how):
    with pytest.raises(Problem) as refusal:
        read_json(a_request(raw, **how))
    return refusal.value


def test_json_is_read():
    assert read_json(a_request('{"a": ["江滨\\n", 1.5, null]}'.encode())) == {
        "a": ["江滨\n", 1.5, None]
    }


@pytest.mark.parametrize(
    "raw",
    [b"", b"{", b"NaN", b'{"a": Infinity}', b"\xff", b'"\\ud800"', b'{"a": 1e999}', b"[" * 3000,
     b"[" * 100 + b"]" * 100, b'{"a":' * 50 + b"1" + b"}" * 50],
)  # fmt: skip
def test_what_is_no_json_is_refused(raw):
    assert refused(raw).kind.status == 400


def test_a_syntax_error_is_told_with_its_place():
    assert "line 2, column" in refused(b'{\n"a" 1}').said["en"]


def test_a_name_that_stands_twice_is_refused():
    assert "'a' stands twice" in refused(b'{"b": [{"a": 1, "a": 2}]}').said["en"]


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        (b'{"a": {"b": ["x", "\\u0000"]}}', "a.b.1"),
        (b'{"a": "\\u001b[31m"}', "a"),
        ('{"a": "\u0085"}'.encode(), "a"),
        (b'{"a": 9007199254740993}', "a"),
        (b'{"a": -1e300}', "a"),
        (b'{"a": {"$where": 1}}', "a"),
        (b'{"\\u0000": 1}', "(body)"),
        (b'"\\u0007"', "(body)"),
    ],
)
def test_what_storage_could_not_carry_is_refused_with_its_field(raw, field):
    problem = refused(raw)

    assert problem.kind.status == 422
    assert problem.members["errors"][0]["field"] == field


@pytest.mark.parametrize(
    "content_type", ["", "text/plain", "application/xml", "application/json; charset=gbk"]
)
def test_another_content_type_is_refused(content_type):
    assert refused(b"{}", content_type=content_type).kind.status == 415


def test_utf_8_may_be_said():
    assert read_json(a_request(content_type="application/json; charset=UTF-8")) == {}


@pytest.mark.parametrize(
    ("environ", "status"),
    [
        ({"CONTENT_LENGTH": "1025"}, 413),
        ({"CONTENT_LENGTH": "9" * 5000}, 413),
        ({"CONTENT_LENGTH": "-1"}, 400),
        ({"CONTENT_LENGTH": "1_0"}, 400),
        ({"HTTP_TRANSFER_ENCODING": "chunked"}, 411),
        ({"HTTP_TRANSFER_ENCODING": "gzip, chunked"}, 411),
    ],
)
def test_a_body_too_long_or_of_unknown_length_is_refused_unread(environ, status):
    with pytest.raises(Problem) as refusal:
        check_length(a_request(**environ), 1024)
    assert refusal.value.kind.status == status


def test_a_body_within_the_limit_passes():
    check_length(a_request(CONTENT_LENGTH="1024"), 1024)
