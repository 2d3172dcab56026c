"""Statements a service signs, so that anybody can check who made them without asking again."""

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

import jwt
import orjson
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from jwt.algorithms import RSAAlgorithm
from nameko.extensions import DependencyProvider

from chassis.environment import SettingsInvalid
from chassis.errors import Refused

ALGORITHM, LEAST_BITS, USUAL_BITS = "RS256", 2048, 2048
END = "-----END PRIVATE KEY-----"


class Signer:
    """Signs with its first key; the others are only shown, so that what they signed still holds."""

    def __init__(self, keys: Sequence[rsa.RSAPrivateKey], *, address: str) -> None:
        """Hold the keys, and the address under which others find what is signed."""
        self.address = address.rstrip("/")
        self._keys = {thumbprint(_public(key)): key for key in keys}

    def sign(self, content: dict[str, Any], *, key_address: str) -> str:
        """Sign content as a compact JWS; its header names the key below `key_address`."""
        name = self.first
        headers = {"kid": f"{key_address}/{name}", "typ": "JWT"}
        return jwt.encode(content, self._keys[name], algorithm=ALGORITHM, headers=headers)

    @property
    def first(self) -> str:
        """Name the key that signs; without one nothing is signed."""
        if not self._keys:
            raise Refused(
                "signing-key-missing",
                "nothing can be signed: no signing key is set",
                "未配置签名密钥，无法签名",
            )
        return next(iter(self._keys))

    def public_keys(self) -> dict[str, dict[str, Any]]:
        """Give every public key as a JSON Web Key, by its name."""
        return {
            name: {**_public(key), "kid": name, "alg": ALGORITHM, "use": "sig"}
            for name, key in self._keys.items()
        }


class Signing(DependencyProvider):
    """Gives every worker the signer of its service, with the keys the settings name."""

    def setup(self) -> None:
        """Read the keys; a service without any starts, and signs nothing."""
        settings = self.container.config["settings"]
        keys = read_keys(settings.signing_key) if settings.signing_key else []
        self._signer = Signer(keys, address=settings.public_url)

    def get_dependency(self, _worker_ctx: Any) -> Signer:
        """Give the signer."""
        return self._signer

    def in_memory(self, _service_cls: type) -> Signer:
        """Give tests a signer with a key of its own."""
        return Signer([_key_of_tests()], address="https://gongzhi.example")

    if TYPE_CHECKING:  # what a method of a service sees

        @overload
        def __get__(self, service: None, owner: type) -> "Signing": ...
        @overload
        def __get__(self, service: object, owner: type) -> Signer: ...
        def __get__(self, service: object, owner: type) -> Any: ...


def read_keys(path: str) -> list[rsa.RSAPrivateKey]:
    """Read RSA keys of 2048 bits or more, one PKCS 8 block after another, from a file."""
    try:
        text = Path(path).read_text(encoding="ascii")
        blocks = [block + END for block in text.split(END) if block.strip()]
        keys = [load_pem_private_key(block.strip().encode(), None) for block in blocks]
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise SettingsInvalid([f"GONGZHI_SIGNING_KEY: no key in {path!r}: {error}"]) from error
    fit = [k for k in keys if isinstance(k, rsa.RSAPrivateKey) and k.key_size >= LEAST_BITS]
    if not fit or len(fit) != len(keys):
        raise SettingsInvalid([f"GONGZHI_SIGNING_KEY: {path!r} holds keys that are not RSA 2048+"])
    return fit


def thumbprint(key: dict[str, Any]) -> str:
    """Name a key by its content, as RFC 7638 says."""
    needed = {"e": key["e"], "kty": key["kty"], "n": key["n"]}
    digest = hashlib.sha256(orjson.dumps(needed)).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _public(key: rsa.RSAPrivateKey) -> dict[str, Any]:
    shown = RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
    return {name: shown[name] for name in ("kty", "n", "e")}


@cache
def _key_of_tests() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=USUAL_BITS)
