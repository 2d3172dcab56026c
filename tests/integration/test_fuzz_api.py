"""Whatever is sent to a service, sound or broken, it answers, and never with a fault of its own."""

from collections.abc import Callable

import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation import GenerationMode
from werkzeug.wrappers import Request

from chassis.testing import Harness, token
from services.collaboration.service import CollaborationService
from services.expression.service import ExpressionService
from services.guidance.service import GuidanceService
from services.participation.service import ParticipationService

EVERY_ROLE = ("worker", "official", "center", "integrator", "captain", "resident", "ops")
HEADERS = {"Authorization": f"Bearer {token(*EVERY_ROLE, sub='r-1')}"}
# a path or verb that no way in has is refused before it is known who is spoken to
OTHERS = "/open311/"
SPOKEN = ("text/xml", "application/json", "application/problem+json")
JUDGED = (ParameterLocation.BODY, ParameterLocation.QUERY)
HASTE = settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


def schema_of(service_cls: type) -> schemathesis.BaseSchema:
    """Load a service's own description, served by the service itself, in memory."""
    application = Request.application(Harness(service_cls)._edge.handle)
    schema = schemathesis.openapi.from_wsgi("/openapi.json", application)
    schema.config.generation.update(modes=list(GenerationMode))
    return schema


def malformed(case: Case) -> bool:
    """Tell whether content or query are broken; headers nobody knows and OPTIONS break nothing."""
    parts = case.meta.components if case.meta is not None and case.method != "OPTIONS" else {}
    judged = [part for place, part in parts.items() if place in JUDGED]
    return any(part.mode is GenerationMode.NEGATIVE for part in judged)


def refused(case: Case, response: schemathesis.Response) -> bool:
    """Tell whether a request was refused, or what is wrong in its items was."""
    if response.status_code >= 400 or not case.path.endswith("/bulk"):
        return response.status_code >= 400
    return any(item["status"] >= 400 for item in response.json()["items"])


def check(case: Case) -> None:
    """Send a request; what is malformed is refused, and every refusal is a problem document."""
    response = case.call(headers=HEADERS)
    assert response.status_code < 500, response.text
    if case.path.startswith(OTHERS):  # where empty is not sent, and refusals are worded otherwise
        media = response.headers["content-type"][0].partition(";")[0]
        assert response.status_code < 400 or media in SPOKEN
        return
    if malformed(case):
        assert refused(case, response), f"taken: {case.as_curl_command()}"
    if response.status_code >= 400:
        assert response.headers["content-type"] == ["application/problem+json"]
        assert response.json()["status"] == response.status_code


def fuzzed(service_cls: type) -> Callable[[Case], None]:
    """Make a test of every operation of a service."""

    @schema_of(service_cls).parametrize()
    @HASTE
    def test(case: Case) -> None:
        check(case)

    return test


test_participation = fuzzed(ParticipationService)
test_expression = fuzzed(ExpressionService)
test_collaboration = fuzzed(CollaborationService)
test_guidance = fuzzed(GuidanceService)
