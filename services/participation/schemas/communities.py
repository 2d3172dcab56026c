"""What is sent and shown of communities: pilot rounds, and being put right."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from marshmallow.validate import Length, OneOf

from chassis.events import described

from ..domain.divisions.division import Setting
from .limits import Code

Line = Annotated[str, Length(1, 200)]


@dataclass(frozen=True)
class JoinPilot:
    """What an official sends to take a community into a round of pilots."""

    community_id: Code = described("440605126009", "official code of the community")
    round: Annotated[str, Length(1, 100)] = described("2018-1", "the round of pilots")
    since: date = described("2018-02-01", "first day of the pilot")
    level: Annotated[str, OneOf(("district", "town"))] = described("district", "who runs it")
    setting: Setting | None = described("rural", "urban or rural, where known", default=None)


@dataclass(frozen=True)
class FlagWeak:
    """What an official sends when a community is found weak and lax."""

    reason: Annotated[str, Length(1, 500)] = described("长期没有议事", "what was found")
    on: date | None = described(
        "2019-05-06", "the day it was found, not one to come; today if left out", default=None
    )


@dataclass(frozen=True)
class PlannedStep:
    """One thing to be done to put a community right."""

    title: Line = described("每月召开一次居民议事会", "what is to be done")
    owner: Line = described("里水镇组织办", "the office that sees to it; no person's name")
    due: date = described("2019-08-01", "by when")


@dataclass(frozen=True)
class MakePlan:
    """What an official sends to say how a weak community is to be put right."""

    goal: Annotated[str, Length(1, 500)] = described("恢复议事，选齐班子", "what is to be reached")
    steps: Annotated[list[PlannedStep], Length(1, 50)] = described(
        [{"title": "每月召开一次居民议事会", "owner": "里水镇组织办", "due": "2019-08-01"}],
        "what is to be done",
    )
    criteria: Annotated[list[Line], Length(1, 20)] = described(
        ["连续三个月召开议事会"], "what the exit test asks"
    )


@dataclass(frozen=True)
class TakePlannedStep:
    """What is sent when a step of the plan is done."""

    result: Annotated[str, Length(1, 500)] = described("已召开三次", "what came of it")


@dataclass(frozen=True)
class Found:
    """What was found of one criterion of the exit test."""

    criterion: Line = described("连续三个月召开议事会", "the criterion, as the plan words it")
    passed: bool = described(True, "whether it is met")
    found: Annotated[str, Length(0, 500)] = described("记录齐全", "what was seen", default="")


@dataclass(frozen=True)
class TestExit:
    """What an official sends when it was tested whether a community has been put right."""

    findings: Annotated[list[Found], Length(1, 20)] = described(
        [{"criterion": "连续三个月召开议事会", "passed": True, "found": "记录齐全"}],
        "each criterion of the plan, once",
    )


@dataclass(frozen=True)
class PilotRoundView:
    """How many communities take part in a round of pilots at a level."""

    id: str
    round: str
    level: str
    communities: int
