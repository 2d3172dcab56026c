from datetime import UTC, datetime, timedelta

from chassis.sealing import Seal
from services.participation.domain.codes import LENGTH, SIGNS, code_of, ends_of, is_code, slot_of

KEY = Seal(b"k" * 32).key_for("codes")
NOON = datetime(2019, 5, 6, 4, tzinfo=UTC)
SLOT = slot_of(NOON, 5)


def is_now(said, *, key=KEY, about="a1", slot=SLOT):
    return is_code(said, key=key, about=about, slot=slot)


def test_a_code_holds_for_its_slot_and_the_next():
    code = code_of(KEY, "a1", SLOT)

    assert [is_now(code, slot=SLOT + n) for n in (-1, 0, 1, 2)] == [False, True, True, False]
    assert ends_of(SLOT, 5) == (NOON + timedelta(minutes=10)).timestamp()


def test_a_code_is_of_one_thing_and_one_key():
    code = code_of(KEY, "a1", SLOT)

    assert not is_now(code, about="a2")
    assert not is_now(code, key=Seal(b"o" * 32).key_for("codes"))
    assert not is_now(code, key=Seal(b"k" * 32).key_for("something else"))


def test_a_code_may_be_typed_in_small_letters():
    assert is_now(f" {code_of(KEY, 'a1', SLOT).lower()} ")


def test_what_is_no_code_is_none():
    assert not any(map(is_now, ("", "签到码", "0" * LENGTH, code_of(KEY, "a1", SLOT)[:-1])))


def test_codes_use_only_signs_that_cannot_be_mistaken_and_differ():
    codes = [code_of(KEY, "a1", slot) for slot in range(500)]

    assert len(set(codes)) == 500
    assert {len(code) for code in codes} == {LENGTH}
    assert set("".join(codes)) == set(SIGNS)
    assert not set(SIGNS) & set("01OIZ")


def test_five_minutes_are_one_slot():
    moments = [NOON + timedelta(minutes=n) for n in (0, 4, 5)]

    assert [slot_of(moment, 5) - SLOT for moment in moments] == [0, 0, 1]
