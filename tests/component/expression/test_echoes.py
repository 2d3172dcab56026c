"""Whoever sent a request is told each move of its topic, in order, until it takes it."""

import base64
import hmac
from datetime import timedelta
from urllib.parse import urlencode

import pytest

from chassis.outgoing import Outgoing, Undelivered
from chassis.testing import token
from services.expression import inbound
from services.expression.service import ExpressionService

V2 = "/open311/v2"
CALLBACK, UNDELIVERED = "/v1/open311/callback", "/v1/open311/undelivered"
ADDRESS = "https://fix.example.org/updates.xml"
REQUEST = {"service_code": "lighting", "description": "路灯不亮", "address_id": "440605124004"}
RESIDENTS = {"account_id": "r-1", "lat": "23.1", "long": "113.0", "address_string": "3栋"}


class Post(Outgoing):
    """Takes what is sent, unless it is told to be away."""

    def __init__(self):
        super().__init__(["fix.example.org"], own_address="https://gongzhi.example")
        self.taken, self.away = [], False

    def post(self, address, fields, headers):
        if self.away:
            raise Undelivered("answered with 503")
        self.taken.append((address, fields, headers))


@pytest.fixture
def post(monkeypatch):
    there = Post()
    monkeypatch.setattr(ExpressionService.outlet, "in_memory", lambda _service: there)
    return there


def told(post):
    return [
        (fields["update_id"].rpartition(".")[2], fields["status"]) for _, fields, _ in post.taken
    ]


@pytest.fixture
def sender(hall, post):
    answer = hall.h.put(CALLBACK, {"address": ADDRESS}, as_=hall.integrator)
    assert answer.status == 200, answer.json
    hall.secret = answer.json["secret"]
    return hall


def sent(hall, **more):
    path = f"{V2}/requests.json"
    return hall.h.post(path, form=REQUEST | more, as_=hall.integrator).json[0]["service_request_id"]


def ticked(hall, times=3):
    for _ in range(times):
        hall.h.tick("echo_statuses")


def test_a_sender_is_told_each_move_once_and_in_order(sender, post):
    request_id = sent(sender)
    sender.post(f"/{request_id}/screening")
    ticked(sender)
    sender.post(f"/{request_id}/decline", {"reason": "已修好"})
    ticked(sender)

    assert told(post) == [("2", "open"), ("3", "open"), ("4", "closed")]
    address, fields, _ = post.taken[-1]
    assert address == ADDRESS
    assert fields["service_request_id"] == request_id
    assert "已修好" in fields["description"]
    assert sender.h.stored("service_requests", request_id).due_at is None


def test_what_is_sent_is_signed_so_that_the_sender_knows_us(sender, post):
    sender.post(f"/{sent(sender)}/decline", {"reason": "x"})
    ticked(sender)

    _, fields, headers = post.taken[0]
    content = f"{headers['Webhook-Id']}.{headers['Webhook-Timestamp']}.{urlencode(fields)}"
    secret = base64.b64decode(sender.secret.removeprefix("whsec_"))
    mark = base64.b64encode(hmac.digest(secret, content.encode(), "sha256")).decode()
    assert headers["Webhook-Signature"] == f"v1,{mark}"
    assert sender.h.get(CALLBACK, as_=sender.integrator).json["secret"] == sender.secret


def test_a_sender_that_is_away_is_told_later_and_loses_nothing(sender, post):
    post.away = True
    request_id = sent(sender)
    sender.post(f"/{request_id}/decline", {"reason": "x"})
    ticked(sender)
    kept = sender.h.stored("service_requests", request_id)
    assert (kept.tries, kept.trouble, told(post)) == (1, "answered with 503", [])

    post.away = False
    ticked(sender)
    assert told(post) == []
    sender.h.now += timedelta(seconds=31)
    ticked(sender)

    assert told(post) == [("2", "closed")]


