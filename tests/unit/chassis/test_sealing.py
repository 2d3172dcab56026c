import base64

import pytest

from chassis.environment import SettingsInvalid
from chassis.sealing import Seal, SealBroken, read_keys

SEAL = Seal(b"a" * 32)
CONTENT = {"name": "陈大文", "phone": "13800000000"}


def test_what_is_sealed_can_be_opened():
    assert SEAL.unseal(*SEAL.seal(CONTENT, about="r1"), about="r1") == CONTENT


def test_what_is_sealed_cannot_be_read():
    sealed, wrapped = SEAL.seal(CONTENT, about="r1")

    assert b"13800000000" not in base64.urlsafe_b64decode(sealed)
    assert SEAL.seal(CONTENT, about="r1") != (sealed, wrapped)


def test_the_seal_of_one_subject_does_not_open_for_another():
    with pytest.raises(SealBroken):
        SEAL.unseal(*SEAL.seal(CONTENT, about="r1"), about="r2")


def test_a_key_of_another_subject_opens_nothing():
    sealed, _ = SEAL.seal(CONTENT, about="r1")
    _, other = SEAL.seal(CONTENT, about="r1")

    with pytest.raises(SealBroken):
        SEAL.unseal(sealed, other, about="r1")


def test_another_service_key_opens_nothing():
    with pytest.raises(SealBroken):
        Seal(b"b" * 32).unseal(*SEAL.seal(CONTENT, about="r1"), about="r1")


def test_a_reference_always_has_the_same_pseudonym_under_one_key():
    assert SEAL.pseudonym("dabu-1") == SEAL.pseudonym("dabu-1")
    assert SEAL.pseudonym("dabu-1") != SEAL.pseudonym("dabu-2")
    assert SEAL.pseudonym("dabu-1") != Seal(b"b" * 32).pseudonym("dabu-1")


def test_a_key_is_read_from_its_file(tmp_path):
    path = tmp_path / "personal.key"
    path.write_text(base64.urlsafe_b64encode(b"k" * 32).decode())

    assert read_keys(str(path)) == [b"k" * 32]


@pytest.mark.parametrize("content", ["", "short", "a2V5", "not base64 at all é"])
def test_a_service_does_not_start_with_a_key_that_is_none(tmp_path, content):
    path = tmp_path / "personal.key"
    path.write_text(content)

    with pytest.raises(SettingsInvalid):
        read_keys(str(path))


def test_a_service_does_not_start_without_a_key():
    with pytest.raises(SettingsInvalid):
        read_keys("")


OLD, NEW = b"o" * 32, b"n" * 32


def test_under_a_new_key_what_an_old_one_sealed_is_still_opened():
    sealed = Seal(OLD).seal(CONTENT, about="r1")

    assert Seal(NEW, OLD).unseal(*sealed, about="r1") == CONTENT
    assert Seal(OLD, NEW, OLD).unseal(*Seal(NEW, OLD).seal(CONTENT, about="r1"), about="r1")


def test_once_wrapped_anew_the_old_key_is_no_longer_needed_and_opens_nothing():
    sealed, wrapped = Seal(OLD).seal(CONTENT, about="r1")

    anew = Seal(NEW, OLD).rewrap(wrapped, about="r1")

    assert Seal(NEW).unseal(sealed, anew, about="r1") == CONTENT
    with pytest.raises(SealBroken):
        Seal(OLD).unseal(sealed, anew, about="r1")


def test_pseudonyms_outlive_a_change_of_keys():
    assert Seal(NEW, OLD).pseudonym("dabu-1") == Seal(OLD).pseudonym("dabu-1")
    assert Seal(NEW, OLD).key_for("codes") == Seal(OLD).key_for("codes")


def test_each_key_has_a_name_that_does_not_tell_it():
    assert Seal(NEW, OLD).wraps_under == Seal(NEW).wraps_under != Seal(OLD).wraps_under


def test_several_keys_are_read_in_their_order(tmp_path):
    path = tmp_path / "personal.key"
    path.write_text("\n".join(base64.urlsafe_b64encode(key).decode() for key in (NEW, OLD)))

    assert read_keys(str(path)) == [NEW, OLD]
