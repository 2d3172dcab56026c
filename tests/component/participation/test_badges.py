"""A verifier of another maker: it follows the steps of Open Badges 3.0 and shares no code of ours.

Neither the JWT library nor the cryptography the service signs with is used: RSA is arithmetic, and
the padding is that of RFC 8017, section 9.2.
"""

import base64
import hashlib
import json
from datetime import UTC, datetime, timedelta

import pytest

from chassis.testing.harness import token

HOURS = {"resident_id": "ann", "minutes": 90, "served_on": "2019-05-06"}
WANTED = {"resident_id": "ann", "first_day": "2019-01-01", "last_day": "2019-05-06"}
GATEWAY = "https://gongzhi.example/api/participation"
SHA256_INFO = bytes.fromhex("3031300d060960864801650304020105000420")


class NotValid(Exception):  # noqa: N818 - an outcome of a check
    """The badge does not hold."""


def octets(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def check_signature(signed, signature, key):
    """RSASSA-PKCS1-v1_5 with SHA-256, by hand."""
    modulus, exponent = (int.from_bytes(octets(key[part]), "big") for part in ("n", "e"))
    length = (modulus.bit_length() + 7) // 8
    opened = pow(int.from_bytes(signature, "big"), exponent, modulus).to_bytes(length, "big")
    told = SHA256_INFO + hashlib.sha256(signed).digest()
    wanted = b"\x00\x01" + b"\xff" * (length - len(told) - 3) + b"\x00" + told
    if opened != wanted:
        raise NotValid("signature")


def verify(jwt, fetch, *, now):
    """Verify as the specification's `Verify a Credential` and `Verification` say, step by step."""
    head, body, signature = jwt.split(".")
    header, badge = json.loads(octets(head)), json.loads(octets(body))
    if header["alg"] != "RS256" or not header.keys() <= {"alg", "kid", "jwk", "typ"}:
        raise NotValid("header")
    check_signature(f"{head}.{body}".encode(), octets(signature), fetch(header["kid"]))
    if badge["iss"] != badge["issuer"]["id"] or not header["kid"].startswith(badge["iss"]):
        raise NotValid("iss")
    if badge["sub"] != badge["credentialSubject"]["id"] or badge["jti"] != badge["id"]:
        raise NotValid("sub or jti")
    begins = datetime.strptime(badge["validFrom"], "%Y-%m-%dT%H:%M:%S%z")
    if begins != datetime.fromtimestamp(badge["nbf"], UTC) or begins > now:
        raise NotValid("validFrom")
    status = badge["credentialStatus"]
    assert status["type"] == "1EdTechRevocationList"
    revoked = fetch(status["id"])["revokedCredential"]
    if any(one["id"] == badge["id"] and one.get("revoked", True) for one in revoked):
        raise NotValid("revoked")
    return badge


@pytest.fixture
def entry(service, worker):
    return service.post("/v1/hours", HOURS, as_=worker).json["id"]


@pytest.fixture
def issued(service, worker, ann, entry):
    asked = service.post("/v1/certificates", WANTED, as_=ann).json["id"]
    service.post(f"/v1/certificates/{asked}/notice", {}, as_=worker)
    service.now += timedelta(days=8)
    service.post(f"/v1/certificates/{asked}/issue", as_=worker)
    return asked


@pytest.fixture
def badge(service, ann, issued):
    return service.get(f"/v1/certificates/{issued}/credential", as_=ann).json


@pytest.fixture
def fetch(service):
    """Fetch an address that a badge names, as anybody may."""

    def get(address):
        assert address.startswith(GATEWAY), address
        answer = service.get(address.removeprefix(GATEWAY))
        assert answer.status == 200, answer.json
        return answer.json

    return get


def test_a_verifier_that_shares_nothing_with_us_accepts_a_badge(service, badge, fetch):
    verified = verify(badge["jwt"], fetch, now=service.now)

    assert badge["credential"].items() <= verified.items()
    assert verified["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert verified["@context"][:2] == [
        "https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    ]


def test_a_badge_says_what_was_achieved_and_how_it_was_measured(badge):
    subject = badge["credential"]["credentialSubject"]
    achievement = subject["achievement"]

    assert achievement["achievementType"] == "CommunityService"
    assert {"id", "type", "name", "description", "criteria"} <= achievement.keys()
    measured = {one["resultDescription"]: one["value"] for one in subject["result"]}
    assert measured == {"urn:gongzhi:hours:system": "0.00", "urn:gongzhi:hours:attested": "1.50"}
    assert {one["id"] for one in achievement["resultDescription"]} == measured.keys()


def test_a_badge_someone_changed_is_not_accepted(service, badge, fetch):
    head, body, signature = badge["jwt"].split(".")
    forged = json.loads(octets(body))
    forged["credentialSubject"]["result"][0]["value"] = "900.00"
    other = base64.urlsafe_b64encode(json.dumps(forged).encode()).rstrip(b"=").decode()

    with pytest.raises(NotValid, match="signature"):
        verify(f"{head}.{other}.{signature}", fetch, now=service.now)


def test_a_badge_is_not_accepted_before_it_begins(service, badge, fetch):
    with pytest.raises(NotValid, match="validFrom"):
        verify(badge["jwt"], fetch, now=service.now - timedelta(days=1))


def test_a_badge_whose_hours_were_reversed_is_not_accepted(service, badge, fetch, worker, entry):
    service.post(f"/v1/hours/{entry}/reversals", {"reason": "falsified"}, as_=worker)

    with pytest.raises(NotValid, match="revoked"):
        verify(badge["jwt"], fetch, now=service.now)


def test_the_issuer_and_its_keys_are_public_and_hold_nothing_private(fetch, badge):
    issuer = fetch(badge["credential"]["issuer"]["id"])
    [key] = fetch(f"{issuer['id']}/keys")["keys"]

    assert issuer["type"] == ["Profile"]
    assert key["kty"] == "RSA"
    assert key.keys().isdisjoint({"d", "p", "q", "dp", "dq", "qi"})
    assert fetch(f"{issuer['id']}/keys/{key['kid']}") == key


def test_only_an_issued_certificate_is_a_badge(service, ann, entry, worker, issued):
    path = f"/v1/certificates/{issued}/credential"
    service.post(f"/v1/hours/{entry}/reversals", {"reason": "falsified"}, as_=worker)

    assert service.get(path, as_=ann).status == 409


def test_a_badge_is_for_the_volunteer_and_the_office_of_the_place(service, issued):
    path = f"/v1/certificates/{issued}/credential"
    next_town = token("official", sub="guan", divisions=("440605124",))

    assert service.get(path, as_=token("resident", sub="bob")).status == 403
    assert service.get(path, as_=next_town).status == 403
    assert service.get(path).status == 401
    assert service.get("/v1/issuer/keys/none").status == 404
