import base64

import pytest

from chassis.environment import SettingsInvalid
from chassis.sealing import Seal, SealBroken, read_key

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

    assert read_key(str(path)) == b"k" * 32


@pytest.mark.parametrize("content", ["", "short", "a2V5", "not base64 at all é"])
def test_a_service_does_not_start_with_a_key_that_is_none(tmp_path, content):
    path = tmp_path / "personal.key"
    path.write_text(content)

    with pytest.raises(SettingsInvalid):
        read_key(str(path))


def test_a_service_does_not_start_without_a_key():
    with pytest.raises(SettingsInvalid):
        read_key("")
