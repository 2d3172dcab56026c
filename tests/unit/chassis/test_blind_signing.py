import json
import secrets
from functools import cache
from pathlib import Path

import pytest

from chassis.blind_signing import BlindKey, NotSigned, is_signed
from gongzhi import blinding
from gongzhi.blinding import NotValid

POLL = b"topic-1-p1"


def vector():
    """Read the test vector of the RFC for this variant; long numbers stand in several lines."""
    read = json.loads((Path(__file__).parent / "rfc9474.json").read_text(encoding="utf-8"))
    return {name: "".join(value) for name, value in read.items()}


@cache
def a_key():
    return BlindKey.made()


def signed_blindly(key, prepared):
    public = blinding.read_key(key.public)
    blinded = blinding.blind(public, prepared)
    return blinding.finalize(public, prepared, key.sign(blinded.message), blinded.inverse)


def test_the_vector_of_the_rfc_comes_out_on_both_sides():
    told = vector()
    key = BlindKey(int(told["p"], 16), int(told["q"], 16), int(told["e"], 16))
    public = blinding.read_key(key.public)
    prepared = bytes.fromhex(told["msg_prefix"] + told["msg"])
    inverse = int(told["inv"], 16)

    blinded = blinding.blinded_with(
        public, prepared, salt=bytes.fromhex(told["salt"]), r=pow(inverse, -1, key.n)
    )
    answer = key.sign(blinded.message)
    signature = blinding.finalize(public, prepared, answer, blinded.inverse)

    assert key.n == int(told["n"], 16)
    assert blinded.message.hex() == told["blinded_msg"]
    assert answer.hex() == told["blind_sig"]
    assert signature.hex() == told["sig"]
    assert is_signed(key.public, prepared, signature)


def test_what_was_signed_blindly_bears_a_usual_signature_of_that_key_and_message_alone():
    prepared = blinding.prepare(POLL)

    signature = signed_blindly(a_key(), prepared)

    assert is_signed(a_key().public, prepared, signature)
    assert not is_signed(a_key().public, blinding.prepare(POLL), signature)
    assert not is_signed(BlindKey.made().public, prepared, signature)
    assert not is_signed(a_key().public, prepared, bytes(len(signature)))


def test_the_same_blinded_message_gets_the_same_answer():
    blinded = blinding.blind(blinding.read_key(a_key().public), blinding.prepare(POLL))

    assert a_key().sign(blinded.message) == a_key().sign(blinded.message)


def test_the_blinded_message_fits_every_token_with_some_blind():
    """What the signer keeps leads to no token: for each there is a blind it would come from."""
    key = a_key()
    public = blinding.read_key(key.public)
    kept = blinding.blind(public, blinding.prepare(POLL)).message
    salt, other = bytes(48), blinding.prepare(POLL)
    encoded = int.from_bytes(blinding.encode(other, public.key_size - 1, salt))

    root = int.from_bytes(key.sign(kept)) * pow(key._power(encoded), -1, key.n) % key.n

    assert blinding.blinded_with(public, other, salt=salt, r=root).message == kept


def test_a_key_survives_being_written():
    assert BlindKey.read(a_key().written) == a_key()


@pytest.mark.parametrize(
    "blinded",
    [b"", bytes(256), b"\xff" * 256, b"\x01" * 255],
    ids=["none", "zero", "large", "short"],
)
def test_what_is_no_blinded_message_is_not_signed(blinded):
    with pytest.raises(NotSigned):
        a_key().sign(blinded)


@pytest.mark.parametrize("answer", [secrets.token_bytes(256), b"", bytes(257)])
def test_a_voter_takes_no_false_answer(answer):
    public = blinding.read_key(a_key().public)
    prepared = blinding.prepare(POLL)
    blinded = blinding.blind(public, prepared)

    with pytest.raises(NotValid):
        blinding.finalize(public, prepared, answer, blinded.inverse)


def test_a_weak_key_is_refused():
    with pytest.raises(NotValid, match="2048"):
        blinding.read_key(BlindKey.made(1024).public)
