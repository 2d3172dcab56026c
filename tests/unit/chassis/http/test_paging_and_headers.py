"""What a request may say beside its content."""

import base64
import json
from datetime import UTC, datetime
from enum import Enum

import pytest
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from chassis.http.headers import idempotency_key, page_of, query_of, version_held
from chassis.http.languages import language_of
from chassis.http.paging import Page, cursor_of, key_of
from chassis.http.problems import Problem


class Stage(Enum):
    OPEN = "open"


def a_request(url="/v1/books", **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Request(EnvironBuilder(url, headers=named).get_environ())


def test_a_cursor_gives_back_the_sort_key_it_was_made_of():
    key = (datetime(2019, 5, 6, 4, tzinfo=UTC), 7, None, "440605:会员")

    assert key_of(cursor_of(key)) == key
    assert key_of(cursor_of([Stage.OPEN])) == ("open",)


@pytest.mark.parametrize(
    "key", ["x", 7, [], [[1]], [{"$gt": ""}], [{"t": 1}], [{"t": "soon"}], ["\0"], [2**63],
            [{"t": "0001-01-01T00:00:00+14:00"}], [{"t": "2019-05-06"}], ["x"] * 9],
)  # fmt: skip
def test_a_cursor_carries_nothing_but_plain_values_into_a_query(key):
    cursor = base64.urlsafe_b64encode(json.dumps(key, separators=(",", ":")).encode())

    with pytest.raises(ValueError):  # noqa: PT011 - it carries no text
        key_of(cursor.rstrip(b"=").decode())


@pytest.mark.parametrize("cursor", ["", "=", "é", "YQ==", "YR", "AA", "_w", "a" * 600, "Y Q", "{}"])
def test_a_cursor_nobody_gave_is_refused(cursor):
    with pytest.raises(ValueError):  # noqa: PT011 - it carries no text
        key_of(cursor)


def test_a_page_has_fifty_items_unless_another_number_is_asked_for():
    assert page_of({}) == Page(50, None)
    assert page_of({"limit": "200", "cursor": cursor_of(["b"])}) == Page(200, ("b",))


@pytest.mark.parametrize("limit", ["0", "201", "-1", "1.5", "ten", "", "٣", "0x1", "1" * 30])
def test_a_limit_out_of_bounds_is_refused(limit):
    with pytest.raises(Problem, match="limit"):
        page_of({"limit": limit})


def test_query_parameters_are_read_once_each():
    request = a_request("/v1/books?limit=3&division=440605124004-e01")

    known = frozenset({"limit", "division"})
    assert query_of(request, known) == {"limit": "3", "division": "440605124004-e01"}


@pytest.mark.parametrize(
    "query",
    ["other=1", "limit=1&limit=2", "kept_by=%00", "kept_by=", "kept_by=%C2%85", "division=.*", "x"],
)
def test_a_query_parameter_that_is_unknown_doubled_or_malformed_is_refused(query):
    with pytest.raises(Problem) as refusal:
        query_of(a_request(f"/v1/books?{query}"), frozenset({"limit", "division", "kept_by"}))
    assert refusal.value.kind.status == 400


def test_an_idempotency_key_is_visible_ascii():
    assert idempotency_key(a_request()) is None
    assert idempotency_key(a_request(Idempotency_Key="k" * 200)) == "k" * 200


@pytest.mark.parametrize("key", ["", " ", "a b", "k" * 201, "é", "a\tb"])
def test_a_malformed_idempotency_key_is_refused(key):
    with pytest.raises(Problem, match="Idempotency-Key"):
        idempotency_key(a_request(Idempotency_Key=key))


def test_the_version_held_is_read_from_if_match():
    assert version_held(a_request()) is None
    assert version_held(a_request(If_Match="*")) is None
    assert version_held(a_request(If_Match='"12"')) == 12


@pytest.mark.parametrize("held", ["3", '"0"', '"x"', 'W/"3"', '"1", "2"', "", '"' + "9" * 40 + '"'])
def test_a_malformed_if_match_is_refused(held):
    with pytest.raises(Problem, match="If-Match"):
        version_held(a_request(If_Match=held))


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "zh"),
        ("en", "en"),
        ("en-GB,zh;q=0.9", "en"),
        ("fr, zh-CN;q=0.8, en;q=0.9", "en"),
        ("en;q=0", "zh"),
        ("en;q=much", "zh"),
        ("*", "zh"),
    ],
)
def test_callers_are_answered_in_the_language_they_prefer(accepted, language):
    assert language_of(accepted) == language
