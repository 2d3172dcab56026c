"""A past for guidance to hear, and a rebuild of what it concludes from it."""

from typing import Any

from chassis.events import Event, content_fields
from chassis.replay.rebuild import Rebuild
from chassis.replay.shadow import Shadow, rebuilt_kinds
from chassis.replay.verdict import Verdict, compare
from chassis.store.memory import InMemory
from chassis.store.rebuilding import COMPARED, InRebuild
from chassis.testing.harness import Harness
from services.collaboration import events as collaboration
from services.expression import events as expression
from services.guidance.service import GuidanceService
from services.participation import events as participation
from tests.component.pasts import Producers

KINDS = [
    *(participation.ResidentRegistered, participation.SpaceVisited, participation.ActivityAttended),
    *(participation.HoursCredited, participation.ResidentSteppedUp, participation.SpaceIdleFound),
    *(expression.TopicRaised, expression.StatementMade, expression.VoteCast),
    *(expression.TopicScreened, expression.ResolutionPublished, expression.TopicClosed),
    *(collaboration.OrganizationRegistered, collaboration.MemberJoined),
    *(collaboration.InvitationIssued, collaboration.TaskCompleted, collaboration.AdviceDelivered),
]


def sampled(kind: type[Event]) -> Any:
    return kind(**{f.name: f.metadata["sample"] for f in content_fields(kind)})


def a_past() -> Producers:
    producers = Producers()
    for kind in KINDS * 3:
        producers.tells(sampled(kind))
    return producers


def a_rebuild(
    h: Harness,
    producers: Producers,
    starts: dict[str, int] | None = None,
    *,
    left: InMemory | None = None,
    compared: tuple[InRebuild, ...] = COMPARED,
) -> Rebuild:
    histories = producers.histories(GuidanceService)
    compared = (InRebuild.ROWS,) if starts else compared
    kinds = rebuilt_kinds(GuidanceService, compared)
    shadow = Shadow(left or InMemory(), [kind.name for kind in kinds])
    ends = {name: past.newest() for name, past in histories.items()}
    span = starts or dict.fromkeys(histories, 0), ends
    return Rebuild(GuidanceService, (h.backend, shadow), histories, span, compared=compared)


def rebuilt(rebuild: Rebuild) -> Verdict:
    rebuild.copy_given()
    rebuild.fold_history(lambda _events: None)
    return compare(rebuild, lambda: None)


def in_shadow(rebuild: Rebuild) -> Any:
    rebuild.shadow.backend.settle()
    return rebuild.shadow.backend.backend


def stored(backend: Any, name: str) -> dict[str, Any]:
    return dict(backend.collections[name])
