"""What a caller is told when a request fails."""

import pytest
from marshmallow import ValidationError
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge

from chassis.errors import (
    Forbidden,
    Invalid,
    NotFound,
    Overloaded,
    PreconditionFailed,
    Refused,
    Unavailable,
)
from chassis.http.kinds import KINDS
from chassis.http.problems import Problem, problem_of
from chassis.http.validation import invalid_body


def test_a_problem_has_the_members_of_rfc_9457_and_what_to_do():
    document = Problem("not-json").document("en", "/v1/books")

    assert document == {
        "type": "urn:gongzhi:problem:not-json",
        "title": "Not JSON",
        "status": 415,
        "detail": "Not JSON",
        "instance": "/v1/books",
        "remedy": "Send Content-Type: application/json.",
    }


@pytest.mark.parametrize("code", KINDS)
def test_every_problem_is_told_in_both_languages(code):
    chinese, english = (Problem(code).document(language, "/") for language in ("zh", "en"))

    assert chinese["type"] == english["type"]
    assert all(chinese[told] != english[told] for told in ("title", "detail", "remedy"))


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (Refused("not-lent", "no", "否"), 409, "not-lent"),
        (NotFound("books", "b1"), 404, "not-found"),
        (Forbidden("not-yourself", "no", "否"), 403, "not-yourself"),
        (Invalid("too-many", "no", "否", field="items"), 422, "too-many"),
        (PreconditionFailed(1, 2), 412, "version-differs"),
        (Unavailable("database"), 503, "unavailable"),
        (Overloaded(), 429, "too-busy"),
        (RequestEntityTooLarge(), 413, "too-large"),
        (BadRequest(), 400, "malformed-request"),
    ],
)
def test_every_outcome_has_its_status_and_type(error, status, code):
    problem = problem_of(error, "en")

    assert (problem.kind.status, problem.code) == (status, code)


@pytest.mark.parametrize("error", [Unavailable("x"), Overloaded()])
def test_who_comes_at_a_bad_time_is_told_when_to_come_again(error):
    assert int(problem_of(error, "zh").headers["Retry-After"]) >= 1


def test_a_refusal_names_the_field_at_fault_in_the_callers_language():
    errors = problem_of(Invalid("too-many", "too many", "过多", field="items"), "zh").members[
        "errors"
    ]

    assert errors == [{"field": "items", "rule": "too-many", "message": "过多"}]


def test_a_fault_is_logged_and_told_by_number_only(caplog):
    document = problem_of(ZeroDivisionError("the secret"), "en").document("en", "/")

    assert document["status"] == 500
    assert document["incident"] in caplog.text
    assert "secret" not in str(document)


def test_wrong_fields_are_listed_with_rule_and_message():
    messages = {
        "title": ["Longer than maximum length 100."],
        "authors": {0: {"name": ["Missing data for required field."]}},
        "notes": {"a": {"value": ["Not a valid string."]}},
        "_schema": ["Invalid input type."],
    }

    errors = invalid_body(ValidationError(messages), "zh").members["errors"]

    assert errors == [
        {"field": "title", "rule": "length", "message": "长度不能超过 100"},
        {"field": "authors.0.name", "rule": "required", "message": "必须填写"},
        {"field": "notes.a", "rule": "type", "message": "须为文本"},
        {"field": "(body)", "rule": "type", "message": "须为对象"},
    ]


def test_a_rule_nobody_has_translated_is_told_as_it_is():
    errors = invalid_body(ValidationError({"x": ["Odd."]}), "zh").members["errors"]

    assert errors == [{"field": "x", "rule": "invalid", "message": "Odd."}]


def test_a_thousand_errors_are_not_all_told():
    problem = invalid_body(ValidationError({f"f{n}": ["Odd."] for n in range(1000)}), "en")

    assert len(problem.members["errors"]) == 100
