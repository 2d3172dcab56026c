"""Open311 and matters of other systems in the tests of another town."""

from services.expression.domain.open311.requests import ServiceRequest
from tests.component.towns.cases import SHISHAN, TANGZHONG, Town, bearer, empty, public, refused

V2, OURS = "/open311/v2", "/v1/open311"
SENT = {"service_code": "parking", "address_id": TANGZHONG, "description": "没有车位"}
BY_OPEN311 = {
    "GET /open311/discovery": [public()],
    f"GET {V2}/requests": [public()],
    f"POST {V2}/requests": [refused(address_id=TANGZHONG)],
    f"GET {V2}/requests/{{request_id}}": [public()],
    f"GET {V2}/services": [public()],
    f"GET {V2}/services/{{service_code}}": [public()],
    f"GET {V2}/servicerequestupdates": [public()],
    f"POST {V2}/servicerequestupdates": [refused(service_request_id="{request_id}")],
    f"GET {V2}/tokens/{{request_token}}": [public()],
    # a sender has one callback, its own, wherever it is
    f"DELETE {OURS}/callback": [],
    f"GET {OURS}/callback": [],
    f"PUT {OURS}/callback": [],
    f"GET {OURS}/undelivered": [empty()],
    f"POST {OURS}/undelivered/{{request_id}}/retry": [refused()],
    "POST /v1/topics/import": [refused(division=TANGZHONG)],
    "POST /v1/topics/import/statements": [refused(topic="uberx", reference="77")],
}


def send_in(kept: Town) -> None:
    """Send a request, of which the sender could not be told for too long."""
    sent = kept.h.post(f"{V2}/requests.json", SENT, as_=bearer(SHISHAN))
    assert sent.status == 201, sent.json
    identity = sent.json[0]["service_request_id"]
    now = kept.h.now
    given_up = ServiceRequest(identity, TANGZHONG, "someone", now, now, given_up_at=now)
    kept.h.given("service_requests", given_up)
    kept.names |= {"request_id": identity, "request_token": identity, "service_code": "parking"}
