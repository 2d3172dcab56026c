"""A read that leaves a trace, and one that shows a page in place of JSON."""

from dataclasses import dataclass

import pytest

from chassis.http.call import Call
from chassis.http.openapi import openapi_document
from chassis.service import Stored, get
from chassis.store.collection import Collection
from chassis.testing.harness import Harness, token
from tests.toys.shelf.service import Book, ShelfService

READER = token("reader", sub="r1", divisions=("440605",))


@dataclass(frozen=True)
class Look:
    id: str
    looked_by: str


class Looks(Collection[Look]):
    name = "looks"
    holds = Look


class GuardedShelf(ShelfService):
    name = "shelf"
    looks = Stored(Looks)

    @get("/v1/books/{book_id}/secret", logged=True, roles=("reader",))
    def show_secret(self, call: Call, book_id: str) -> dict[str, str]:
        """A secret is shown to whoever is noted for it."""
        self.looks.add(Look(call.new_id(), call.principal.sub))
        return {"secret": self.books.read(book_id).secret}

    @get("/v1/books/{book_id}/page", public=True, media="text/html; charset=utf-8")
    def show_page(self, _call: Call, book_id: str) -> str:
        """A book as a page."""
        return f"<p>{book_id}《野草》</p>"


@pytest.fixture
def shelf():
    h = Harness(GuardedShelf)
    h.given("books", Book("b1", "440605124", "Call to Arms", "r1"))
    return h


def looks(shelf):
    return [row["looked_by"] for row in shelf.backend.collections.get("looks", {}).values()]


def test_what_a_read_keeps_is_committed_with_the_answer(shelf):
    answer = shelf.get("/v1/books/b1/secret", as_=READER)

    assert (answer.status, answer.json) == (200, {"secret": "never shown"})
    assert "ETag" not in answer.headers
    assert looks(shelf) == ["r1"]


def test_a_read_that_fails_keeps_nothing(shelf):
    assert shelf.get("/v1/books/b9/secret", as_=READER).status == 404
    assert looks(shelf) == []


def test_nothing_shown_is_kept_under_a_key(shelf):
    for _ in range(2):
        shelf.get("/v1/books/b1/secret", as_=READER, key="again")

    assert looks(shelf) == ["r1", "r1"]
    assert "never shown" not in str(shelf.backend.collections.get("replies", {}))


def test_a_page_is_answered_as_what_it_is(shelf):
    answer = shelf.get("/v1/books/b1/page")

    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.text == "<p>b1《野草》</p>"


def test_the_description_names_the_kind_of_page():
    paths = openapi_document(GuardedShelf)["paths"]

    page = paths["/v1/books/{book_id}/page"]["get"]["responses"]["200"]
    assert list(page["content"]) == ["text/html"]
    asked = paths["/v1/books/{book_id}/secret"]["get"]["parameters"]
    assert [one["name"] for one in asked] == ["book_id"]
