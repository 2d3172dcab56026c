from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import httpx
import pytest

from chassis.testing.harness import Harness, token
from gongzhi import Api
from gongzhi.commands import connection
from services.participation.domain.divisions.division import Division, Kind
from services.participation.domain.ladder.standing import Standing
from services.participation.domain.residents.resident import Resident
from services.participation.domain.spaces.space import Space, SpaceKind
from services.participation.service import ParticipationService
from tests.component.participation.by_sheet import RESIDENTS, SPACES, TEN, Gateway, a_sheet, run

NOON = datetime(2019, 5, 6, 4, tzinfo=UTC)
DISTRICT, LISHUI, DABU = "440605", "440605126", "440605126009"
SHISHAN, TANGZHONG, ZONE = "440605124", "440605124004", "440605124401"


def a_division(code, kind, parent):
    committee = kind is Kind.RESIDENTS_COMMITTEE
    return Division(code, code, f"名{code}", kind, parent, committee)


@pytest.fixture
def places():
    return SimpleNamespace(
        district=DISTRICT, lishui=LISHUI, dabu=DABU, tangzhong=TANGZHONG, zone=ZONE, noon=NOON
    )


@pytest.fixture
def anew():
    return Harness(ParticipationService, now=NOON)


@pytest.fixture
def service(anew):
    """Two residents of Dabu and Tangzhong, and a space in Dabu."""
    anew.given(
        "divisions",
        a_division(DISTRICT, Kind.DISTRICT, None),
        a_division(LISHUI, Kind.TOWN, DISTRICT),
        a_division(SHISHAN, Kind.TOWN, DISTRICT),
        a_division(DABU, Kind.RESIDENTS_COMMITTEE, LISHUI),
        a_division(TANGZHONG, Kind.RESIDENTS_COMMITTEE, SHISHAN),
        a_division(ZONE, Kind.SPECIAL_ZONE, SHISHAN),
    )
    for resident_id, home in (("ann", DABU), ("bob", TANGZHONG)):
        anew.given("residents", Resident(resident_id, home, ("youth",), NOON))
        anew.given("standings", Standing(resident_id, home))
    anew.given(
        "spaces", Space("home", DABU, SpaceKind.YOUTH_HOME, "亲青家园", 40, NOON, host_id="o")
    )
    return anew


@pytest.fixture
def ann():
    return token("resident", sub="ann")


@pytest.fixture
def worker():
    return token("worker", sub="wu", divisions=(DABU,))


@pytest.fixture
def captain():
    return token("captain", sub="lou", divisions=(TANGZHONG,))


@pytest.fixture
def official():
    return token("official", sub="guan", divisions=(DISTRICT,))


@pytest.fixture
def integrator():
    return token("integrator", sub="center", divisions=(DISTRICT,))


@pytest.fixture
def announced(service):
    """Name what was announced, in order."""
    return lambda: [type(event).__name__ for event in service.announced]


@pytest.fixture
def event_id(service):
    """Give the id under which an event of a kind was announced."""
    return lambda kind: next(
        meta.id
        for event, meta in zip(service.announced, service.envelopes, strict=True)
        if type(event).__name__ == kind
    )


@pytest.fixture
def an_activity(service, worker):
    """Schedule an activity for one, starting in an hour."""

    def schedule(**changes):
        wanted = {"title": "亲子阅读", "division": DABU, "space_id": "home", "host_id": "o"}
        wanted |= {"starts_at": NOON.isoformat(), "capacity": 1}
        wanted |= {"ends_at": (NOON + timedelta(hours=2)).isoformat()} | changes
        return service.post("/v1/activities", wanted, as_=worker)

    return schedule


@pytest.fixture
def gateway(service, monkeypatch):
    made = Gateway(service)

    def api(shown, *, gateway, language):
        api = Api(shown, gateway=gateway, language=language)
        transport = httpx.MockTransport(made)
        api._client = httpx.Client(
            base_url="http://gateway/api", headers=api._client.headers, transport=transport
        )
        return api

    monkeypatch.setattr(connection, "Api", api)
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    return made


@pytest.fixture
def imported(gateway, tmp_path):
    """Ten residents and a space of their own numbers."""
    residents = a_sheet(
        tmp_path / "r.csv", RESIDENTS, *((number, DABU, "青年", "陈大文") for number in TEN)
    )
    space = ("s-1", "亲青家园", "大步", DABU, 40, "每天 00:00-23:59", "青年")
    spaces = a_sheet(tmp_path / "s.csv", SPACES, space)
    for kind, file in (("residents", residents), ("spaces", spaces)):
        assert run("import", kind, file).exit_code == 0
    return gateway
