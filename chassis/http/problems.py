"""What a caller is told when a request fails: RFC 9457 problem details in the caller's language."""

import logging
from typing import Any
from uuid import uuid4

import orjson
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from chassis.errors import Overloaded, Refused, Unavailable
from chassis.http.kinds import KINDS, REFUSALS, Kind
from chassis.http.languages import CHINESE

NAMESPACE = "urn:gongzhi:problem:"
MEDIA_TYPE = "application/problem+json"

log = logging.getLogger(__name__)


class Problem(Exception):  # noqa: N818 - an answer, not a fault
    """A request that is answered with a problem document instead of what it asked for."""

    def __init__(
        self, code: str, en: str = "", zh: str = "", *, kind: Kind | None = None, **members: Any
    ) -> None:
        """Say what is wrong this time; `members` are further members of the document."""
        super().__init__(en or code)
        self.code = code
        self.kind = kind or KINDS[code]
        self.said = {"en": en or self.kind.en, "zh": zh or self.kind.zh}
        self.headers: dict[str, str] = members.pop("headers", {})
        self.members = members

    def document(self, language: str, path: str) -> dict[str, Any]:
        """Write the problem document for a request to `path`."""
        chinese = language == CHINESE
        return {
            "type": NAMESPACE + self.code,
            "title": self.kind.zh if chinese else self.kind.en,
            "status": self.kind.status,
            "detail": self.said[language],
            "instance": path,
            "remedy": self.kind.remedy_zh if chinese else self.kind.remedy_en,
            **self.members,
        }

    def response(self, language: str, path: str) -> Response:
        """Answer a request to `path` with this problem."""
        body = orjson.dumps(self.document(language, path))
        headers = {"Content-Language": language, "Cache-Control": "no-store", **self.headers}
        return Response(body, self.kind.status, headers, content_type=MEDIA_TYPE)


def problem_of(error: BaseException, language: str) -> Problem:
    """Turn whatever a request ran into, into the problem its caller is told."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, Refused):
        return _refusal(error, language)
    if isinstance(error, Unavailable):
        return later("unavailable", error.retry_after_seconds)
    if isinstance(error, Overloaded):
        return later("too-busy", error.retry_after_seconds)
    if isinstance(error, HTTPException):
        return _of_werkzeug(error)
    return _incident(error)


def later(code: str, seconds: float) -> Problem:
    """Say that nothing was done and when to try again."""
    return Problem(code, headers={"Retry-After": str(max(1, round(seconds)))})


def _refusal(refused: Refused, language: str) -> Problem:
    kind = REFUSALS.get(refused.status, REFUSALS[409])
    members: dict[str, Any] = {}
    if refused.field:
        message = refused.zh if language == CHINESE else refused.en
        members["errors"] = [{"field": refused.field, "rule": refused.code, "message": message}]
    return Problem(refused.code, refused.en, refused.zh, kind=kind, **members)


def _of_werkzeug(error: HTTPException) -> Problem:
    status = error.code or 400
    known = {413: "too-large", 408: "too-slow"}
    return Problem(known.get(status, "malformed-request"))


def _incident(error: BaseException) -> Problem:
    number = uuid4().hex[:12]
    log.error("incident %s", number, exc_info=error, extra={"incident": number})
    return Problem(
        "internal",
        f"incident {number} was recorded",
        f"已记录故障，编号 {number}",
        incident=number,
    )
