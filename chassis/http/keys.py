"""The public keys that tokens are checked with: from a file, or from the issuer's address."""

import json
import os
import time
from typing import Any, Protocol
from urllib.parse import urlsplit

from jwt import PyJWK, PyJWKClient
from jwt.exceptions import PyJWKClientConnectionError, PyJWTError

from chassis.errors import Unavailable

LOOK_AGAIN_SECONDS = 5.0
FETCH_TIMEOUT_SECONDS = 3.0
ON_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


class UnknownKey(Exception):  # noqa: N818 - reads as what is wrong
    """No key of the issuer has this id."""


class Keys(Protocol):
    """Where the key with a given id is found."""

    def get(self, kid: str | None) -> PyJWK:
        """Give a key, or raise `UnknownKey`."""


class KeySet:
    """Keys that are known already."""

    def __init__(self, jwks: dict[str, Any]) -> None:
        """Hold the signing keys of a JSON Web Key Set; others in it are passed over."""
        self._keys = {key.key_id: key for key in map(_usable, jwks.get("keys", [])) if key}

    def get(self, kid: str | None) -> PyJWK:
        """Give a key; a token that names none is checked with the only one there is."""
        if kid is None and len(self._keys) == 1:
            return next(iter(self._keys.values()))
        if kid not in self._keys:
            raise UnknownKey(kid)
        return self._keys[kid]


class FileKeys:
    """Keys in a file that may be replaced while the service runs."""

    def __init__(self, path: str) -> None:
        """Read the file when the first token comes."""
        self._path = path
        self._looked = float("-inf")
        self._changed = -1.0
        self._set = KeySet({})

    def get(self, kid: str | None) -> PyJWK:
        """Give a key, after looking whether the file has changed."""
        if time.monotonic() - self._looked > LOOK_AGAIN_SECONDS:
            self._look()
        return self._set.get(kid)

    def _look(self) -> None:
        try:
            changed = os.stat(self._path).st_mtime  # noqa: PTH116 - the path is text from a setting
            if changed != self._changed:
                with open(self._path, "rb") as file:  # noqa: PTH123 - the same
                    self._set = KeySet(json.load(file))
        except (OSError, ValueError) as error:
            raise Unavailable(f"the keys of the issuer cannot be read: {error}") from error
        self._changed, self._looked = changed, time.monotonic()


class FetchedKeys:
    """Keys at an https address, fetched with a deadline and kept for five minutes."""

    def __init__(self, url: str) -> None:
        """Fetch when the first token comes."""
        self._client = PyJWKClient(url, timeout=FETCH_TIMEOUT_SECONDS, lifespan=300)

    def get(self, kid: str | None) -> PyJWK:
        """Give a key; an unknown id fetches again, but not more than twice a minute."""
        try:
            return self._client.get_signing_key(kid or "")
        except PyJWKClientConnectionError as error:
            raise Unavailable("the keys of the issuer cannot be fetched") from error
        except (PyJWTError, ValueError) as error:
            raise UnknownKey(kid) from error


def keys_at(place: str) -> Keys:
    """Choose by what the setting `jwks` says: a path, or an https address."""
    if "://" not in place:
        return FileKeys(place)
    address = urlsplit(place)
    if address.scheme != "https" and address.hostname not in ON_THIS_MACHINE:
        raise ValueError("jwks: keys are fetched over https only")
    return FetchedKeys(place)


def _usable(described: dict[str, Any]) -> PyJWK | None:
    if described.get("use", "sig") != "sig":
        return None
    try:
        return PyJWK(described)
    except (PyJWTError, ValueError, TypeError):
        return None
