"""Topics, votes and rules for the tests of expression."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from services.expression.domain.resolutions.resolution import Proposal
from services.expression.domain.rules.calendar import end_of
from services.expression.domain.rules.rulebook import in_force
from services.expression.domain.topics.moves import Act, owed
from services.expression.domain.topics.statements import Statement
from services.expression.domain.topics.topic import Actor, Resolution, Stage, Step, Topic
from services.expression.domain.topics.votes import Choice, Mark, Vote
from services.expression.holidays import CALENDAR

PLACE = "440605124004"
NOON = datetime(2019, 5, 6, 4, tzinfo=UTC)
MEI = Actor("r-mei")
LIN = Actor("r-lin")
STAFF = Actor("w-1")
NOTICED = in_force(None, NOON.date(), PLACE, CALENDAR)
RULES = replace(NOTICED, notice={"days": 0})
LATER = NOON + timedelta(days=1)

STEPS = {
    Stage.RAISED: Step.SCREENING,
    Stage.SCREENED: Step.OPENING,
    Stage.DISCUSSION: Step.DISCUSSION,
    Stage.RESOLVED: Step.EXECUTION,
    Stage.EXECUTING: Step.EXECUTION,
    Stage.REPORTED: Step.CONFIRMATION,
}


def a_topic(stage=Stage.RAISED, **changes):
    step = STEPS.get(stage)
    waiting = owed(step, PLACE, end_of(NOON.date())) if step else {}
    decided = stage in (Stage.RESOLVED, Stage.EXECUTING, Stage.REPORTED, Stage.CLOSED)
    fields = {
        "id": "topic-1",
        "division": PLACE,
        "title": "3号门停车",
        "category": "parking",
        "raised_by": MEI.id,
        "raised_at": NOON,
        "stage": stage,
        "voices": (MEI.id,),
        "resolution": a_resolution() if decided else None,
        "began_at": NOON if decided else None,
        "closed_at": NOON if stage is Stage.CLOSED else None,
    }
    return Topic(**(fields | waiting | changes))


def a_resolution(**changes):
    fields = {
        "text": "划40个车位",
        "agree": 20,
        "disagree": 1,
        "passed": 0,
        "lead_id": None,
        "due_on": NOON.date(),
        "published_at": NOON,
    }
    return Resolution(**(fields | changes))


def a_proposal(**changes):
    fields = {
        "id": "topic-1-p1",
        "topic_id": "topic-1",
        "division": PLACE,
        "text": "划40个车位",
        "proposed_by": STAFF.id,
        "proposed_at": NOON,
    }
    return Proposal(**(fields | changes))


def a_statement(**changes):
    fields = {
        "id": "s-1",
        "topic_id": "topic-1",
        "division": PLACE,
        "made_by": MEI.id,
        "text": "先划访客车位",
        "stage": Stage.DISCUSSION,
        "made_at": NOON,
    }
    return Statement(**(fields | changes))


def a_vote(choice=Choice.AGREE, at=NOON, order=0, **changes):
    fields = {
        "id": "v-1",
        "on": "topic-1",
        "topic_id": "topic-1",
        "statement_id": "s-1",
        "voter_id": LIN.id,
        "division": PLACE,
        "mark": Mark(choice, at, order),
    }
    return Vote(**(fields | changes))


def an_act(by=MEI, at=LATER, reason=""):
    return Act("confirmed", by, at, reason)
