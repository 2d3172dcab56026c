"""The compose deployment keeps the promises that are made for it."""

from dataclasses import dataclass

import pytest

from .deployment import SERVICES, Deployment, eventually
from .engine import engine_answers

if not engine_answers():
    pytest.skip("no container engine answers", allow_module_level=True)

DISTRICT, TOWN, COMMUNITY = "440605", "440605124", "440605124004"
PLACES = [
    {"code": DISTRICT, "name": "南海区", "kind": "district"},
    {"code": TOWN, "name": "狮山镇", "kind": "town", "parent": DISTRICT},
    {"code": COMMUNITY, "name": "塘中社区", "kind": "residents_committee", "parent": TOWN},
]
YOUTH_HOME = {
    "kind": "youth_home",
    "name": "塘中亲青家园",
    "division": COMMUNITY,
    "capacity": 40,
}
ONE_POINT_A_VISIT = {
    "reference": "guideline-points",
    "title": "积分指引",
    "kind": "guideline",
    "in_force_from": "2018-02-01",
    "rules": {"points": {"space_visited": {"resident": 1, "community": 1, "town": 1}}},
    "division": DISTRICT,
}


@dataclass(frozen=True)
class Neighborhood:
    """A place with rules and a space, and what is earned there."""

    deployment: Deployment
    space: str

    def newcomer(self) -> str:
        """Somebody new is registered."""
        token = self.deployment.token("integrator", divisions=[DISTRICT])
        body = {"division": COMMUNITY}
        return self.deployment.post("/participation/v1/residents", body, token)["id"]

    def visit(self, resident: str) -> None:
        """A resident comes to the space."""
        token = self.deployment.token("resident", sub=resident)
        body = {"resident_id": resident, "space_id": self.space}
        self.deployment.post("/participation/v1/visits", body, token)

    def points(self, subject: str) -> int:
        """What a subject has earned so far, as officials read it through the gateway."""
        token = self.deployment.token("official", divisions=[DISTRICT])
        score = self.deployment.get(f"/guidance/v1/scores/{subject}", token)
        return score["points"] if score else 0


@pytest.fixture(scope="module")
def neighborhood(deployment: Deployment) -> Neighborhood:
    integrator = deployment.token("integrator", divisions=[DISTRICT])
    official = deployment.token("official", divisions=[DISTRICT])
    for place in PLACES:
        deployment.post("/participation/v1/divisions", place, integrator)
    deployment.post("/guidance/v1/standards", ONE_POINT_A_VISIT, official)
    opened = deployment.post("/participation/v1/spaces", YOUTH_HOME, integrator)
    return Neighborhood(deployment, opened["id"])


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_becomes_ready(deployment, service):
    assert deployment.ready(service)


@pytest.mark.parametrize("service", SERVICES)
def test_an_image_holds_one_service_and_no_other(deployment, service):
    look = "import os; print(sorted(e.name for e in os.scandir('services') if e.is_dir()))"

    assert deployment.inside(service, look) == str(["__pycache__", service])


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_has_no_root_and_no_disk_to_write_to(deployment, service):
    check = "import os; print(os.getuid(), os.statvfs('/').f_flag & os.ST_RDONLY)"

    assert deployment.inside(service, check) == "10001 1"


KEYS = {"participation": "/keys/personal/personal.key", "expression": "/keys/cases/cases.key"}


@pytest.mark.parametrize("holder", KEYS)
def test_a_key_of_what_is_sealed_is_handed_to_one_service_alone(deployment, holder):
    look = f"import os; print(os.path.exists('{KEYS[holder]}'))"
    holders = [service for service in SERVICES if deployment.inside(service, look) == "True"]

    assert holders == [holder]


def test_an_action_sent_through_the_gateway_is_scored_in_guidance(neighborhood):
    resident = neighborhood.newcomer()
    subjects = [f"resident:{resident}", f"community:{COMMUNITY}", f"town:{TOWN}"]
    expected = [neighborhood.points(subject) + 1 for subject in subjects]

    neighborhood.visit(resident)

    assert eventually(lambda: [neighborhood.points(one) for one in subjects] == expected)


def test_what_happens_while_a_service_is_down_is_scored_when_it_is_back(neighborhood):
    resident = neighborhood.newcomer()

    neighborhood.deployment.stop("guidance")
    neighborhood.visit(resident)
    neighborhood.deployment.start("guidance")

    assert eventually(lambda: neighborhood.points(f"resident:{resident}") == 1)


def test_stopped_containers_drain_and_end_clean(deployment):
    statuses = deployment.stop(*SERVICES)
    deployment.start(*SERVICES)

    assert statuses == dict.fromkeys(SERVICES, 0)


def test_a_service_may_configure_nothing_on_the_broker(deployment):
    rights = deployment.run(
        "exec -T rabbitmq rabbitmqctl --quiet list_user_permissions gongzhi-services"
    )

    assert rights.split()[-3] == "^$"


def test_the_broker_is_laid_out_as_the_file_says(deployment):
    said = deployment.run("run --rm -T topology topology check")

    assert said.startswith("as it should be")
