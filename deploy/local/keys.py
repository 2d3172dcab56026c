"""An issuer of our own for the embedded run: made once, private to the person who runs it."""

import base64
import hashlib
import json
import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

ISSUER, PUBLIC, PERSONAL = "issuer.jwk", "jwks.json", "personal.key"
SIGNING, CASES = "signing.pem", "cases.key"
PERSONAL_BYTES, SIGNING_BITS = 32, 2048


def ensure_keys(directory: Path) -> None:
    """Make the issuer's keys, those of personal data and of case files, and the one that signs."""
    directory.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not (directory / ISSUER).exists():
        _make_issuer(directory)
    for sealing in (PERSONAL, CASES):
        if not (directory / sealing).exists():
            _write_private(directory / sealing, _text(os.urandom(PERSONAL_BYTES), padded=True))
    if not (directory / SIGNING).exists():
        _write_private(directory / SIGNING, _signing_key())


def _make_issuer(directory: Path) -> None:
    private = Ed25519PrivateKey.generate()
    public = {"crv": "Ed25519", "kty": "OKP", "x": _text(private.public_key().public_bytes_raw())}
    thumbprint = hashlib.sha256(json.dumps(public, separators=(",", ":")).encode()).digest()
    public |= {"alg": "EdDSA", "use": "sig", "kid": _text(thumbprint)[:16]}
    (directory / PUBLIC).write_text(json.dumps({"keys": [public]}, indent=2) + "\n")
    kept = json.dumps({**public, "d": _text(private.private_bytes_raw())}, indent=2) + "\n"
    _write_private(directory / ISSUER, kept)


def _signing_key() -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=SIGNING_BITS)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def _text(octets: bytes, *, padded: bool = False) -> str:
    encoded = base64.urlsafe_b64encode(octets).decode()
    return encoded if padded else encoded.rstrip("=")


def _write_private(path: Path, content: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(content)
