from datetime import UTC, datetime, timedelta

import pytest

from chassis.errors import Refused
from services.participation.domain.spaces.codes import DoorCode, Said, check_code, code_said

NOON = datetime(2019, 5, 6, 4, tzinfo=UTC)
DOOR = DoorCode(b"key", "s1", 5)
SHOWN, UNTIL = DOOR.shown(NOON)


def check_said(said, *, asked, now=NOON):
    code = code_said(said, asked=asked)
    if code is not None:
        check_code(code, DOOR, now=now)


def refusal(said, *, asked=True, now=NOON):
    with pytest.raises(Refused) as refused:
        check_said(said, asked=asked, now=now)
    return refused.value.code, refused.value.field


def by_resident(code=None, visited_at=None):
    return Said(code, visited_at, by_keeper=False)


@pytest.mark.parametrize("later", [timedelta(0), UNTIL - NOON - timedelta(seconds=1)])
def test_the_code_shown_lets_a_resident_in_until_it_is_refused(later):
    check_said(by_resident(SHOWN.lower()), asked=True, now=NOON + later)


def test_from_then_on_it_is_refused():
    assert refusal(by_resident(SHOWN), now=UNTIL) == ("code-wrong", "code")


def test_the_code_of_another_space_is_refused():
    elsewhere, _ = DoorCode(b"key", "s2", 5).shown(NOON)

    assert refusal(by_resident(elsewhere)) == ("code-wrong", "code")


def test_a_wrong_code_is_refused_even_where_none_is_asked():
    assert refusal(by_resident("AAAAAAAA"), asked=False) == ("code-wrong", "code")


def test_a_resident_needs_the_code_and_a_keeper_does_not():
    assert refusal(by_resident()) == ("code-needed", "code")
    check_said(Said(None, None, by_keeper=True), asked=True)
    check_said(by_resident(), asked=False)


def test_a_code_is_not_told_of_another_time():
    assert refusal(by_resident(SHOWN, NOON)) == ("code-is-for-now", "visited_at")
