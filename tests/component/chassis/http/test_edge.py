"""One request, from its first byte to its answer."""

import pytest

from chassis.testing.harness import Harness, token
from tests.toys.shelf.service import Book, ShelfService

READER = token("reader", sub="r1", divisions=("440605124",))
KEEPER = token("keeper", sub="k1", divisions=("440605",))
BOOK = {"title": "Wild Grass", "division": "440605124", "authors": [{"name": "Lu Xun"}]}


def a_book(**changes):
    return Book(
        **{"id": "b1", "division": "440605124", "title": "Call to Arms", "kept_by": "r1"} | changes
    )


@pytest.fixture
def shelf():
    return Harness(ShelfService)


def test_a_write_is_answered_with_what_the_view_shows_and_its_version(shelf):
    answer = shelf.post("/v1/books", {**BOOK, "due_at": "2019-05-06T12:00:00+08:00"}, as_=READER)

    assert answer.status == 201
    assert answer.etag == '"1"'
    assert answer.json.pop("id")
    assert answer.json == {
        "title": "Wild Grass",
        "division": "440605124",
        "authors": [{"name": "Lu Xun", "born": None}],
        "cover": "soft",
        "due_at": "2019-05-06T04:00:00Z",
    }


def test_a_read_is_answered_with_its_version(shelf):
    shelf.given("books", a_book())

    answer = shelf.get("/v1/books/b1", as_=READER)

    assert (answer.status, answer.etag) == (200, '"1"')
    assert "secret" not in answer.json


def test_a_caller_who_holds_the_current_version_is_sent_nothing(shelf):
    shelf.given("books", a_book())

    answer = shelf._client.get(
        "/v1/books/b1", headers={"Authorization": f"Bearer {READER}", "If-None-Match": '"1"'}
    )

    assert (answer.status_code, answer.data) == (304, b"")


def test_what_is_removed_is_answered_with_nothing(shelf):
    shelf.given("books", a_book())

    assert shelf.delete("/v1/books/b1", as_=KEEPER).status == 204
    assert shelf.stored("books", "b1") is None


def test_a_change_on_an_old_version_is_refused(shelf):
    shelf.given("books", a_book())
    shelf.put("/v1/books/b1", BOOK, as_=KEEPER, if_match='"1"')

    answer = shelf.put("/v1/books/b1", {**BOOK, "title": "Mine"}, as_=KEEPER, if_match='"1"')

    assert (answer.status, answer.json["type"]) == (412, "urn:gongzhi:problem:version-differs")
    assert shelf.stored("books", "b1").title == "Wild Grass"


def test_the_same_key_again_is_answered_the_same_and_changes_nothing(shelf):
    first = shelf.post("/v1/books", BOOK, as_=READER, key="k1")
    again = shelf.post("/v1/books", BOOK, as_=READER, key="k1")

    assert (again.status, again.json, again.etag) == (201, first.json, first.etag)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert len(shelf.backend.collections["books"]) == 1


def test_the_same_key_for_another_request_is_refused(shelf):
    shelf.post("/v1/books", BOOK, as_=READER, key="k1")

    answer = shelf.post("/v1/books", {**BOOK, "title": "Other"}, as_=READER, key="k1")

    assert (answer.status, answer.json["type"]) == (
        422,
        "urn:gongzhi:problem:idempotency-key-reused",
    )


def test_a_key_belongs_to_its_caller(shelf):
    shelf.post("/v1/books", BOOK, as_=READER, key="k1")
    other = shelf.post("/v1/books", BOOK, as_=token("reader", sub="r2"), key="k1")

    assert "Idempotency-Replayed" not in other.headers


def test_a_refusal_is_not_kept_so_that_the_key_can_be_used_again(shelf):
    refused = shelf.post("/v1/books/b1/loan", as_=READER, key="k1")
    shelf.given("books", a_book())
    again = shelf.post("/v1/books/b1/loan", as_=READER, key="k1")

    assert (refused.status, again.status) == (404, 409)


