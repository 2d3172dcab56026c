"""What guidance accepts as a standard, every service takes up: none of it may be a dead letter."""

from datetime import date

import pytest

from chassis.config import Settings
from chassis.envelope import encode
from chassis.testing import Harness, token
from services.collaboration.domain import rules as invitations
from services.collaboration.service import CollaborationService
from services.expression.domain.places import Level
from services.expression.domain.rules.rulebook import in_force
from services.expression.holidays import CALENDAR
from services.expression.service import ExpressionService
from services.guidance.domain import rules as accepted
from services.guidance.domain.checks import LONGEST_REASON
from services.guidance.domain.rules_deliberations import PLACES
from services.guidance.service import GuidanceService
from services.participation.domain.ladder import thresholds
from services.participation.domain.residents import retention
from services.participation.service import ParticipationService

COMMUNITY = "440605124004"
OFFICIAL = token("official")
READERS = (ParticipationService, ExpressionService, CollaborationService)

MEDIATION_AT = {
    "least": dict.fromkeys(accepted.MEDIATION, 1) | {"keep_days": 1_096},
    "most": {"answer_days": 60, "request_keep_days": 3_650}
    | {"assignment_days": 60, "session_days": 60, "limit_days": 365, "extension_days": 365}
    | {"follow_up_days": 365, "mediators": 9, "load": 100, "keep_days": 36_500},
}
RETENTION_AT = {
    "least": {"personal": 365, "visits": 30, "accesses": 1_096, "suggestions": 90},
    "most": dict.fromkeys([*map(str, retention.Records), "suggestions"], 36_500),
}

RULING_AT = {
    "least": {"who": "residents", "quorum": 1, "majority": "simple"},
    "most": {
        "who": "households",
        "quorum": "two_thirds",
        "majority": "three_quarters",
        "of": "entitled",
        "method": "secret",
    },
}


def all_named(names, value):
    return dict.fromkeys(sorted(names), value)


def suggestions(least):
    experiment = {
        "name": "x" if least else "x" * 40,
        "seed": 0 if least else 2**31 - 1,
        "hold_out_percent": 1 if least else 50,
        "days": 1 if least else 365,
    }
    most = {"per_week": 50, "at_once": 2, "open_days": 365}
    counts = dict.fromkeys(most, 1) if least else most
    return counts | {"experiment": experiment}


def reasons(least, most=accepted.MOST_REASONS):
    named = [f"r{'x' * 36}{n:03d}" for n in range(1 if least else most)]
    words = "好" * (1 if least else LONGEST_REASON)
    return {name: {"zh": words, "en": words} for name in named}


def deliberations(edge):
    ruling = RULING_AT[edge]
    by_level = all_named(PLACES, ruling)
    return {"levels": by_level, "categories": {"property": by_level}}


WARNINGS_AT = {
    "least": dict.fromkeys(("window_days", "dispute_days", "windows", "chance_per_mille"), 1)
    | dict.fromkeys(("topics", "disputes", "parties"), 2),
    "most": {
        "window_days": 60,
        "dispute_days": 120,
        "windows": 12,
        "topics": 10_000,
        "disputes": 10_000,
        "parties": 1_000,
        "chance_per_mille": 500,
    },
}


def conduct(edge):
    least = edge == "least"
    reasons = {"insult": {"zh": "侮辱" if least else "侮" * 120, "en": "i" if least else "i" * 120}}
    days = dict.fromkeys(("appeal_days", "decide_days"), 1 if least else 60)
    level = "anonymous" if least else "real_name"
    return {
        "likeness": {"least_percent": 20, "most": 1}
        if least
        else {"least_percent": 100, "most": 20},
        "warnings": WARNINGS_AT[edge],
        "moderation": days | {"reasons": reasons},
        "assurance": dict.fromkeys(("raise", "speak", "vote"), level),
    }


def voiced(edge):
    least = edge == "least"
    return {
        "mediation": MEDIATION_AT[edge],
        "mediation_declining": reasons(least, accepted.MOST_MEDIATION_REASONS),
        "hall": {
            "not_held_after_hours": 1 if least else 168,
            "lapsed_after_days": 1 if least else 365,
        },
    }


