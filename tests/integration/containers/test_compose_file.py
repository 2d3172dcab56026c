"""What must hold of the files of the deployment before any container runs."""

import yaml

from deploy.local.services import service_names

from .deployment import SERVICES
from .engine import DEPLOY

COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))["services"]


def test_every_service_of_the_project_is_deployed():
    assert service_names() == list(SERVICES)
    assert set(SERVICES) <= set(COMPOSE)


def test_every_service_is_reached_through_the_gateway():
    routes = (DEPLOY / "nginx" / "compose.conf").read_text(encoding="utf-8")

    assert f"(?<service>{'|'.join(SERVICES)})" in routes
    assert all(f"{port} {name};" in routes for name, port in SERVICES.items())


def test_open311_is_reached_at_the_root_and_leads_to_expression():
    routes = (DEPLOY / "nginx" / "compose.conf").read_text(encoding="utf-8")

    assert "location /open311/ {\n            set $open311 expression;" in routes


def test_every_service_is_measured():
    scraped = yaml.safe_load((DEPLOY / "prometheus" / "prometheus.yml").read_text(encoding="utf-8"))
    found = {job["job_name"]: job for job in scraped["scrape_configs"]}

    assert found["gongzhi"]["dns_sd_configs"][0]["names"] == list(SERVICES)


def test_only_the_gateway_and_what_measures_are_published():
    assert {name for name, one in COMPOSE.items() if "ports" in one} == {"gateway", "prometheus"}


def test_every_port_is_published_on_this_machine_alone_unless_told_otherwise():
    published = [port for one in COMPOSE.values() for port in one.get("ports", [])]

    assert all("127.0.0.1" in port for port in published)


def test_no_service_speaks_to_the_broker_as_its_administrator():
    administrator = COMPOSE["rabbitmq"]["environment"]["RABBITMQ_DEFAULT_USER"]
    users = {
        COMPOSE[name]["environment"]["AMQP_URI"].split("//")[1].split(":")[0] for name in SERVICES
    }

    assert users == {"gongzhi-services"} != {administrator}
    assert COMPOSE["topology"]["command"][-2:] == ["--user", "gongzhi-services"]


def test_the_broker_is_laid_out_before_a_service_starts():
    for name in SERVICES:
        assert COMPOSE[name]["environment"]["GONGZHI_TOPOLOGY"] == "check"
        waited_for = COMPOSE[name]["depends_on"]["topology"]
        assert waited_for == {"condition": "service_completed_successfully"}
