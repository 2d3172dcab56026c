"""Open311 GeoReport v2, what anybody may read: services, requests, their updates."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from chassis.errors import Invalid, NotFound
from chassis.http.call import Call
from chassis.outgoing import Outlet
from chassis.service import get

from ...domain.open311.requests import updates_of
from ...domain.places import contains
from ...domain.topics.topic import Topic
from ...open311 import GEOREPORT, Told
from ...schemas.service_request_query import (
    HERE,
    MOST,
    MOST_IDS,
    PAGES,
    WINDOW,
    ids_of,
    jurisdiction,
    page_of,
    wanted_of,
    window_of,
)
from ...views import service_requests as views
from ..kept import Kept

V2 = "/open311/v2"
CHANGESET = "2026-11-23T00:00:00Z"


class ServiceRequestWays(Kept):
    """How other systems read topics as service requests."""

    outlet = Outlet()

    @get("/open311/discovery", public=True, dialect=GEOREPORT)
    def discover_open311(self, _call: Call) -> Told:
        """Anybody reads where Open311 is spoken here."""
        shown = views.discovery(self.outlet.own_address, CHANGESET)
        return Told("discovery", shown, rooted=True)

    @get(f"{V2}/services", public=True, dialect=GEOREPORT, query=HERE)
    def list_services(self, call: Call) -> Told:
        """Anybody reads which services there are: the categories of the standard in force."""
        rules = self.rules_at(jurisdiction(call.query.get("jurisdiction_id", "")))
        return Told("services", views.rules_services(rules))

    @get(f"{V2}/services/{{service_code}}", public=True, dialect=GEOREPORT, query=HERE)
    def define_service(self, call: Call, service_code: str) -> Told:
        """Anybody reads what a request of a service may carry."""
        place = jurisdiction(call.query.get("jurisdiction_id", ""))
        self.require_service(service_code, place)
        return Told("service_definition", views.definition(service_code))

    def require_service(self, code: str, division: str) -> None:
        """Refuse a service that the standard in force does not know."""
        if code not in self.rules_at(division).categories:
            raise Invalid(
                "service-unknown",
                f"there is no service {code}: see services",
                f"没有服务 {code}：请查看 services",
                field="service_code",
            )

    @get(
        f"{V2}/requests",
        public=True,
        dialect=GEOREPORT,
        query={
            "service_request_id": f"these requests alone, {MOST_IDS} at most, with commas between",
            "service_code": "requests of these services, with commas between",
            "status": "open or closed",
            **HERE,
            **WINDOW,
            **PAGES,
        },
    )
    def list_requests(self, call: Call) -> Told:
        """Anybody reads requests: those asked for by id, else the latest of a window."""
        place = jurisdiction(call.query.get("jurisdiction_id", ""))
        if "service_request_id" in call.query:
            found = list(self.topics.find_all(ids_of(call)).values())
            topics = [topic for topic in found if contains(place, topic.division)]
        else:
            topics = self._latest_requests(call, wanted_of(call.query, place))
        sent = self.service_requests.find_all(topic.id for topic in topics)
        return Told("service_requests", [views.request(one, sent.get(one.id)) for one in topics])

    def _latest_requests(self, call: Call, wanted: Mapping[str, Any]) -> list[Topic]:
        """Go back in time by longer and longer steps until there is enough."""
        window, (start, stop) = window_of(call), page_of(call.query)
        found: list[Topic] = []
        until, step = window.end + timedelta(milliseconds=1), timedelta(hours=1)
        while until > window.start and len(found) < stop:
            since = max(window.start, until - step)
            asked = {**wanted, "raised_at": {"$gte": since, "$lt": until}}
            newest = (("raised_at", -1), ("_id", 1))
            found += self.topics.where(asked, sort=newest, limit=stop - len(found))
            until, step = since, step * 4
        return found[start:]

    @get(f"{V2}/requests/{{request_id}}", public=True, dialect=GEOREPORT, query=HERE)
    def show_request(self, call: Call, request_id: str) -> Told:
        """Anybody reads how a request stands."""
        place = jurisdiction(call.query.get("jurisdiction_id", ""))
        topic = self.topics.read(request_id)
        if not contains(place, topic.division):
            raise NotFound("requests", request_id)
        shown = views.request(topic, self.service_requests.find(request_id))
        return Told("service_requests", [shown])

    @get(f"{V2}/tokens/{{request_token}}", public=True, dialect=GEOREPORT, query=HERE)
    def redeem_token(self, _call: Call, request_token: str) -> Told:
        """A sender learns which request came of what it sent: its own reference is the token."""
        found = [one.id for one in self.service_requests.referred(request_token)]
        if not found and self.topics.find(request_token):
            found = [request_token]
        if not found:
            raise NotFound("tokens", request_token)
        shown = [{"service_request_id": one, "token": request_token} for one in found]
        return Told("service_requests", shown)

    @get(
        f"{V2}/servicerequestupdates",
        public=True,
        dialect=GEOREPORT,
        query={"service_request_id": "of these requests, with commas between", **HERE, **WINDOW},
    )
    def list_updates(self, call: Call) -> Told:
        """Anybody reads what became of requests: by id, else of those that others sent."""
        place, window = jurisdiction(call.query.get("jurisdiction_id", "")), window_of(call)
        ids = ids_of(call) or [one.id for one in self.service_requests.changed(window.start, MOST)]
        topics = [
            one for one in self.topics.find_all(ids).values() if contains(place, one.division)
        ]
        moves = (update for topic in topics for update in updates_of(topic))
        shown = sorted(
            (one for one in moves if window.start <= one.at <= window.end),
            key=lambda one: (one.at, one.id),
        )
        return Told("service_request_updates", [views.update(one) for one in shown[:MOST]])
