"""A shelf of books: the smallest service with one of every way in."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import Enum
from typing import Annotated, Any

from marshmallow.validate import Length, OneOf, Range, Regexp

from chassis.errors import Refused
from chassis.events import described
from chassis.http.call import Call
from chassis.service import Service, Stored, delete, get, post, put
from chassis.store.collection import Collection


class Cover(Enum):
    """How a book is bound."""

    HARD = "hard"
    SOFT = "soft"


@dataclass(frozen=True)
class Author:
    """Who wrote a book."""

    name: Annotated[str, Length(1, 50)] = described("Lu Xun", "full name")
    born: Annotated[int | None, Range(1, 2100)] = described(1881, "year", default=None)


@dataclass(frozen=True)
class PutBook:
    """What a reader sends to put a book on the shelf."""

    title: Annotated[str, Length(1, 100)] = described("Wild Grass", "its title")
    division: Annotated[str, Regexp(r"[0-9]{6,12}(-[a-z0-9]+)*\Z")] = described("440605", "where")
    authors: list[Author] = described([{"name": "Lu Xun"}], "who wrote it")
    cover: Cover = described("hard", "how it is bound", default=Cover.SOFT)
    kind: Annotated[str, OneOf(("novel", "poems"))] = described("poems", "what", default="novel")
    price: float = described(9.5, "in yuan", default=0.0)
    due_at: datetime | None = described("2019-05-06T12:00:00+08:00", "when due", default=None)
    notes: dict[str, Any] = described({}, "whatever else", default={})


@dataclass(frozen=True)
class Book:
    """A book on the shelf."""

    id: str
    division: str
    title: str
    kept_by: str
    authors: tuple[Author, ...] = ()
    cover: Cover = Cover.SOFT
    due_at: datetime | None = None
    secret: str = "never shown"
    notes: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class BookView:
    """What a caller sees of a book."""

    id: str = described("0197", "its id")
    title: str = described("Wild Grass", "its title")
    division: str = described("440605", "where it stands")
    authors: list[Author] = described([{"name": "Lu Xun"}], "who wrote it")
    cover: Cover = described("hard", "how it is bound")
    due_at: datetime | None = described("2019-05-06T04:00:00Z", "when due", default=None)


class Books(Collection[Book]):
    """The books on the shelf."""

    name = "books"
    holds = Book


class ShelfService(Service):
    """Keeps books, for tests."""

    name = "shelf"
    books = Stored(Books)

    @post("/v1/books", body=PutBook, view=BookView, roles=("reader", "keeper"), bulk=True)
    def put_book(self, call: Call) -> Book:
        """A reader puts a book on the shelf."""
        call.covers(call.body.division)
        return self._keep(call)

    @get("/v1/books/{book_id}", view=BookView)
    def show_book(self, _call: Call, book_id: str) -> Book:
        """Anyone with a token looks at a book."""
        return self.books.read(book_id)

    @get("/v1/books", view=BookView, paged=True, query={"kept_by": "only whose books"})
    def list_books(self, call: Call) -> dict[str, Any]:
        """Anyone with a token looks along the shelf."""
        wanted = {"kept_by": call.query["kept_by"]} if "kept_by" in call.query else {}
        return self.books.page(wanted, call)

    @put("/v1/books/{book_id}", body=PutBook, view=BookView, roles=("keeper",))
    def replace_book(self, call: Call, book_id: str) -> Book:
        """A keeper corrects what is said of a book."""
        book = replace(self.books.get(book_id), title=call.body.title)
        self.books.save(book)
        return book

    @delete("/v1/books/{book_id}", roles=("keeper",))
    def remove_book(self, _call: Call, book_id: str) -> None:
        """A keeper takes a book away."""
        self.books.get(book_id)
        self.books.remove(book_id)

    @post("/v1/books/{book_id}/loan", status=200)
    def lend_book(self, _call: Call, book_id: str) -> None:
        """Books of this shelf are not lent."""
        self.books.get(book_id)
        raise Refused("not-lent", "books are not lent", "概不外借")

    @post("/v1/faults", status=200)
    def break_down(self, _call: Call) -> None:
        """Something nobody foresaw."""
        raise ZeroDivisionError("the secret of the fault")

    @get("/v1/hours", public=True)
    def show_hours(self, _call: Call) -> dict[str, Any]:
        """Anyone may know when the shelf is open."""
        return {"open": "always"}

    def _keep(self, call: Call) -> Book:
        body = call.body
        due = body.due_at.astimezone(UTC) if body.due_at else None
        book = Book(
            id=call.new_id(),
            division=body.division,
            title=body.title,
            kept_by=call.principal.sub,
            authors=tuple(body.authors),
            cover=body.cover,
            due_at=due,
            notes=body.notes,
        )
        self.books.save(book)
        return book
