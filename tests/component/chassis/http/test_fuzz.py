"""Whatever is sent, the edge answers, and never with a fault of its own."""

import json

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.testing.harness import Harness, token
from tests.toys.shelf.service import ShelfService

KEEPER = token("keeper", sub="k1", divisions=("440605",))
SHELF = Harness(ShelfService)
BOOK = {"title": "A", "division": "440605", "authors": [{"name": "B"}]}

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.datetimes().map(str),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
bodies = st.dictionaries(st.sampled_from([*BOOK, "cover", "due_at", "notes", "price"]), anything)
header_text = st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=30)


def answered(response):
    assert response.status_code < 500, response.data
    if response.status_code >= 400 and response.request.method != "HEAD":
        problem = orjson.loads(response.data)
        assert response.content_type == "application/problem+json"
        assert problem["status"] == response.status_code
        assert problem["type"].startswith("urn:gongzhi:problem:")


def sent(path="/v1/books", method="POST", raw=b"", **headers):
    named = {"Authorization": f"Bearer {KEEPER}", "Content-Type": "application/json", **headers}
    return SHELF._client.open(path, method=method, data=raw, headers=named)


@given(raw=st.binary(max_size=200))
def test_any_bytes_are_answered(raw):
    answered(sent(raw=raw))


@given(changes=bodies, bulk=st.booleans())
@settings(max_examples=300)
def test_any_json_is_answered(changes, bulk):
    content = {**BOOK, **changes}
    raw = json.dumps({"items": [content, content]} if bulk else content).encode()

    answered(sent("/v1/books/bulk" if bulk else "/v1/books", raw=raw))


@given(content=anything)
def test_any_document_is_answered(content):
    answered(sent(raw=json.dumps(content).encode()))


@given(path=st.text(max_size=30), method=st.sampled_from(["GET", "HEAD", "POST", "PUT", "ODD"]))
def test_any_path_is_answered(path, method):
    answered(sent("/v1/books/" + path.replace("://", ""), method))


@given(
    query=st.dictionaries(
        st.sampled_from(["limit", "cursor", "division", "kept_by", "x"]), st.text()
    )
)
def test_any_query_is_answered(query):
    answered(
        SHELF._client.get(
            "/v1/books", query_string=query, headers={"Authorization": f"Bearer {KEEPER}"}
        )
    )


@pytest.mark.parametrize(
    "name",
    ["Authorization", "Idempotency-Key", "If-Match", "If-None-Match", "Traceparent", "Content-Type",
     "Accept-Language", "Content-Length", "Transfer-Encoding", "Expect", "Host"],
)  # fmt: skip
@given(value=header_text)
@settings(max_examples=40)
def test_any_header_is_answered(name, value):
    answered(sent(raw=orjson.dumps(BOOK), **{name: value}))
