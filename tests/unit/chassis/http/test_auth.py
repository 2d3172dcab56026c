"""Which tokens open the door."""

import time
from unittest.mock import Mock

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

from chassis.errors import Unavailable
from chassis.http.auth import REMEMBERED, Doorkeeper
from chassis.http.keys import FileKeys, KeySet, keys_at
from chassis.http.problems import Problem
from chassis.testing.tokens import Issuer

ISSUER = Issuer()


def a_door(keys=None):
    return Doorkeeper(keys or ISSUER.keys(), issuer=ISSUER.issuer, audience=ISSUER.audience)


def refused(authorization, door=None):
    with pytest.raises(Problem) as refusal:
        (door or a_door()).admit(authorization)
    assert refusal.value.kind.status == 401
    assert refusal.value.headers["WWW-Authenticate"].startswith("Bearer")
    return refusal.value.said["en"]


def test_a_valid_token_says_who_asks():
    token = ISSUER.token("worker", "captain", sub="w1", divisions=["440605124004"])

    principal = a_door().admit(f"Bearer {token}")

    assert principal.sub == "w1"
    assert principal.roles == {"worker", "captain"}
    assert principal.divisions == ("440605124004",)


def test_a_token_seen_before_is_not_checked_again_until_it_expires(monkeypatch):
    door = a_door()
    bearer = f"Bearer {ISSUER.token('worker', seconds=60)}"
    first = door.admit(bearer)
    monkeypatch.setattr(jwt, "decode", None)

    assert door.admit(bearer) is first


def test_a_remembered_token_is_refused_once_expired(monkeypatch):
    door = a_door()
    bearer = f"Bearer {ISSUER.token('worker', seconds=60)}"
    door.admit(bearer)
    later = time.time() + 120
    monkeypatch.setattr(time, "time", lambda: later)
    monkeypatch.setattr(jwt, "decode", Mock(side_effect=jwt.ExpiredSignatureError))

    assert refused(bearer, door) == "the token has expired"


def test_no_more_tokens_are_remembered_than_there_is_room_for(monkeypatch):
    monkeypatch.setattr("chassis.http.auth.REMEMBERED", 2)
    door = a_door()

    for sub in ("a", "b", "c"):
        door.admit(f"Bearer {ISSUER.token(sub=sub)}")

    assert REMEMBERED > 2
    assert len(door._seen) == 2


@pytest.mark.parametrize(
    "header", ["", "Basic YTpi", "Bearer", "Bearer ", "Bearer x", "Bearer ü.ü.ü"]
)
def test_what_is_no_token_is_refused(header):
    refused(header)


def test_a_token_longer_than_any_real_one_is_refused_unread():
    refused("Bearer " + "a" * 10000)


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "someone-else"},
        {"aud": "another-system"},
        {"exp": 1},
        {"nbf": 32503680000},
        {"sub": ""},
        {"sub": "a\u0000b"},
        {"sub": 7},
        {"roles": "worker"},
        {"roles": [7]},
        {"divisions": [""]},
        {"divisions": ["440605.*"]},
        {"divisions": [None]},
    ],
)
def test_a_token_with_a_wrong_claim_is_refused(claims):
    refused(f"Bearer {ISSUER.token('worker', **claims)}")


@pytest.mark.parametrize("missing", ["aud", "iss", "exp", "sub"])
def test_a_token_without_a_needed_claim_is_refused(missing):
    claims = jwt.decode(ISSUER.token("worker"), options={"verify_signature": False})
    del claims[missing]
    token = jwt.encode(claims, ISSUER._private_key, algorithm="EdDSA", headers={"kid": "test"})

    refused(f"Bearer {token}")


def test_a_token_of_another_key_is_refused():
    refused(f"Bearer {Issuer().token('worker')}")
    refused(f"Bearer {Issuer(kid='other').token('worker')}")


def test_a_token_signed_with_a_shared_secret_or_not_at_all_is_refused():
    claims = jwt.decode(ISSUER.token("worker"), options={"verify_signature": False})
    public = "what everyone knows: " + ISSUER.jwks()["keys"][0]["x"]

    for token in (
        jwt.encode(claims, public, algorithm="HS256", headers={"kid": "test"}),
        jwt.encode(claims, None, algorithm="none", headers={"kid": "test"}),
    ):
        refused(f"Bearer {token}")


def test_keys_of_every_allowed_kind_are_used_and_others_passed_over():
    ours = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    curve = generate_private_key(SECP256R1())
    keys = KeySet(
        {
            "keys": [
                {**RSAAlgorithm.to_jwk(ours.public_key(), as_dict=True), "kid": "r"},
                {**ECAlgorithm.to_jwk(curve.public_key(), as_dict=True), "kid": "e"},
                {"kty": "oct", "k": "c2VjcmV0", "kid": "test", "use": "enc"},
                {"kty": "unheard-of", "kid": "u"},
            ]
        }
    )
    claims = jwt.decode(ISSUER.token("worker"), options={"verify_signature": False})

    by_rsa = jwt.encode(claims, ours, algorithm="RS256", headers={"kid": "r"})
    by_curve = jwt.encode(claims, curve, algorithm="ES256", headers={"kid": "e"})
    stronger = jwt.encode(claims, ours, algorithm="RS512", headers={"kid": "r"})

    door = a_door(keys)
    assert door.admit(f"Bearer {by_rsa}") == door.admit(f"bearer {by_curve}")
    refused(f"Bearer {stronger}", door)


def test_a_file_of_keys_is_read_again_when_it_changes(tmp_path, monkeypatch):
    path = tmp_path / "jwks.json"
    path.write_text(Issuer().jwks_json())
    door = a_door(FileKeys(str(path)))
    bearer = f"Bearer {ISSUER.token('worker')}"
    refused(bearer, door)
    monkeypatch.setattr("chassis.http.keys.LOOK_AGAIN_SECONDS", -1)
    path.write_text(ISSUER.jwks_json())

    assert door.admit(bearer).roles == {"worker"}


def test_keys_that_cannot_be_read_make_the_service_unavailable_rather_than_the_caller_unknown(
    tmp_path,
):
    with pytest.raises(Unavailable):
        a_door(keys_at(str(tmp_path / "missing"))).admit(f"Bearer {ISSUER.token('worker')}")
    with pytest.raises(Unavailable):
        a_door(keys_at("http://127.0.0.1:1/jwks")).admit(f"Bearer {ISSUER.token('worker')}")


def test_keys_are_not_fetched_over_an_open_line():
    with pytest.raises(ValueError, match="https"):
        keys_at("http://issuer.example/jwks")
