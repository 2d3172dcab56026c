"""Ways in that follow a protocol of others: forms, endings, media types, refusals of its own."""

from dataclasses import dataclass, field

import pytest

from chassis.http.call import Call
from chassis.http.dialects import Dialect, Format
from chassis.http.openapi import openapi_document
from chassis.service import Service, get, post
from chassis.store import Collection
from chassis.stored import Stored
from chassis.testing import Harness, token

KEEPER = token("keeper", sub="k1")
FORM = {"title": "野草", "note": "", "extra[shelf]": "3", "unheard_of": "1"}


def refuse(status, code, said):
    return {401: 403, 415: 400, 422: 400}.get(status, status), f"{code}: {said}"


PLAIN = Dialect(
    formats={
        "txt": Format("text/plain; charset=utf-8", lambda told: f"text {told}".encode()),
        "csv": Format("text/csv; charset=utf-8", lambda told: f"csv {told}".encode()),
    },
    refuse=refuse,
    key="key",
)


@dataclass(frozen=True)
class Volume:
    id: str
    title: str


class Volumes(Collection[Volume]):
    name = "volumes"
    holds = Volume


@dataclass(frozen=True)
class NewVolume:
    title: str
    note: str = "no note"
    extra: dict[str, str] = field(default_factory=dict)


class Library(Service):
    name = "library"
    volumes = Stored(Volumes)

    @post("/other/volumes", body=NewVolume, roles=("keeper",), dialect=PLAIN)
    def take_in(self, call: Call) -> str:
        body = call.body
        self.volumes.save(Volume(call.new_id(), body.title))
        return f"{body.title} {body.note} {body.extra.get('shelf')}"

    @get("/other/volumes/{number}", public=True, dialect=PLAIN, query={"part": "which part"})
    def show(self, call: Call, number: str) -> str:
        return f"{number} {call.query.get('part')}"


@pytest.fixture
def library():
    return Harness(Library)


@pytest.mark.parametrize(
    ("path", "accept", "answered"),
    [
        ("/other/volumes/7.txt", "", "text 7 None"),
        ("/other/volumes/7.csv", "text/plain", "csv 7 None"),
        ("/other/volumes/7", "", "text 7 None"),
        ("/other/volumes/7", "text/csv", "csv 7 None"),
        ("/other/volumes/7", "image/png", "text 7 None"),
        ("/other/volumes/7.txt?part=&key=long", "", "text 7 None"),
        ("/other/volumes/7.txt?part=2", "", "text 7 2"),
    ],
)
def test_an_ending_or_else_what_is_accepted_chooses_the_form(library, path, accept, answered):
    answer = library.get(path, headers={"Accept": accept})

    assert (answer.status, answer.text) == (200, answered)


def test_a_form_is_read_and_what_we_have_no_use_for_is_passed_over(library):
    answer = library.post("/other/volumes.csv", form=FORM, as_=KEEPER)

    assert (answer.status, answer.text) == (201, "csv 野草 no note 3")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"


def test_a_field_carries_the_token_where_no_header_does(library):
    assert library.post("/other/volumes", form=FORM | {"key": KEEPER}).status == 201


def test_the_first_reply_is_given_again_in_its_media_type(library):
    first, again = (
        library.post("/other/volumes.csv", form=FORM | {"key": token("keeper", sub="k1")}, key="a")
        for _ in range(2)
    )

    assert again.text == first.text
    assert again.headers["Content-Type"] == first.headers["Content-Type"]
    assert again.headers["Idempotency-Replayed"] == "true"
    assert len(library.backend.collections["volumes"]) == 1


@pytest.mark.parametrize(
    ("how", "status", "said"),
    [
        ({"form": FORM}, 403, "not-signed-in"),
        ({"form": FORM | {"key": "nonsense"}}, 403, "not-signed-in"),
        ({"form": {"note": "x"}, "as_": KEEPER}, 400, "invalid-body: at fault: title"),
        ({"form": [("title", "a"), ("title", "b")], "as_": KEEPER}, 400, "'title' stands twice"),
        ({"form": [("title", "a"), ("title[x]", "b")], "as_": KEEPER}, 400, "stands twice"),
        ({"form": {f"f{n}": "x" for n in range(201)}, "as_": KEEPER}, 400, "200 fields"),
        ({"form": {"title": "a\x00b"}, "as_": KEEPER}, 400, "control characters"),
        ({"form": {"title": b"\xff"}, "as_": KEEPER}, 400, "not in UTF-8"),
    ],
)
def test_what_is_refused_is_refused_as_the_protocol_words_it(library, how, status, said):
    answer = library.post("/other/volumes.txt", **how)

    assert answer.status == status
    assert answer.text.startswith("text ")
    assert said in answer.text


def test_the_description_names_forms_and_media_types():
    written = openapi_document(Library)["paths"]["/other/volumes"]["post"]

    assert "application/x-www-form-urlencoded" in written["requestBody"]["content"]
    assert set(written["responses"]["201"]["content"]) == {"text/plain", "text/csv"}
    assert "401" not in written["responses"]
