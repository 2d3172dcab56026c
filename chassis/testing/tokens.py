"""An issuer of tokens for tests and for a run on one machine: a key pair made on the spot."""

import json
import time
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from jwt.algorithms import OKPAlgorithm

from chassis.http.keys import KeySet


class Issuer:
    """Signs tokens with an Ed25519 key of its own."""

    def __init__(
        self,
        *,
        issuer: str = "gongzhi-local",
        audience: str = "gongzhi",
        kid: str = "test",
        private_key: Ed25519PrivateKey | None = None,
    ) -> None:
        """Use this key, or a fresh one."""
        self.issuer = issuer
        self.audience = audience
        self.kid = kid
        self._private_key = private_key or Ed25519PrivateKey.generate()

    def token(
        self,
        *roles: str,
        sub: str = "someone",
        divisions: tuple[str, ...] | list[str] = (),
        seconds: float = 3600,
        **claims: Any,
    ) -> str:
        """Sign a token for a bearer with these roles; further claims replace the usual ones."""
        now = int(time.time())
        said = {"iss": self.issuer, "aud": self.audience, "sub": sub, "iat": now - 1}
        said |= {"exp": now + seconds, "roles": list(roles), "divisions": list(divisions)}
        return jwt.encode(
            {**said, **claims}, self._private_key, algorithm="EdDSA", headers={"kid": self.kid}
        )

    def jwks(self) -> dict[str, Any]:
        """Give the public key as a JSON Web Key Set."""
        public = OKPAlgorithm.to_jwk(self._private_key.public_key(), as_dict=True)
        return {"keys": [{**public, "kid": self.kid, "alg": "EdDSA", "use": "sig"}]}

    def jwks_json(self) -> str:
        """Give the key set as the text of a JWKS file."""
        return json.dumps(self.jwks())

    def keys(self) -> KeySet:
        """Give the keys to a service in the same process."""
        return KeySet(self.jwks())
