"""A dispute about parking spaces, with everybody who has a part in it."""

from datetime import UTC, datetime, timedelta

from chassis.testing import Harness, token
from services.expression import inbound
from services.expression.domain.residents.resident import Resident
from services.expression.service import ExpressionService

NOON = datetime(2019, 5, 6, 4, tzinfo=UTC)
PLACE = "440605124004"
HOME = f"{PLACE}-e01-b03"
NEXT_DOOR = f"{PLACE}-e01-b04"
MATTER = "车位只卖不租，业主无处停车"
CLERK = token("worker", sub="w-1", divisions=(PLACE,))
OFFICIAL = token("official", sub="o-1", divisions=("440605",))
PARTIES = [
    {"kind": "resident", "id": "r-mei", "kin": ["r-kin"]},
    {"kind": "organization", "id": "org-property", "spoken_for_by": "r-li"},
]


def of(who):
    return token("resident", sub=who)


def code(answer):
    return answer.json["type"].rpartition(":")[2]


class Table:
    """Expression with residents, mediators on the roster, and what is done in one case."""

    def __init__(self):
        self.h = Harness(ExpressionService, now=NOON)
        homes = {"r-mei": HOME, "r-li": PLACE, "r-kin": NEXT_DOOR, "r-same": HOME}
        homes |= {"r-wang": NEXT_DOOR, "r-zhao": "440605124005", "r-far": "440605126009"}
        self.h.given("residents", *(Resident(who, home, NOON) for who, home in homes.items()))
        self.dispute_id = ""

    def post(self, path, body=None, as_=CLERK, **how):
        return self.h.post(path, body or {}, as_=as_, **how)

    def mediator(self, who, trained=True, **body):
        said = {"kind": "backbone", "division": PLACE, "mediator_id": who} | body
        answer = self.post("/v1/mediators", said, as_=OFFICIAL)
        assert answer.status == 201, answer.json
        if trained:
            course = {"course": "岗前培训", "hours": 16, "held_on": "2019-03-02"}
            self.post(
                f"/v1/mediators/{who}/trainings", course | {"valid_until": "2021-03-01"}, OFFICIAL
            )
        return answer.json

    def opened(self, **body):
        said = {"kind": "parking", "division": HOME, "matter": MATTER, "parties": PARTIES}
        answer = self.post("/v1/disputes", said | body)
        assert answer.status == 201, answer.json
        self.dispute_id = answer.json["id"]
        return self.dispute_id

    def does(self, path, body=None, as_=CLERK):
        return self.post(f"/v1/disputes/{self.dispute_id}/{path}", body, as_)

    def done(self, path, body=None, as_=CLERK):
        answer = self.does(path, body, as_)
        assert answer.status < 300, answer.json
        return answer.json

    def shown(self, as_=CLERK):
        return self.h.get(f"/v1/disputes/{self.dispute_id}", as_=as_)

    def file(self, as_=CLERK):
        return self.shown(as_).json["file"]

    def state(self):
        return self.h.stored("disputes", self.dispute_id)

    def named(self, kind):
        return [event for event in self.h.announced if type(event).__name__ == kind]

    def accepts(self, who, **how):
        said = inbound.InvitationAccepted(f"inv-{who}", who, "dispute", self.dispute_id)
        self.h.hears(said, **how)

    def mediated(self):
        """Bring a case to where Wang mediates and both sides agreed to it."""
        self.mediator("r-wang")
        self.opened()
        self.accepts("r-wang")
        self.done("declaration", {"interest": "none"}, as_=of("r-wang"))
        self.done("willingness", {"willing": True}, as_=of("r-mei"))
        self.done("willingness", {"willing": True, "party": "p2"})
        return self.dispute_id

    def met(self):
        """Bring a case to where a session was held."""
        self.mediated()
        later = self.h.now + timedelta(days=1)
        self.done("sessions", {"scheduled_for": later.isoformat(), "place": "调解室"})
        self.h.now = later + timedelta(hours=2)
        said = {"present": ["p1", "p2", "r-wang"], "summary": "同意先开放访客车位"}
        self.done("sessions/1/minutes", said, as_=of("r-wang"))

    def settled(self):
        """Bring a case to where terms bind."""
        self.met()
        terms = [{"party": "p2", "does": "开放40个车位月租", "by": "2019-06-01"}]
        self.done("terms", {"terms": terms}, as_=of("r-wang"))
        self.done("consents", as_=of("r-mei"))
        self.done("consents", {"party": "p2"})
        self.done("settlement", as_=of("r-wang"))
