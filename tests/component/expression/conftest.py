from datetime import UTC, date, datetime

import pytest

from chassis.testing import Harness, token
from services.expression.domain.residents.resident import Resident
from services.expression.domain.rules.rulebook import Rulebook, Standard
from services.expression.service import ExpressionService

NOON = datetime(2019, 5, 6, 4, tzinfo=UTC)
PLACE = "440605124004"
BUILDING = f"{PLACE}-e01-b03"


# what a notice does stands in test_notices.py; elsewhere a resolution takes effect at once
NO_NOTICE = Rulebook(
    standards=(Standard("no-notice", 1, date(2018, 1, 1), "440605", {"notice": {"days": 0}}),)
)


class Hall:
    """The service with residents of one building, and the tokens of those who act."""

    def __init__(self):
        self.h = Harness(ExpressionService, now=NOON)
        self.place, self.building, self.noon = PLACE, BUILDING, NOON
        self.staff = token("worker", sub="w-1", divisions=(PLACE,))
        self.official = token("official", sub="o-1", divisions=("440605",))
        self.integrator = token("integrator", sub="i-1", divisions=("440605",))
        self.h.given("rulebooks", NO_NOTICE)
        self.h.given("residents", *(self.resident(n) for n in range(1, 9)))
        self.h.given("residents", Resident("r-far", "440605125001", NOON))

    def resident(self, number):
        return Resident(f"r-{number}", BUILDING, NOON)

    def of(self, resident_id):
        return token("resident", sub=resident_id)

    def post(self, path, body=None, as_=None, **how):
        return self.h.post(f"/v1/topics{path}", body or {}, as_=as_ or self.staff, **how)

    def get(self, path, as_=None):
        return self.h.get(f"/v1/topics{path}", as_=as_ or self.of("r-1")).json

    def topic(self, identity):
        return self.h.stored("topics", identity)

    def facts(self):
        return [type(event).__name__ for event in self.h.announced]

    def raised(self, by="r-1", **changes):
        body = {"title": "3号门停车", "category": "parking", "division": BUILDING}
        answer = self.post("", body | changes, as_=self.of(by))
        assert answer.status == 201, answer.json
        return answer.json["id"]

    def discussed(self, **changes):
        topic_id = self.raised(**changes)
        assert self.post(f"/{topic_id}/screening").status == 200
        return topic_id

    def said(self, topic_id, by="r-2", text="先划访客车位"):
        return self.post(f"/{topic_id}/statements", {"text": text}, as_=self.of(by)).json["id"]

    def votes(self, topic_id, *, agree=5, disagree=0):
        choices = ["agree"] * agree + ["disagree"] * disagree
        for number, choice in enumerate(choices, 1):
            path = f"/{topic_id}/proposal/votes"
            answer = self.post(path, {"choice": choice}, as_=self.of(f"r-{number}"))
            assert answer.status == 201, answer.json

    def resolved(self, lead_id=None, **changes):
        topic_id = self.discussed(**changes)
        self.post(f"/{topic_id}/proposal", {"text": "划40个车位"})
        self.votes(topic_id)
        answer = self.post(f"/{topic_id}/resolution", {"lead_id": lead_id})
        assert answer.status == 201, answer.json
        return topic_id

    def done(self, topic_id, summary="已划线"):
        shown = [{"reference": "https://example.org/photo/1", "words": "划线后"}]
        body = {"summary": summary, "done": True, "evidence": shown}
        answer = self.post(f"/{topic_id}/execution", body)
        assert answer.status == 201, answer.json

    def reported(self, **changes):
        topic_id = self.resolved(**changes)
        self.done(topic_id)
        return topic_id


@pytest.fixture
def hall():
    return Hall()