@pytest.mark.parametrize(
    ("language", "detail"), [("en", "books are not lent"), ("zh-CN", "概不外借")]
)
def test_a_rule_says_no_in_the_callers_language(shelf, language, detail):
    shelf.given("books", a_book())

    answer = shelf.post("/v1/books/b1/loan", as_=READER, language=language)

    assert (answer.status, answer.json["detail"]) == (409, detail)
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_fault_is_answered_with_a_number_and_nothing_of_its_secrets(shelf):
    answer = shelf.post("/v1/faults", as_=READER)

    assert answer.status == 500
    assert answer.json["incident"]
    assert "secret" not in str(answer.json)


def test_nobody_without_a_token_gets_past_the_door(shelf):
    answer = shelf.post("/v1/books", BOOK)

    assert answer.status == 401
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="gongzhi"'


def test_nobody_without_the_role_gets_in(shelf):
    answer = shelf.put("/v1/books/b1", BOOK, as_=READER)

    assert (answer.status, answer.json["detail"]) == (403, "one of: keeper")


def test_nobody_gets_at_what_lies_outside_their_divisions(shelf):
    shelf.given("books", a_book(division="440605125"))

    assert shelf.get("/v1/books/b1", as_=READER).status == 403
    assert shelf.post("/v1/books", {**BOOK, "division": "440605125"}, as_=READER).status == 403


def test_anyone_sees_what_is_public(shelf):
    assert shelf.get("/v1/hours").json == {"open": "always"}


def test_content_at_fault_is_told_field_by_field(shelf):
    content = {"title": "", "division": "x", "authors": [{"name": 1}], "more": 1, "price": "1e400"}

    answer = shelf.post("/v1/books", content, as_=READER)

    told = {error["field"]: error["rule"] for error in answer.json["errors"]}
    assert answer.status == 422
    assert told["title"] == "length"
    assert told["division"] == "pattern"
    assert told["authors.0.name"] == "type"
    assert told["more"] == "unknown"


@pytest.mark.parametrize("due", ["2019-05-06T12:00:00", "soon", 7, "0001-01-01T00:00:00+14:00"])
def test_a_time_without_an_offset_or_beyond_the_calendar_is_refused(shelf, due):
    assert shelf.post("/v1/books", {**BOOK, "due_at": due}, as_=READER).status == 422


def test_a_way_in_without_content_takes_none(shelf):
    shelf.given("books", a_book())

    assert shelf.post("/v1/books/b1/loan", {}, as_=READER).status == 409
    assert shelf.post("/v1/books/b1/loan", {"x": 1}, as_=READER).status == 422


def test_unknown_paths_and_methods_are_told(shelf):
    missing = shelf.get("/v1/nothing", as_=READER)
    wrong = shelf.delete("/v1/books", as_=READER)

    assert (missing.status, missing.json["type"]) == (404, "urn:gongzhi:problem:no-such-path")
    assert (wrong.status, wrong.headers["Allow"]) == (405, "GET, HEAD, OPTIONS, POST")


def test_what_is_meant_for_another_service_is_to_come_again(shelf):
    meant = {name: {"Gongzhi-Service": name} for name in ("shelf", "elsewhere")}
    answers = [shelf._client.get("/v1/hours", headers=headers) for headers in meant.values()]

    assert [answer.status_code for answer in answers] == [200, 503]
    assert answers[1].headers["Retry-After"]


def test_head_and_options_are_answered_without_content(shelf):
    head = shelf._client.head("/v1/hours")
    options = shelf._client.options("/v1/books")

    assert (head.status_code, head.data, head.headers["Content-Length"]) == (200, b"", "17")
    assert (options.status_code, options.headers["Allow"]) == (204, "GET, HEAD, OPTIONS, POST")
    assert shelf._client.options("/v1/nothing").status_code == 404


def test_the_trace_of_the_caller_is_carried_on(shelf):
    trace = "0af7651916cd43dd8448eb211c80319c"

    sent = shelf._client.get(
        "/v1/hours", headers={"traceparent": f"00-{trace}-b7ad6b7169203331-01"}
    )
    none = shelf._client.get("/v1/hours", headers={"traceparent": "rubbish"})

    assert sent.headers["Traceparent"].split("-")[1] == trace
    assert len(none.headers["Traceparent"]) == 55


def test_a_path_with_what_no_identity_holds_is_refused(shelf):
    assert shelf.get("/v1/books/%00", as_=READER).status == 400
    assert shelf.get("/v1/books/%FF", as_=READER).status == 400
    assert shelf.get("/v1/books/" + "a" * 300, as_=READER).status == 400
