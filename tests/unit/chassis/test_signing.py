import base64
import json

import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from chassis.environment import SettingsInvalid
from chassis.errors import Refused
from chassis.signing import Signer, read_keys, thumbprint

OLD, NEW = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
WHERE = "https://a.example/keys"


def pem(*keys):
    form = (Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return b"".join(key.private_bytes(*form) for key in keys)


def header_of(signed):
    head = signed.split(".")[0]
    return json.loads(base64.urlsafe_b64decode(head + "=" * (-len(head) % 4)))


def test_the_first_key_signs_and_all_are_shown(tmp_path):
    path = tmp_path / "signing.pem"
    path.write_bytes(pem(NEW, OLD))
    signer = Signer(read_keys(str(path)), address="https://a.example/")

    header = header_of(signer.sign({"a": 1}, key_address=WHERE))

    assert signer.address == "https://a.example"
    assert list(signer.public_keys()) == [signer.first, Signer([OLD], address="").first]
    assert header == {"alg": "RS256", "typ": "JWT", "kid": f"{WHERE}/{signer.first}"}


def test_a_key_is_named_as_rfc_7638_names_it():
    """The example in its section 3.1."""
    modulus = (
        "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECP"
        "ebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY"
        "368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0f"
        "M4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw"
    )
    key = {"kty": "RSA", "n": modulus, "e": "AQAB", "alg": "RS256"}

    assert thumbprint(key) == "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"


def test_without_a_key_nothing_is_signed():
    signer = Signer([], address="https://a.example")

    with pytest.raises(Refused) as refused:
        signer.sign({}, key_address=WHERE)
    assert refused.value.code == "signing-key-missing"
    assert signer.public_keys() == {}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no key",
        pem(ed25519.Ed25519PrivateKey.generate()),
        pem(NEW, rsa.generate_private_key(public_exponent=65537, key_size=1024)),
    ],
    ids=["empty", "text", "another kind", "too short"],
)
def test_a_service_does_not_start_with_keys_that_do_not_fit(tmp_path, content):
    path = tmp_path / "signing.pem"
    path.write_bytes(content)

    with pytest.raises(SettingsInvalid):
        read_keys(str(path))
    with pytest.raises(SettingsInvalid):
        read_keys(str(tmp_path / "gone.pem"))
