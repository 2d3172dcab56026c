from datetime import UTC, date, datetime

import pytest

from chassis.errors import Invalid
from services.participation.domain.residents.guardians import birth_of, check_guardian, is_child
from services.participation.domain.residents.resident import Resident

NOON = datetime(2024, 5, 6, 4, tzinfo=UTC)
TODAY = date(2024, 5, 6)
MOTHER = Resident("mother", "440605126009", (), NOON)


@pytest.mark.parametrize(
    ("personal", "born"),
    [
        ({"birth_date": "2010-05-06"}, date(2010, 5, 6)),
        ({"identity_number": "440605201005060018"}, date(2010, 5, 6)),
        ({"identity_number": "44060520100506001X"}, date(2010, 5, 6)),
        ({"identity_number": "440605209913060018"}, None),
        ({"identity_number": "E12345678"}, None),
        ({}, None),
    ],
)
def test_the_day_of_birth_is_said_or_read_off_the_identity_number(personal, born):
    assert birth_of(personal) == born


@pytest.mark.parametrize(
    ("born", "child"),
    [("2010-05-07", True), ("2010-05-06", False), ("2012-02-29", True), ("1990-01-01", False)],
)
def test_a_child_is_one_until_the_fourteenth_birthday(born, child):
    assert is_child({"birth_date": born}, today=TODAY) is child


def test_of_whom_no_age_is_known_none_is_presumed():
    assert not is_child({"name": "陈大文"}, today=TODAY)


def test_an_adult_may_be_a_guardian_and_so_may_one_of_unknown_age():
    for personal in ({}, {"birth_date": "2006-05-06"}):
        assert check_guardian(MOTHER, personal, child_id="r1", today=TODAY) is MOTHER


@pytest.mark.parametrize(
    ("guardian", "born", "code"),
    [
        (None, "1990-01-01", "guardian-needed"),
        (MOTHER, "2006-05-07", "guardian-unfit"),
        (Resident("r1", "440605126009", (), NOON), "1990-01-01", "guardian-unfit"),
        (Resident("gone", "4406", (), NOON, erased_at=NOON), "1990-01-01", "guardian-unfit"),
    ],
)
def test_nobody_else_may(guardian, born, code):
    with pytest.raises(Invalid) as refused:
        check_guardian(guardian, {"birth_date": born}, child_id="r1", today=TODAY)

    assert (refused.value.code, refused.value.field) == (code, "guardian_id")
