"""A certificate as an Open Badges 3.0 credential: what a verifier elsewhere reads and checks.

The form is that of 1EdTech's Open Badges 3.0; it is signed in the form of its section on the
JSON Web Token proof, where the credential itself is the payload beside the registered claims.
"""

from typing import Any

from ..hours.ledger import Grade
from .certificate import Certificate

CONTEXTS = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
]
ISSUER_NAME = "参与层次体系 (participation)"
NAME = "志愿服务证明 Volunteer service"
NARRATIVE = (
    "Hours of volunteer service stand in a double-entry ledger, were put on public notice, and no"
    " objection was upheld. 志愿服务时长经复式台账记录并公示，无成立的异议。"
)
GRADES = {
    Grade.SYSTEM: "Hours seen on shifts' lists 系统记录时长",
    Grade.ATTESTED: "Hours on someone's word 认定时长",
}


def profile(issuer: str) -> dict[str, Any]:
    """Describe who issues, at the address that names it."""
    return {"@context": CONTEXTS[:2], "id": issuer, "type": ["Profile"], "name": ISSUER_NAME}


def credential(certificate: Certificate, *, issuer: str, notices: str) -> dict[str, Any]:
    """Write an issued certificate as an OpenBadgeCredential; its subject is an opaque id."""
    return {
        "@context": CONTEXTS,
        "id": f"{notices}/{certificate.id}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": NAME,
        "issuer": {"id": issuer, "type": ["Profile"], "name": ISSUER_NAME},
        "validFrom": _moment(certificate),
        "awardedDate": _moment(certificate),
        "credentialSubject": _subject(certificate, issuer),
        "credentialStatus": {"id": f"{issuer}/revocations", "type": "1EdTechRevocationList"},
    }


def claims(credential: dict[str, Any], certificate: Certificate) -> dict[str, Any]:
    """Put the claims beside a credential that its proof as a JSON Web Token asks for."""
    issued = certificate.issued_at
    return credential | {
        "iss": credential["issuer"]["id"],
        "jti": credential["id"],
        "nbf": int(issued.timestamp()) if issued else 0,
        "sub": credential["credentialSubject"]["id"],
    }


def revocations(ids: list[str], *, issuer: str, notices: str) -> dict[str, Any]:
    """List the credentials that no longer hold, as 1EdTech's revocation list has it."""
    revoked = [{"id": f"{notices}/{one}", "revoked": True} for one in ids]
    return {"id": f"{issuer}/revocations", "issuer": issuer, "revokedCredential": revoked}


def _moment(certificate: Certificate) -> str:
    """Write the moment of issue to the second, as the claim beside it counts."""
    issued = certificate.issued_at
    return issued.strftime("%Y-%m-%dT%H:%M:%SZ") if issued else ""


def _subject(certificate: Certificate, issuer: str) -> dict[str, Any]:
    return {
        "id": f"urn:gongzhi:resident:{certificate.resident_id}",
        "type": ["AchievementSubject"],
        "activityStartDate": certificate.first_day.isoformat(),
        "activityEndDate": certificate.last_day.isoformat(),
        "achievement": _achievement(issuer),
        "result": [
            {
                "type": ["Result"],
                "resultDescription": _measure(grade),
                "value": f"{certificate.minutes(grade) / 60:.2f}",
            }
            for grade in GRADES
        ],
    }


def _achievement(issuer: str) -> dict[str, Any]:
    return {
        "id": f"{issuer}#volunteer-service",
        "type": ["Achievement"],
        "achievementType": "CommunityService",
        "name": NAME,
        "description": "Service to others in a community 在社区为他人服务",
        "criteria": {"narrative": NARRATIVE},
        "creator": {"id": issuer, "type": ["Profile"], "name": ISSUER_NAME},
        "resultDescription": [
            {
                "id": _measure(grade),
                "type": ["ResultDescription"],
                "name": name,
                "resultType": "RawScore",
            }
            for grade, name in GRADES.items()
        ],
    }


def _measure(grade: Grade) -> str:
    return f"urn:gongzhi:hours:{grade.value}"
