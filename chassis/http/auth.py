"""Who asks: check a bearer token once, remember it until it expires."""

import re
import time
from collections import OrderedDict
from typing import Any

import jwt
from jwt.exceptions import ExpiredSignatureError, PyJWTError

from chassis.http.keys import Keys, UnknownKey
from chassis.http.problems import Problem
from chassis.principal import Principal

ALGORITHMS = ["EdDSA", "RS256", "ES256"]
REMEMBERED = 4096
TRUSTED_SECONDS = 300.0
LEEWAY_SECONDS = 5
LONGEST_TOKEN = 8192
DIVISION = re.compile(r"[0-9A-Za-z]{1,32}(?:-[0-9A-Za-z]{1,32}){0,4}")
NAME = re.compile(r"[^\x00-\x1f\x7f-\x9f]{1,200}")


class Doorkeeper:
    """Knows the issuer's keys, and the tokens it has seen lately."""

    def __init__(self, keys: Keys, *, issuer: str, audience: str) -> None:
        """Accept tokens of this issuer for this audience."""
        self._keys = keys
        self._issuer = issuer
        self._audience = audience
        self._seen: OrderedDict[str, tuple[Principal, float]] = OrderedDict()

    def admit(self, authorization: str) -> Principal:
        """Tell who sends this Authorization header, or answer 401."""
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer" or not 0 < len(token) <= LONGEST_TOKEN:
            raise not_signed_in("no bearer token was sent", "未提供访问令牌", error="")
        known = self._seen.get(token)
        if known is not None and known[1] > time.time():
            self._seen.move_to_end(token)
            return known[0]
        return self._verify(token)

    def _verify(self, token: str) -> Principal:
        try:
            claims = self._claims(token)
            principal = principal_of(claims)
        except ExpiredSignatureError:
            raise not_signed_in("the token has expired", "令牌已过期") from None
        except (PyJWTError, UnknownKey, ValueError, TypeError):
            raise not_signed_in("the token is not valid", "令牌无效") from None
        self._remember(token, principal, float(claims["exp"]))
        return principal

    def _claims(self, token: str) -> dict[str, Any]:
        if not token.isascii():
            raise ValueError("a token is ASCII")
        header = jwt.get_unverified_header(token)
        if header.get("alg") not in ALGORITHMS:
            raise ValueError("algorithm")
        return jwt.decode(
            token,
            self._keys.get(header.get("kid")),
            algorithms=ALGORITHMS,
            audience=self._audience,
            issuer=self._issuer,
            leeway=LEEWAY_SECONDS,
            options={"require": ["aud", "iss", "exp", "sub"]},
        )

    def _remember(self, token: str, principal: Principal, expires: float) -> None:
        self._seen[token] = (principal, min(expires, time.time() + TRUSTED_SECONDS))
        if len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)


def principal_of(claims: dict[str, Any]) -> Principal:
    """Read who a token speaks for; ValueError where a claim is not of its form."""
    sub = _text(claims["sub"], NAME)
    roles = [_text(role, NAME) for role in _list(claims.get("roles", []))]
    divisions = [_text(code, DIVISION) for code in _list(claims.get("divisions", []))]
    return Principal(sub, frozenset(roles), tuple(divisions))


def not_signed_in(en: str, zh: str, *, error: str = "invalid_token") -> Problem:
    """Say that a valid token is needed, as RFC 6750 wants it said."""
    challenge = 'Bearer realm="gongzhi"' + (f', error="{error}"' if error else "")
    return Problem("not-signed-in", en, zh, headers={"WWW-Authenticate": challenge})


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError("a list is expected")
    return value


def _text(value: Any, form: re.Pattern[str]) -> str:
    if not isinstance(value, str) or not form.fullmatch(value):
        raise ValueError("a claim is malformed")
    return value
