"""A copy of what collaboration keeps of a resident (PIPL Art. 45)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chassis.testing import token
from services.collaboration.domain.tasks import Served
from services.collaboration.events import MembershipsCopied
from services.collaboration.inbound import ExportGranted, ResidentErased
from tests.unit.collaboration.builders import COMMUNITY, NOON, a_task, an_invitation, an_invitee

PATH = "/v1/residents/ana/export"
ANA, BOB = token("resident", sub="ana"), token("resident", sub="bob")


@pytest.fixture
def kept(h):
    """Let Ana be invited, and have served in a task beside Bob."""
    task = replace(a_task(), served=(Served("ana", 30), Served("bob", 60)))
    h.given("tasks", task)
    h.given("invitees", replace(an_invitee(), served_in=(task.id,)))
    h.given("invitations", an_invitation())
    return h


def granted(h):
    until = NOON + timedelta(minutes=15)
    h.hears(ExportGranted("ana", "bob", "guardian", until, COMMUNITY), twice=True)


def test_invitations_and_hours_are_theirs_and_nobody_elses(kept):
    answer = kept.get(PATH, as_=ANA)

    shown = {item["part"]: item["row"] for item in answer.json["items"]}
    assert list(shown) == ["resident", "invitations", "tasks"]
    assert [one["minutes"] for one in shown["tasks"]["served"]] == [30]
    assert "bob" not in answer.text
    assert kept.announced == [MembershipsCopied("ana", "ana", "self", NOON, COMMUNITY)]


def test_a_guardian_reads_it_by_a_grant_alone(kept):
    assert kept.get(PATH, as_=BOB).status == 403

    granted(kept)

    assert kept.get(PATH, as_=BOB).status == 200
    assert [event.copied_as for event in kept.announced] == ["guardian"]


def test_whoever_is_forgotten_has_no_copy_and_no_grants(kept):
    granted(kept)
    kept.hears(ResidentErased("ana", COMMUNITY))
    granted(kept)

    assert kept.get(PATH, as_=ANA).status == 409
    assert kept.backend.collections["permits"] == {}
