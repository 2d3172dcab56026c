"""Residents on the real database: an identity number is that of one, however many register it."""

from collections import Counter
from functools import partial

from deploy.local.servers import wait_until
from tests.integration.participation.desk import DABU, EVENTUALLY, Desk, at_once

ATTEMPTS = 40
PERSON = {"division": DABU, "name": "陈大文"}


def register(desk: Desk, number: str, attempts: int) -> Counter[tuple[int, str]]:
    """Register a number for so many at once; count the answers and the rules."""
    people = (PERSON | {"identity_number": number} for _ in range(attempts))
    answers = at_once(partial(desk.post, "/v1/residents", one) for one in people)
    rules = (answer.json().get("errors", [{"rule": ""}])[0]["rule"] for answer in answers)
    return Counter((a.status_code, rule) for a, rule in zip(answers, rules, strict=True))


def test_of_many_who_register_one_identity_number_exactly_one_does(desk: Desk) -> None:
    before = desk.kept["residents"].count_documents({})

    told = register(desk, "44060519880713002X", ATTEMPTS)

    assert told == {(201, ""): 1, (409, "identity-number-taken"): ATTEMPTS - 1}
    assert desk.kept["residents"].count_documents({}) == before + 1
    assert desk.kept["identity_marks"].count_documents({}) == 1


def test_numbers_sealed_before_there_were_marks_are_marked(desk: Desk) -> None:
    number = "440605199001010018"
    resident = desk.made("/v1/residents", **PERSON, identity_number=number)
    desk.kept["people"].update_one({"_id": resident}, {"$unset": {"mark": 1}})
    desk.kept["identity_marks"].delete_one({"resident_id": resident})

    desk.started()  # it is looked after as soon as they are there

    assert wait_until(lambda: marked(desk, resident), EVENTUALLY)
    assert register(desk, number, 2) == {(409, "identity-number-taken"): 2}


def marked(desk: Desk, resident: str) -> bool:
    return desk.kept["identity_marks"].find_one({"resident_id": resident}) is not None
