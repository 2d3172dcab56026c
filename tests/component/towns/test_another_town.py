"""Nobody of another town sees or changes what a town keeps, at any way in of any service."""

import importlib

import pytest

from chassis.contracts import service_classes
from chassis.http.ways_in import ways_in
from tests.component.towns.cases import DISTRICT, LISHUI, Gets, bearer
from tests.component.towns.of_every_service import CASES as EVERYWHERE
from tests.component.towns.of_every_service import put_a_letter, put_a_replay

SERVICES = {service.name: service for service in service_classes()}
KEPT = {name: importlib.import_module(f"tests.component.towns.of_{name}") for name in SERVICES}


def named(way):
    return f"{way.verb} {way.path}"


def cases(*kinds):
    return [
        pytest.param(name, way, case, id=f"{name} {named(way)} {number}")
        for name, service in SERVICES.items()
        for way in ways_in(service)
        for number, case in enumerate((KEPT[name].CASES | EVERYWHERE).get(named(way), ()), 1)
        if case.gets in kinds
    ]


def town_in(name):
    kept = KEPT[name].town()
    put_a_letter(kept, SERVICES[name])
    put_a_replay(kept)
    kept.publish()
    return kept


@pytest.fixture(scope="module")
def towns():
    return {}


@pytest.fixture
def town(request, towns):
    """The town as it was made: who asks here changes nothing, and a test says so."""
    name = request.node.callspec.params["service"]
    if name not in towns:
        towns[name] = town_in(name)
    return towns[name]


@pytest.fixture
def own_town(request):
    """A town of its own for a request that is granted."""
    return town_in(request.node.callspec.params["service"])


@pytest.mark.parametrize("service", SERVICES)
def test_every_way_in_says_what_another_town_gets(service):
    there = {named(way) for way in ways_in(SERVICES[service])}

    assert there == (KEPT[service].CASES | EVERYWHERE).keys()


@pytest.mark.parametrize(("service", "way", "case"), cases(Gets.REFUSED))
def test_another_town_changes_and_sees_nothing(town, service, way, case):
    before = town.kept()

    answer = town.ask(way, case, bearer(LISHUI))

    assert answer.status in (403, 404), answer.json
    assert town.kept() == before


@pytest.mark.parametrize(("service", "way", "case"), cases(Gets.NOTHING))
def test_another_town_gets_an_empty_list(town, service, way, case):
    answer = town.ask(way, case, bearer(LISHUI))

    assert answer.status == 200, answer.json
    assert answer.json["items"] == []


@pytest.mark.parametrize(("service", "way", "case"), cases(Gets.PUBLIC))
def test_what_is_public_is_shown_to_another_town(town, service, way, case):
    answer = town.ask(way, case, bearer(LISHUI))

    assert answer.status == 200, answer.json
    assert answer.json == town.ask(way, case, bearer(DISTRICT)).json


@pytest.mark.parametrize(("service", "way", "case"), cases(Gets.REFUSED, Gets.NOTHING))
def test_the_same_request_is_granted_to_those_who_answer_for_the_place(
    own_town, service, way, case
):
    answer = own_town.ask(way, case, bearer(case.local))

    assert answer.status < 300, answer.json
    assert answer.json is None or answer.json.get("items") != []


@pytest.mark.parametrize(("service", "way", "case"), cases(Gets.REFUSED, Gets.NOTHING))
def test_an_office_without_a_place_answers_for_none(town, service, way, case):
    before = town.kept()

    assert town.ask(way, case, bearer()).status == 403
    assert town.kept() == before
