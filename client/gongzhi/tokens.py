"""Signs tokens with the key of an issuer of one's own, for the embedded run and for trials."""

import json
import time
from collections.abc import Sequence
from pathlib import Path

import jwt

ALGORITHMS = {"OKP": "EdDSA", "EC": "ES256", "RSA": "RS256"}


def sign(
    key_file: Path,
    *,
    sub: str,
    roles: Sequence[str],
    divisions: Sequence[str] = (),
    hours: float = 12.0,
    issuer: str = "gongzhi-local",
    audience: str = "gongzhi",
) -> str:
    """Sign a token for `sub`; raises OSError or ValueError when the file holds no private key."""
    jwk = json.loads(key_file.read_text(encoding="utf-8"))
    key = jwt.PyJWK(jwk, algorithm=ALGORITHMS[jwk["kty"]])
    now = int(time.time())
    claims = {
        "iss": issuer,
        "aud": audience,
        "sub": sub,
        "iat": now,
        "exp": now + int(hours * 3600),
    }
    claims |= {"roles": list(roles), "divisions": list(divisions)}
    headers = {"kid": jwk["kid"]} if "kid" in jwk else {}
    return jwt.encode(claims, key.key, algorithm=ALGORITHMS[jwk["kty"]], headers=headers)
