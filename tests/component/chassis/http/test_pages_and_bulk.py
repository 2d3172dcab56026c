"""Many at a time: pages of a list, and many writes in one request."""

import pytest

from chassis.errors import Unavailable
from chassis.testing.harness import Harness, token
from tests.toys.shelf.service import Book, ShelfService

READER = token("reader", sub="r1", divisions=("440605124",))
BOOK = {"title": "Wild Grass", "division": "440605124", "authors": []}


def a_book(number):
    return Book(id=f"b{number}", division="440605124", title="A", kept_by=f"r{number % 2}")


@pytest.fixture
def shelf():
    return Harness(ShelfService)


def test_a_list_is_read_page_by_page_and_nothing_twice(shelf):
    shelf.given("books", *(a_book(n) for n in range(5)))

    first = shelf.get("/v1/books?limit=3", as_=READER)
    link = first.headers["Link"].removeprefix("<").partition(">")[0]
    second = shelf.get(f"/v1/books{link}", as_=READER)

    assert [book["id"] for book in first.json["items"] + second.json["items"]] == [
        "b0", "b1", "b2", "b3", "b4",
    ]  # fmt: skip
    assert second.json["next"] is None
    assert "Link" not in second.headers
    assert "secret" not in first.json["items"][0]


def test_a_list_is_narrowed_by_the_parameters_it_declares(shelf):
    shelf.given("books", *(a_book(n) for n in range(5)))

    answer = shelf.get("/v1/books?kept_by=r1&limit=1", as_=READER)

    assert [book["id"] for book in answer.json["items"]] == ["b1"]
    assert "kept_by=r1" in answer.headers["Link"]


@pytest.mark.parametrize("query", ["limit=0", "cursor=!", "size=1", "division=(", "kept_by=%00"])
def test_a_list_asked_for_wrongly_is_refused(shelf, query):
    assert shelf.get(f"/v1/books?{query}", as_=READER).status == 400


def test_a_bulk_is_answered_item_by_item_in_order(shelf):
    items = [BOOK, {**BOOK, "title": ""}, {**BOOK, "division": "440606"}, BOOK]

    answer = shelf.post("/v1/books/bulk", {"items": items}, as_=READER)

    assert answer.status == 200
    assert [item["status"] for item in answer.json["items"]] == [201, 422, 403, 201]
    assert answer.json["items"][0]["body"]["title"] == "Wild Grass"
    assert answer.json["items"][0]["etag"] == '"1"'
    assert answer.json["items"][1]["problem"]["errors"][0]["field"] == "title"
    assert answer.json["counts"] == {"done": 2, "refused": 2}
    assert len(shelf.backend.collections["books"]) == 2


def test_a_bulk_sent_again_under_its_key_does_only_what_was_not_done(shelf):
    shelf.post("/v1/books/bulk", {"items": [BOOK, {**BOOK, "title": ""}]}, as_=READER, key="k")

    again = shelf.post("/v1/books/bulk", {"items": [BOOK, BOOK]}, as_=READER, key="k")

    assert again.json["counts"] == {"repeated": 1, "done": 1}
    assert len(shelf.backend.collections["books"]) == 2


@pytest.mark.parametrize(
    "content",
    [[], {}, {"items": {}}, {"items": []}, {"items": [BOOK], "x": 1}, {"items": [BOOK] * 501}],
)
def test_what_is_no_bulk_is_refused_as_a_whole(shelf, content):
    assert shelf.post("/v1/books/bulk", content, as_=READER).status == 422


def test_a_bulk_does_not_hang_on_one_version(shelf):
    answer = shelf.post("/v1/books/bulk", {"items": [BOOK]}, as_=READER, if_match='"1"')

    assert answer.status == 400


def test_a_bad_key_is_refused_for_the_whole_bulk(shelf):
    assert shelf.post("/v1/books/bulk", {"items": [BOOK]}, as_=READER, key="a b").status == 400


def test_a_bulk_nothing_of_which_was_done_is_to_be_tried_again(shelf, monkeypatch):
    def nobody_there(_writes):
        raise Unavailable("no database")

    monkeypatch.setattr(shelf.backend, "commit", nobody_there)

    answer = shelf.post("/v1/books/bulk", {"items": [BOOK]}, as_=READER)

    assert answer.status == 503
    assert answer.headers["Retry-After"] == "2"