def rules_at(edge):
    """Give every section with every name it may have, at its least or its most."""
    least = edge == "least"
    categories = [f"c{'x' * 36}{n:03d}" for n in range(1 if least else accepted.MOST_CATEGORIES)]
    deeds = all_named(accepted.EVIDENCE, 1 if least else 100_000)
    return {
        **conduct(edge),
        **voiced(edge),
        "ladder": dict.fromkeys(accepted.RUNGS, deeds),
        "points": all_named(accepted.FACTS, all_named(accepted.ROLES, 0 if least else 1000)),
        "deadlines": all_named(accepted.STEPS, 1 if least else 365),
        "quorums": all_named(accepted.LEVELS, 1 if least else 1_000_000),
        "majority": 1e-9 if least else 0.999999999,
        "categories": {name: {"advice": not least} for name in categories},
        "reopen_days": 1 if least else 365,
        "consultations": {"result_days": 1 if least else 365},
        "on_behalf": {"answer_days": 1 if least else 365},
        "deliberations": deliberations(edge),
        "notice": {"days": 0 if least else 60},
        "declining": reasons(least),
        "review": {"window_days": 1 if least else 365},
        "execution": {"evidence_required": not least},
        "reassessment": {"after_days": 0 if least else 365},
        "invitations": {"days": 1 if least else 365},
        "suggestions": suggestions(least),
        "erasure": {"days": 1 if least else 365},
        "retention": RETENTION_AT[edge],
        "spaces": {"idle_days": 1, "booking_days": 1, "code_minutes": 1}
        if least
        else {"idle_days": 365, "booking_days": 365, "code_minutes": 60},
        "timetable": {"missed_after_hours": 1, "code_minutes": 1}
        if least
        else {"missed_after_hours": 336, "code_minutes": 60},
        "certificates": {"notice_days": 1 if least else 365},
        "affairs": {"confirm_days": 1 if least else 365},
        "rectification": all_named({"plan_days", "again_days"}, 1 if least else 365)
        | {"plan_required": not least},
        "mutual_aid": all_named({"answer_days", "confirm_days"}, 1 if least else 365)
        | {"propose_hours": 1 if least else 168},
    }


EDGES = ("least", "most")
EVERYTHING = [rules_at(edge) for edge in EDGES]
ONE_BY_ONE = [{name: rules[name]} for rules in EVERYTHING for name in rules]


def published(rules):
    """Publish a standard as an official does; give the bytes everyone else is sent."""
    h = Harness(GuidanceService)
    answer = h.post("/v1/standards", a_standard(rules), as_=OFFICIAL)
    assert answer.status == 201, answer.json
    assert h.stored("rulebooks", "440605").entries[0].rules == rules
    [event], [meta] = h.announced, h.envelopes
    return encode(event, meta)


def a_standard(rules):
    return {
        "reference": "plan",
        "title": "总体方案",
        "kind": "plan",
        "in_force_from": "2019-01-01",
        "rules": rules,
    } | {"division": "440605"}


def test_the_edges_are_those_of_guidance():
    assert rules_at("most").keys() == accepted.SECTIONS.keys()


BY_AREA_IN_SECRET = {"levels": {"estate": {"weight": "heads_and_area", "method": "secret"}}}


@pytest.mark.parametrize(
    "rules",
    [{"deadlines": {"screening": 366}}, {"majority": 1}, {"deliberations": BY_AREA_IN_SECRET}],
)
def test_beyond_them_guidance_publishes_nothing(rules):
    h = Harness(GuidanceService)

    assert h.post("/v1/standards", a_standard(rules), as_=OFFICIAL).status == 422
    assert h.announced == []


@pytest.mark.parametrize("service", READERS, ids=lambda service: service.name)
@pytest.mark.parametrize("rules", [*EVERYTHING, *ONE_BY_ONE], ids="+".join)
def test_what_guidance_publishes_is_taken_up(service, rules):
    body = published(rules)

    heard = Harness(service).reads(body)

    assert heard.error is None
    assert len(body) <= Settings().max_event_bytes


@pytest.mark.parametrize("rules", EVERYTHING, ids=EDGES)
def test_each_reader_then_goes_by_it(rules):
    body, day = published(rules), date(2019, 5, 6)
    participation, expression, collaboration = (Harness(service) for service in READERS)
    for reader in (participation, expression, collaboration):
        reader.reads(body)

    ladder = participation.stored("rulebooks", thresholds.LADDER)
    assert thresholds.in_force(ladder, on=day, division=COMMUNITY).rungs == rules["ladder"]
    said = in_force(expression.stored("rulebooks", "rulebook"), day, COMMUNITY, CALENDAR)
    assert {level: said.quorum(level) for level in Level}.items() <= rules["quorums"].items()
    assert (said.majority, said.reopen_days) == (rules["majority"], rules["reopen_days"])
    assert said.deliberations == rules["deliberations"]
    assert rules["categories"].items() <= said.categories.items()
    assert said.notice == rules["notice"]
    assert rules["declining"].items() <= said.declining.items()
    assert (said.review, said.execution) == (rules["review"], rules["execution"])
    assert said.reassessment == rules["reassessment"]
    assert said.mediation == rules["mediation"]
    assert said.hall == rules["hall"]
    assert rules["mediation_declining"].items() <= said.mediation_declining.items()
    assert (said.consultations, said.on_behalf) == (rules["consultations"], rules["on_behalf"])
    assert all(said.due_on(step, day) > day for step in rules["deadlines"])
    book = collaboration.stored("rulebooks", invitations.SECTION)
    days = invitations.days_open(book, division=COMMUNITY, now=collaboration.now)
    assert days == rules["invitations"]["days"]


def test_every_service_that_hears_of_standards_is_looked_at():
    heard = [
        service
        for service in (*READERS, GuidanceService)
        if hasattr(service, "on_standard_published")
    ]

    assert tuple(heard) == READERS
