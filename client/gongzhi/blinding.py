"""Blinding, the voter's half of RSABSSA-SHA384-PSS-Randomized (RFC 9474).

Who signs a blinded message learns nothing of it: for every message there is a blind that fits.
`cryptography` verifies; it does not offer the encoding and the raw RSA that blinding is, and no
library for it is kept up on PyPI, so they stand here and nowhere else.
"""

import base64
import hashlib
import secrets
from dataclasses import dataclass
from math import gcd

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import load_der_public_key

PREFIX_BYTES, SALT_BYTES = 32, 48
HASH_BYTES = hashlib.sha384().digest_size
LEAST_BITS = 2048
EXPONENT = 65537


class NotValid(Exception):  # noqa: N818 - says what is wrong
    """A key or a signature is not what it should be."""


@dataclass(frozen=True)
class Blinded:
    """What is sent to be signed, and what turns the answer into a signature; that stays here."""

    message: bytes
    inverse: int


def read_key(text: str) -> rsa.RSAPublicKey:
    """Read a public key as the service shows it; a weak or an odd one is refused."""
    key = load_der_public_key(base64.urlsafe_b64decode(text))
    if not isinstance(key, rsa.RSAPublicKey) or key.key_size < LEAST_BITS:
        raise NotValid(f"the key of a ballot is RSA of {LEAST_BITS} bits or more")
    if key.public_numbers().e != EXPONENT:
        raise NotValid("the key of a ballot has an unusual exponent")
    return key


def prepare(message: bytes) -> bytes:
    """Put 32 random bytes before a message: they are the token by which a ballot is known."""
    return secrets.token_bytes(PREFIX_BYTES) + message


def blind(key: rsa.RSAPublicKey, prepared: bytes) -> Blinded:
    """Blind a prepared message with a fresh blind and a fresh salt."""
    n = key.public_numbers().n
    while True:
        r = secrets.randbelow(n - 1) + 1
        if gcd(r, n) == 1:
            return blinded_with(key, prepared, salt=secrets.token_bytes(SALT_BYTES), r=r)


def blinded_with(key: rsa.RSAPublicKey, prepared: bytes, *, salt: bytes, r: int) -> Blinded:
    """Blind a prepared message with this salt and this blind."""
    public = key.public_numbers()
    m = int.from_bytes(encode(prepared, key.key_size - 1, salt))
    if gcd(m, public.n) != 1:
        raise NotValid("the key shares a factor with the message")
    z = m * pow(r, public.e, public.n) % public.n
    return Blinded(z.to_bytes(_size(key)), pow(r, -1, public.n))


def finalize(key: rsa.RSAPublicKey, prepared: bytes, signed: bytes, inverse: int) -> bytes:
    """Turn the answer into a signature of the message; one that does not verify is refused."""
    if len(signed) != _size(key):
        raise NotValid("the answer has not the length of a signature")
    n = key.public_numbers().n
    signature = (int.from_bytes(signed) * inverse % n).to_bytes(_size(key))
    if not is_signed(key, prepared, signature):
        raise NotValid("the answer is no signature of what was sent")
    return signature


def is_signed(key: rsa.RSAPublicKey, prepared: bytes, signature: bytes) -> bool:
    """Tell whether a prepared message bears a signature under a key."""
    pss = padding.PSS(mgf=padding.MGF1(hashes.SHA384()), salt_length=SALT_BYTES)
    try:
        key.verify(signature, prepared, pss, hashes.SHA384())
    except InvalidSignature:
        return False
    return True


def encode(message: bytes, bits: int, salt: bytes) -> bytes:
    """Encode a message as RFC 8017 section 9.1.1 says (EMSA-PSS-ENCODE)."""
    size = (bits + 7) // 8
    digest = hashlib.sha384(bytes(8) + hashlib.sha384(message).digest() + salt).digest()
    block = bytes(size - len(salt) - HASH_BYTES - 2) + b"\x01" + salt
    mask = _mask(digest, len(block))
    masked = bytearray(one ^ other for one, other in zip(block, mask, strict=True))
    masked[0] &= 0xFF >> (8 * size - bits)
    return bytes(masked) + digest + b"\xbc"


def _mask(seed: bytes, length: int) -> bytes:
    """Stretch a seed (MGF1, RFC 8017 appendix B.2.1)."""
    rounds = -(-length // HASH_BYTES)
    parts = (hashlib.sha384(seed + n.to_bytes(4)).digest() for n in range(rounds))
    return b"".join(parts)[:length]


def _size(key: rsa.RSAPublicKey) -> int:
    return (key.key_size + 7) // 8
