"""Open311 GeoReport v2, what other systems send: requests, and what they add to them."""

import re

from chassis.errors import Invalid, Refused
from chassis.http.call import Call
from chassis.service import post

from ...domain.open311.gazetteer import Location, place
from ...domain.open311.requests import (
    Sent,
    comment,
    receive,
    request_id,
    require_same,
    somebody,
    title_of,
)
from ...domain.places import contains
from ...domain.topics.raising import Wish
from ...domain.topics.statements import spoken
from ...domain.topics.topic import Actor, Topic
from ...gazetteer import GAZETTEER
from ...open311 import GEOREPORT, Told
from ...schemas.service_request_query import jurisdiction
from ...schemas.service_requests import PostRequest, PostUpdate
from ...views import service_requests as views
from ..kept import SPEAKERS
from ..prevention.likeness import LikenessWays
from ..prevention.warnings import WarningWays
from .requests import V2, ServiceRequestWays

REFERENCE = re.compile(r"[A-Za-z0-9_-]{1,64}")
NUMBER = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]{1,17})?")
FARTHEST = {"lat": 90, "long": 180}


class ServiceRequestSentWays(ServiceRequestWays, LikenessWays, WarningWays):
    """How other systems bring requests into the loop."""

    @post(f"{V2}/requests", body=PostRequest, roles=SPEAKERS, dialect=GEOREPORT)
    def post_request(self, call: Call) -> Told:
        """Another system, or a resident's own app, sends a request: it becomes a topic."""
        body: PostRequest = call.body
        location = _location(body)
        division = self._placed_within(body, location)
        self.require_service(body.service_code, division)
        call.covers(division)
        wish, sent = _wish(body, division), self._sent_request(call, location, division)
        topic = self._known_request(sent, wish) if sent.reference else None
        if topic is None:
            identity = request_id(sent.sender, sent.reference) if sent.reference else call.new_id()
            topic = self._receive_request(identity, wish, sent)
        told = {
            "service_request_id": topic.id,
            "service_notice": views.notice(topic.step, topic) if topic.step else "",
            "account_id": sent.account,
        }
        return Told("service_requests", [told])

    def _placed_within(self, body: PostRequest, location: Location) -> str:
        within = jurisdiction(body.jurisdiction_id)
        division = place(location, GAZETTEER)
        if not contains(within, division):
            raise Invalid(
                "location-outside",
                f"{division} is not within jurisdiction {within}",
                f"{division} 不在 {within} 范围内",
                field="jurisdiction_id",
            )
        return division

    def _sent_request(self, call: Call, location: Location, division: str) -> Sent:
        account = self._account_of(call, division, "raise")
        return Sent(
            sender=call.principal.sub,
            reference=_reference(call.body),
            account=account,
            location=location,
            media_url=call.body.media_url,
        )

    def _account_of(self, call: Call, division: str, deed: str) -> str | None:
        """Tell for which resident this is sent: a resident's own app sends for them alone."""
        account_id = call.body.account_id
        if not call.principal.divisions:
            by = self.speaker(call, account_id or None)
        elif account_id:
            by = Actor(account_id, call.principal.sub)
        else:
            return None
        return self.concerned(by, division, deed=deed).id

    def _known_request(self, sent: Sent, wish: Wish) -> Topic | None:
        topic = self.topics.find(request_id(sent.sender, sent.reference or ""))
        if topic is not None:
            require_same(topic, wish)
        return topic

    def _receive_request(self, identity: str, wish: Wish, sent: Sent) -> Topic:
        rules = self.rules_at(wish.division)
        topic, request, announced = receive(identity, wish, sent, rules=rules, now=self.work.now)
        self.service_requests.save(request)
        self.topics.save(topic, announced)
        self.note_raised(topic, self.note_topic(topic))
        return topic

    @post(f"{V2}/servicerequestupdates", body=PostUpdate, roles=SPEAKERS, dialect=GEOREPORT)
    def post_update(self, call: Call) -> Told:
        """Another system adds to a request: everybody reads it as a statement on the topic."""
        body: PostUpdate = call.body
        topic = self.topics.get(body.service_request_id)
        identity = f"{topic.id}-u-{body.update_id}"
        known = self.statements.find(identity)
        if known is None:
            self._add_comment(call, topic, identity)
        elif known.text != body.description:
            raise Refused(
                "update-differs",
                "another update was sent by this update_id",
                "该 update_id 已用于另一条更新",
                field="update_id",
            )
        told = {"update_id": identity, "service_request_id": topic.id}
        return Told("service_request_updates", [told])

    def _add_comment(self, call: Call, topic: Topic, identity: str) -> None:
        account = self._account_of(call, topic.division, "speak")
        sender = call.principal.sub
        by = Actor(account or somebody(topic.id, sender), sender)
        said = comment(identity, topic, by=by, text=call.body.description, now=call.now)
        self.topic_totals.add(topic.id, division=topic.division, **spoken(said[0]))
        self.statements.save(*said)
        self.note_statement(said[0])


def _wish(body: PostRequest, division: str) -> Wish:
    title = title_of(
        body.attribute.get(views.TITLE, ""), body.description, views.name_of(body.service_code)
    )
    return Wish(title, body.service_code, division, body.description)


def _location(body: PostRequest) -> Location:
    if bool(body.lat) != bool(body.long):
        raise _misplaced("lat" if body.long else "long", "lat and long go together", "须同时提供")
    lat, long = (_number(name, getattr(body, name)) for name in FARTHEST)
    return Location(lat, long, body.address_string.strip(), body.address_id.strip())


def _number(name: str, text: str) -> float | None:
    if not text:
        return None
    if not NUMBER.fullmatch(text.strip()) or abs(float(text)) > FARTHEST[name]:
        raise _misplaced(name, "degrees, as 23.1062", "须为度数，如 23.1062")
    return float(text)


def _misplaced(name: str, en: str, zh: str) -> Invalid:
    return Invalid("location-unfit", f"{name}: {en}", f"{name}：{zh}", field=name)


def _reference(body: PostRequest) -> str | None:
    reference = body.attribute.get(views.REFERENCE)
    if reference is not None and not REFERENCE.fullmatch(reference):
        raise Invalid(
            "reference-unfit",
            "attribute[reference]: letters, digits, - and _, 64 at most",
            "attribute[reference]：字母、数字、- 和 _，最多 64 个",
            field="attribute.reference",
        )
    return reference
