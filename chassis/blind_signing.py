"""Blind signatures, RSABSSA-SHA384-PSS-Randomized of RFC 9474: whoever signs never sees what.

No library: PyPI has none that is kept up, and `cryptography` makes the keys and verifies, yet does
not offer the one raw RSA operation that signing blindly is. It stands here and nowhere else.
"""

import base64
import secrets
from dataclasses import dataclass
from functools import cached_property

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_der_public_key,
)

BITS, EXPONENT = 2048, 65537
PREFIX_BYTES = 32  # the random part of what is signed, RFC 9474 section 4.1
SALT_BYTES = 48


class NotSigned(Exception):  # noqa: N818 - says what is wrong
    """What was to be signed is no number below the modulus, or the signature did not come out."""


@dataclass(frozen=True)
class BlindKey:
    """A key that signs what it cannot see."""

    p: int
    q: int
    e: int = EXPONENT

    @classmethod
    def made(cls, bits: int = BITS) -> "BlindKey":
        """Make a fresh key."""
        numbers = rsa.generate_private_key(EXPONENT, bits).private_numbers()
        return cls(numbers.p, numbers.q)

    @classmethod
    def read(cls, text: str) -> "BlindKey":
        """Read what `written` wrote."""
        p, q = text.split(".")
        return cls(int(p, 16), int(q, 16))

    @property
    def written(self) -> str:
        """Write the secret key as text, to be sealed."""
        return f"{self.p:x}.{self.q:x}"

    @property
    def n(self) -> int:
        """Give the modulus."""
        return self.p * self.q

    @property
    def size(self) -> int:
        """Give the length of a signature in bytes."""
        return (self.n.bit_length() + 7) // 8

    @property
    def public(self) -> str:
        """Write the public key as text: SubjectPublicKeyInfo in URL-safe base64."""
        key = rsa.RSAPublicNumbers(self.e, self.n).public_key()
        shown = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        return base64.urlsafe_b64encode(shown).decode()

    def sign(self, blinded: bytes) -> bytes:
        """Sign a blinded message (BlindSign); the same message gets the same signature.

        The number is blinded once more here, so that how long it takes tells nothing of the key.
        """
        z = int.from_bytes(blinded)
        if len(blinded) != self.size or not 0 < z < self.n:
            raise NotSigned("a blinded message is a number below the modulus, of its length")
        r = secrets.randbelow(self.n - 2) + 2
        signed = self._power(z * pow(r, self.e, self.n) % self.n) * pow(r, -1, self.n) % self.n
        if pow(signed, self.e, self.n) != z:
            raise NotSigned("the signature did not come out")
        return signed.to_bytes(self.size)

    def _power(self, z: int) -> int:
        """Raise to the secret exponent, modulo each prime (RFC 8017 section 5.1.2)."""
        d_p, d_q, inverse = self._parts
        m_p, m_q = pow(z % self.p, d_p, self.p), pow(z % self.q, d_q, self.q)
        return m_q + self.q * ((m_p - m_q) * inverse % self.p)

    @cached_property
    def _parts(self) -> tuple[int, int, int]:
        return (
            pow(self.e, -1, self.p - 1),
            pow(self.e, -1, self.q - 1),
            pow(self.q, -1, self.p),
        )


def is_signed(public: str, prepared: bytes, signature: bytes) -> bool:
    """Tell whether a prepared message, random part first, bears a signature under a public key."""
    key = load_der_public_key(base64.urlsafe_b64decode(public))
    if not isinstance(key, rsa.RSAPublicKey):
        return False
    pss = padding.PSS(mgf=padding.MGF1(hashes.SHA384()), salt_length=SALT_BYTES)
    try:
        key.verify(signature, prepared, pss, hashes.SHA384())
    except InvalidSignature:
        return False
    return True
