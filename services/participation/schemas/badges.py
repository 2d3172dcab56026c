"""What is shown of a certificate as a signed credential."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class CredentialView:
    """An OpenBadgeCredential to read, and the same signed, to hand on."""

    credential: dict[str, Any]
    jwt: str


@dataclass(frozen=True)
class KeysView:
    """The public keys of the issuer, as a JSON Web Key Set."""

    keys: list[dict[str, Any]]
