"""Content only its keeper can read: a key for each subject, itself wrapped by the service's key."""

import base64
import hmac
import os
import uuid
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from nameko.extensions import DependencyProvider

from chassis.environment import SettingsInvalid

KEY_BYTES, NONCE_BYTES = 32, 12
MARK_DIGITS = 32


class SealBroken(Exception):  # noqa: N818 - says what is wrong
    """What was sealed cannot be opened: another key, another subject, or someone changed it."""


class Seal:
    """Seals content with AES-256-GCM; whoever destroys a wrapped key destroys what it opens."""

    def __init__(self, key: bytes, *others: bytes) -> None:
        """Wrap with the first key of 32 bytes, open with each, and name with the last."""
        for one in (key, *others):
            if len(one) != KEY_BYTES:
                raise ValueError(f"a key has {KEY_BYTES} bytes, not {len(one)}")
        self._wrappings = [AESGCM(_derived(one, b"wrap")) for one in (key, *others)]
        self._naming = _derived((key, *others)[-1], b"name")
        self.wraps_under = _derived(key, b"id").hex()[:16]

    def seal(self, content: dict[str, Any], *, about: str) -> tuple[str, str]:
        """Seal content about a subject under a fresh key: the sealed text, and its wrapped key."""
        key = AESGCM.generate_key(KEY_BYTES * 8)
        sealed = _encrypt(AESGCM(key), orjson.dumps(content), about)
        return sealed, self._wrap(key, about)

    def unseal(self, sealed: str, wrapped_key: str, *, about: str) -> dict[str, Any]:
        """Open what was sealed about a subject."""
        try:
            key = self._unwrap(wrapped_key, about)
            content: dict[str, Any] = orjson.loads(_decrypt(AESGCM(key), sealed, about))
        except (InvalidTag, ValueError) as error:
            raise SealBroken(about) from error
        return content

    def rewrap(self, wrapped_key: str, *, about: str) -> str:
        """Wrap a subject's key under the first key; what it opens is not opened."""
        return self._wrap(self._unwrap(wrapped_key, about), about)

    def _wrap(self, key: bytes, about: str) -> str:
        return _encrypt(self._wrappings[0], key, about)

    def _unwrap(self, wrapped_key: str, about: str) -> bytes:
        for wrapping in self._wrappings:
            with suppress(InvalidTag, ValueError):
                return _decrypt(wrapping, wrapped_key, about)
        raise SealBroken(about)

    def pseudonym(self, reference: str) -> str:
        """Give the id that always belongs to a reference, and from which nobody can guess it."""
        digest = hmac.digest(self._naming, reference.encode(), "sha256")
        return str(uuid.UUID(bytes=digest[:16], version=5))

    def mark(self, reference: str, *, purpose: str) -> str:
        """Mark a reference so that rows are found by it; without the key nobody reads it off."""
        return hmac.digest(self.key_for(purpose), reference.encode(), "sha256").hex()[:MARK_DIGITS]

    def key_for(self, purpose: str) -> bytes:
        """Derive a key for one purpose, the same in every replica; others tell nothing of it."""
        return _derived(self._naming, purpose.encode())


class Sealing(DependencyProvider):
    """Gives every worker the seal of its service, from the key file that the settings name."""

    def setup(self) -> None:
        """Read the key; without one the service does not start."""
        self._seal = Seal(*read_keys(self.container.config["settings"].personal_key))

    def get_dependency(self, _worker_ctx: Any) -> Seal:
        """Give the seal."""
        return self._seal

    def in_memory(self, _service_cls: type) -> Seal:
        """Give tests a seal whose key is no secret."""
        return Seal(b"k" * KEY_BYTES)

    if TYPE_CHECKING:  # what a method of a service sees

        @overload
        def __get__(self, service: None, owner: type) -> "Sealing": ...
        @overload
        def __get__(self, service: object, owner: type) -> Seal: ...
        def __get__(self, service: object, owner: type) -> Any: ...


def read_keys(path: str) -> list[bytes]:
    """Read keys of 32 bytes in URL-safe base64 from a file, one a line.

    The first seals, each opens, and the last gives pseudonyms: it is the first there ever was.
    """
    try:
        lines = Path(path).read_text(encoding="ascii").split()
        keys = [base64.urlsafe_b64decode(line) for line in lines]
    except (OSError, ValueError) as error:
        raise SettingsInvalid([f"GONGZHI_PERSONAL_KEY: no key in {path!r}: {error}"]) from error
    if not keys or any(len(key) != KEY_BYTES for key in keys):
        raise SettingsInvalid([f"GONGZHI_PERSONAL_KEY: {path!r} holds no {KEY_BYTES} bytes"])
    return keys


def _derived(key: bytes, purpose: bytes) -> bytes:
    return hmac.digest(key, b"gongzhi " + purpose, "sha256")


def _encrypt(cipher: AESGCM, plain: bytes, about: str) -> str:
    nonce = os.urandom(NONCE_BYTES)
    sealed = nonce + cipher.encrypt(nonce, plain, about.encode())
    return base64.urlsafe_b64encode(sealed).decode()


def _decrypt(cipher: AESGCM, text: str, about: str) -> bytes:
    sealed = base64.urlsafe_b64decode(text)
    return cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], about.encode())
