"""A secret vote in a building, asked as its voters ask, with their own code."""

from datetime import timedelta
from functools import cache

import pytest

from chassis.blind_signing import BlindKey
from gongzhi import ballots
from gongzhi.api import Problem
from services.expression.domain.rules.rulebook import Standard, take_up

SECRET = {"method": "secret", "quorum": 3, "majority": "two_thirds", "of": "cast"}
RULES = {"deliberations": {"levels": {"building": SECRET}}}
CHOICES = ["agree", "agree", "agree", "disagree", "pass"]


class Line:
    """The voter's connection: the service itself, asked as a resident or as nobody."""

    def __init__(self, hall, as_=None):
        self.hall, self.as_ = hall, as_

    def get(self, _service, path, **_query):
        return self._told(self.hall.h.get(path, as_=self.as_))

    def pages(self, service, path):
        return iter(self.get(service, path)["items"])

    def post(self, _service, path, body, *, key=""):
        return self._told(self.hall.h.post(path, body, as_=self.as_, key=key))

    def cast(self, topic_id, ballot):
        answer = self.hall.h.post(f"/v1/topics/{topic_id}/ballots", dict(ballot), key="a-key")
        return self._told(answer)

    def _told(self, answer):
        if answer.status >= 400:
            raise Problem(answer.status, answer.json)
        return answer.json


class Poll:
    """A secret vote in a building, and the slips of its voters."""

    def __init__(self, hall):
        self.hall = hall
        standard = Standard("s-1", 1, hall.noon.date(), "440605", RULES)
        hall.h.given("rulebooks", take_up(None, standard)[0])
        self.topic_id = hall.discussed()
        self.proposal = hall.post(f"/{self.topic_id}/proposal", {"text": "装电梯"}).json
        self.vote = Line(hall).get("", f"/v1/topics/{self.topic_id}/secret-vote")

    def slip(self, resident_id, choice="agree"):
        slip = ballots.new_slip(self.vote)
        signed = ballots.sign(Line(self.hall, self.hall.of(resident_id)), slip)
        return ballots.replace(signed, choice=choice)

    def cast(self, slip):
        return ballots.cast(Line(self.hall), slip)

    def all_vote(self):
        slips = [self.slip(f"r-{n}", choice) for n, choice in enumerate(CHOICES, 1)]
        return [self.cast(slip) for slip in slips]

    def end(self):
        self.hall.h.now = self.hall.noon + timedelta(days=30)
        for _ in range(2):
            self.hall.h.tick("open_urns")

    def recount(self, slip=None):
        return ballots.recount(Line(self.hall), self.topic_id, slip)


@cache
def a_key():
    return BlindKey.made()


def refused(code, ask, *args):
    with pytest.raises(Problem) as told:
        ask(*args)
    assert told.value.document["type"].endswith(code), told.value.document
    return told.value