def test_what_cannot_be_told_for_days_is_given_up_in_sight_and_can_be_tried_again(sender, post):
    post.away = True
    request_id = sent(sender)
    sender.post(f"/{request_id}/decline", {"reason": "x"})
    for _ in range(80):
        ticked(sender, times=1)
        sender.h.now += timedelta(hours=1)

    [row] = sender.h.get(UNDELIVERED, as_=sender.official).json["items"]
    assert (row["id"], row["trouble"]) == (request_id, "answered with 503")
    assert row["tries"] < 80
    post.away = False
    ticked(sender)
    assert told(post) == []
    again = sender.h.post(f"{UNDELIVERED}/{request_id}/retry", as_=sender.official)
    ticked(sender)
    assert (again.status, told(post)) == (200, [("2", "closed")])
    assert sender.h.get(UNDELIVERED, as_=sender.official).json["items"] == []


def test_one_sender_that_is_away_is_not_asked_for_each_of_its_requests(sender, post):
    post.away = True
    for _ in range(3):
        sender.post(f"/{sent(sender)}/decline", {"reason": "x"})
    ticked(sender, times=5)

    rows = sender.h.backend.collections["service_requests"].values()
    assert sorted(row["tries"] for row in rows) == [0, 0, 1]
    post.away = False
    sender.h.now += timedelta(seconds=31)
    ticked(sender, times=4)
    assert len(told(post)) == 3


def test_who_wants_no_word_is_told_nothing_and_what_is_owed_ends(hall, post):
    request_id = sent(hall)
    hall.post(f"/{request_id}/decline", {"reason": "x"})
    ticked(hall)

    assert told(post) == []
    assert hall.h.stored("service_requests", request_id).due_at is None


def test_a_callback_that_is_taken_back_is_used_no_more(sender, post):
    assert sender.h.delete(CALLBACK, as_=sender.integrator).status == 204
    assert sender.h.delete(CALLBACK, as_=sender.integrator).status == 204
    sender.post(f"/{sent(sender)}/decline", {"reason": "x"})
    ticked(sender)

    assert told(post) == []
    assert sender.h.get(CALLBACK, as_=sender.integrator).status == 404


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("https://elsewhere.example.org/x", 422),
        ("http://fix.example.org/x", 422),
        ("ftp://fix.example.org/x", 422),
        ("https://169.254.169.254/latest", 422),
    ],
)
def test_nothing_is_sent_where_ops_do_not_allow(hall, post, address, status):
    assert hall.h.put(CALLBACK, {"address": address}, as_=hall.integrator).status == status
    assert hall.h.backend.collections.get("callbacks", {}) == {}


def test_a_callback_is_a_matter_of_integrators(hall, post):
    for who in (hall.official, hall.of("r-1")):
        assert hall.h.put(CALLBACK, {"address": ADDRESS}, as_=who).status == 403


def test_another_towns_official_sees_nothing_of_it(sender, post):
    lishui = token("official", sub="o-9", divisions=("440605126",))
    request_id = sent(sender)

    assert sender.h.get(UNDELIVERED, as_=lishui).json["items"] == []
    assert sender.h.post(f"{UNDELIVERED}/{request_id}/retry", as_=lishui).status == 403


def test_who_is_forgotten_takes_the_spot_along(sender, post):
    request_id = sent(sender, **RESIDENTS)
    before = sender.h.stored("service_requests", request_id)
    assert (before.account, before.lat, before.address) == ("r-1", 23.1, "3栋")

    sender.h.hears(inbound.ResidentErased("r-1", "440605124004"), twice=True)
    for _ in range(3):
        sender.h.tick("forget_residents")

    after = sender.h.stored("service_requests", request_id)
    assert (after.account, after.lat, after.address) == (None, None, "")
    assert "r-1" not in str(sender.h.backend.collections["service_requests"])
    [told] = sender.h.get(f"{V2}/requests/{request_id}.json").json
    assert (told["lat"], told["address_id"]) == (None, "440605124004")
