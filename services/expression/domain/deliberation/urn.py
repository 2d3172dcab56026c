"""The urn of a secret vote: what goes in is sealed, and found again only by who holds its key."""

import base64
import hmac
import os
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ..topics.votes import Choice

KEY_BYTES, NONCE_BYTES, TOKEN_BYTES = 32, 12, 32
CHOICES = tuple(Choice)


@dataclass(frozen=True)
class OpenedBallot:
    """A ballot as everyone may read it once the vote has ended; its token is nobody's name."""

    token: str
    signature: str
    choice: Choice


@dataclass(frozen=True)
class Urn:
    """Seals the ballots of one vote under a key that is destroyed when they are counted."""

    vote_id: str
    key: bytes

    def roll_mark(self, voter: str) -> str:
        """Mark a voter, so that nobody stands on the roll twice whatever becomes of their name."""
        return self._mark("roll", voter.encode())

    def ballot_mark(self, token: bytes) -> str:
        """Mark a ballot by its token, so that none is cast twice; the token shows nowhere yet."""
        return self._mark("ballot", token)

    def seal(self, ballot: OpenedBallot) -> str:
        """Seal a ballot; its length does not tell what was chosen."""
        plain = read(ballot.token) + bytes([CHOICES.index(ballot.choice)]) + read(ballot.signature)
        nonce = os.urandom(NONCE_BYTES)
        return write(nonce + self._cipher.encrypt(nonce, plain, self.vote_id.encode()))

    def unseal(self, text: str) -> OpenedBallot:
        """Open a sealed ballot."""
        sealed = read(text)
        nonce, rest = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
        plain = self._cipher.decrypt(nonce, rest, self.vote_id.encode())
        choice = CHOICES[plain[TOKEN_BYTES]]
        signature = plain[TOKEN_BYTES + 1 :]
        return OpenedBallot(write(plain[:TOKEN_BYTES]), write(signature), choice)

    @property
    def _cipher(self) -> AESGCM:
        return AESGCM(hmac.digest(self.key, b"seal", "sha256"))

    def _mark(self, purpose: str, reference: bytes) -> str:
        key = hmac.digest(self.key, purpose.encode(), "sha256")
        return hmac.digest(key, reference, "sha256").hex()


def read(text: str) -> bytes:
    """Read bytes off URL-safe base64."""
    return base64.urlsafe_b64decode(text)


def write(content: bytes) -> str:
    """Write bytes as URL-safe base64."""
    return base64.urlsafe_b64encode(content).decode()
