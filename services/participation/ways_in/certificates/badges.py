"""Ways in to certificates as signed credentials, and to what a verifier needs to check them."""

from typing import Any

from chassis.errors import NotFound, Refused
from chassis.http.call import Call
from chassis.http.ways_in import get

from ...domain.certificates.badges import claims, credential, profile, revocations
from ...domain.certificates.certificate import Status
from ...schemas.badges import CredentialView, KeysView
from ..kept import Kept

MOST_REVOKED = 100_000


class BadgeWaysIn(Kept):
    """Open Badges 3.0: a credential for the volunteer, and the issuer everybody can look up."""

    @get(
        "/v1/certificates/{certificate_id}/credential",
        view=CredentialView,
        roles=("resident", "worker", "official"),
    )
    def show_credential(self, call: Call, certificate_id: str) -> CredentialView:
        """A volunteer, or the office, takes an issued certificate along as a signed badge."""
        certificate = self.certificates.read(certificate_id)
        call.speaks_for(certificate.resident_id)
        if certificate.status is not Status.ISSUED:
            raise Refused("not-issued", "the certificate is not in force", "该证明未生效")
        badge = credential(certificate, issuer=self._issuer, notices=self._notices)
        signed = self.signing.sign(claims(badge, certificate), key_address=f"{self._issuer}/keys")
        return CredentialView(badge, signed)

    @get("/v1/issuer", public=True)
    def show_issuer(self, _call: Call) -> dict[str, Any]:
        """Anybody reads who issues the badges."""
        return profile(self._issuer)

    @get("/v1/issuer/keys", view=KeysView, public=True)
    def show_keys(self, _call: Call) -> KeysView:
        """Anybody reads the keys the badges are checked with."""
        return KeysView(list(self.signing.public_keys().values()))

    @get("/v1/issuer/keys/{key_id}", public=True)
    def show_key(self, _call: Call, key_id: str) -> dict[str, Any]:
        """Anybody reads the one key that a badge names in its header."""
        keys = self.signing.public_keys()
        if key_id not in keys:
            raise NotFound("keys", key_id)
        return keys[key_id]

    @get("/v1/issuer/revocations", public=True)
    def show_revocations(self, _call: Call) -> dict[str, Any]:
        """Anybody reads which badges no longer hold."""
        revoked = self.certificates.where({"status": Status.REVOKED.value}, limit=MOST_REVOKED)
        ids = [one.id for one in revoked]
        return revocations(ids, issuer=self._issuer, notices=self._notices)

    @property
    def _issuer(self) -> str:
        return f"{self.signing.address}/api/{self.name}/v1/issuer"

    @property
    def _notices(self) -> str:
        return f"{self.signing.address}/api/{self.name}/v1/notices"
