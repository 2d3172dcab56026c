"""Read models of Open311: services, requests and updates in the words of GeoReport v2."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from ..domain.open311.requests import ServiceRequest, Update, status_of
from ..domain.places import staff_of
from ..domain.rules.calendar import SHANGHAI
from ..domain.rules.rulebook import Rules
from ..domain.topics.topic import Step, Topic
from ..gazetteer import GAZETTEER
from ..hotline import HOTLINE

BEGINNING = datetime(1, 1, 2, tzinfo=UTC)
REFERENCE, TITLE = "reference", "title"
ATTRIBUTES = (
    (TITLE, "一句话标题 / the request in one line"),
    (REFERENCE, "贵方编号：同一编号重发不会重复登记 / your own number: sent again, it is found"),
)
STEPS = {
    "screening": "筛选",
    "opening": "开放征询",
    "discussion": "讨论",
    "resolution": "决议",
    "notice": "公示",
    "objection": "异议处理",
    "review": "复核",
    "execution": "执行",
    "confirmation": "确认",
    "reassessment": "复评",
}


def service(code: str) -> dict[str, Any]:
    """Show a category as a service; one that only a standard knows goes by its code."""
    known: Mapping[str, Any] = HOTLINE["categories"].get(code, {})
    keywords = [*known.get("keywords", ()), *filter(None, (known.get("code"),))]
    return {
        "service_code": code,
        "service_name": name_of(code),
        "description": f"{known['about_zh']} / {known['about_en']}" if known else code,
        "metadata": True,
        "type": "realtime",
        "keywords": ", ".join(keywords),
        "group": known.get("group", "其他"),
    }


def name_of(code: str) -> str:
    """Name a category in both languages."""
    known = HOTLINE["categories"].get(code)
    return f"{known['zh']} {known['en']}" if known else code


def definition(code: str) -> dict[str, Any]:
    """Show what a request of a service may carry besides; none of it is required."""
    attributes: list[dict[str, Any]] = [
        {
            "variable": True,
            "code": name,
            "datatype": "string",
            "required": False,
            "datatype_description": None,
            "order": order,
            "description": meaning,
            "values": [],
        }
        for order, (name, meaning) in enumerate(ATTRIBUTES, 1)
    ]
    return {"service_code": code, "attributes": attributes}


def request(topic: Topic, sent: ServiceRequest | None) -> dict[str, Any]:
    """Show a topic as a request, with the spot where the sender named one."""
    last = topic.history[-1] if topic.history else None
    return {
        "service_request_id": topic.id,
        "status": status_of(topic.stage),
        "status_notes": f"{topic.stage.value}: {last.reason}" if last else topic.stage.value,
        "service_name": name_of(topic.category),
        "service_code": topic.category,
        "description": topic.note or topic.title,
        "agency_responsible": _agency(topic),
        "service_notice": notice(topic.step, topic) if topic.step else "",
        "requested_datetime": topic.raised_at,
        "updated_datetime": last.at if last else topic.raised_at,
        "expected_datetime": topic.due_at,
        "address": (sent.address if sent else "") or _named(topic.division),
        "address_id": topic.division,
        "zipcode": None,
        "lat": sent.lat if sent else None,
        "long": sent.long if sent else None,
        "media_url": (sent.media_url if sent else "") or None,
    }


def notice(step: Step, topic: Topic) -> str:
    """Say what is owed next, and by which day in Nanhai."""
    if topic.due_at is None:
        return ""
    day = topic.due_at.astimezone(SHANGHAI)
    return (
        f"下一步：{STEPS.get(step.value, step.value)}，{day:%Y-%m-%d %H:%M} 前 / next: {step.value}"
    )


def update(one: Update) -> dict[str, Any]:
    """Show a move of a topic as an update of its request."""
    return {
        "update_id": one.id,
        "service_request_id": one.request_id,
        "status": one.status,
        "updated_datetime": one.at,
        "description": one.description,
        "media_url": None,
    }


def discovery(address: str, changed: str) -> dict[str, Any]:
    """Show where and in which forms the protocol is spoken."""
    endpoint = {
        "specification": "http://wiki.open311.org/GeoReport_v2",
        "url": f"{address}/api/expression/open311/v2",
        "changeset": changed,
        "type": "production",
        "formats": ["text/xml", "application/json"],
    }
    return {
        "changeset": changed,
        "contact": address,
        "key_service": "api_key is a token of this system's issuer, for role integrator",
        "endpoints": [endpoint],
    }


def rules_services(rules: Rules) -> list[dict[str, Any]]:
    """Show every category in force as a service."""
    return [service(code) for code in sorted(rules.categories)]


def _agency(topic: Topic) -> str:
    lead = topic.resolution.lead_id if topic.resolution else None
    return _named(topic.owner or lead or staff_of(topic.division))


def _named(code: str) -> str:
    return GAZETTEER.names.get(code.partition("-")[0], code)
