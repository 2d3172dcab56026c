"""Ways in to nudges: who is late, what stands idle, which community needs help."""

from typing import Any

from chassis.http.call import Call
from chassis.service import get, subscribe

from ..domain import nudges
from ..domain.nudges import Missed
from ..inbound import (
    CommunityFlaggedWeak,
    CommunityRecovered,
    CommunityUnflagged,
    RectificationCaughtUp,
    RectificationOverdue,
    SpaceClosed,
    SpaceIdleFound,
    StepOverdue,
)
from ..schemas.nudges import NudgeView
from .kept import Kept

STAFF = ("worker", "official", "center", "integrator", "ops")


class Nudges(Kept):
    """Each reason to act reaches its owner once; if unheeded, the level above."""

    @subscribe(StepOverdue)
    def on_step_overdue(self, event: StepOverdue) -> None:
        """A promise was missed: its owner is nudged, then the level above."""
        self.count(event.division, steps_overdue=1)
        missed = Missed(
            topic_id=event.topic_id,
            step=event.step,
            owner=event.owner,
            level=event.level,
            due_at=event.due_at,
            division=event.division,
            told=event.told,
        )
        self.issue(nudges.remind(missed, now=self.work.now))

    @subscribe(SpaceIdleFound)
    def on_space_idle_found(self, event: SpaceIdleFound) -> None:
        """A space stands unused: its community is nudged to open it to others."""
        self.count(event.division, spaces_idle=1)
        idle = nudges.Idle(event.space_id, event.idle_days, event.division, event.meta.id)
        self.issue(nudges.offer_space(idle, now=self.work.now))

    @subscribe(SpaceClosed, loads={"awaited": "space_id"})
    def on_space_closed(self, event: SpaceClosed) -> None:
        """A space was given up: it stands idle no more."""
        self.heed(event.space_id, at=event.meta.time)

    @subscribe(CommunityFlaggedWeak)
    def on_community_flagged_weak(self, event: CommunityFlaggedWeak) -> None:
        """A community was found weak: its town is nudged to help."""
        self.count(event.division, weak=1, flagged_weak=1)
        weak = nudges.Weak(event.community_id, event.reason, event.division, event.meta.id)
        self.issue(nudges.put_right(weak, now=self.work.now))

    @subscribe(CommunityRecovered, loads={"awaited": "community_id"})
    def on_community_recovered(self, event: CommunityRecovered) -> None:
        """A community was put right: it no longer counts as weak."""
        self.count(event.division, weak=-1, recovered=1)
        self.heed(event.community_id, at=event.meta.time)

    @subscribe(CommunityUnflagged, loads={"awaited": "community_id"})
    def on_community_unflagged(self, event: CommunityUnflagged) -> None:
        """A weak community is none any more: it neither counts as weak nor as put right."""
        self.count(event.division, weak=-1)
        self.heed(event.community_id, at=event.meta.time)

    @subscribe(RectificationOverdue)
    def on_rectification_overdue(self, event: RectificationOverdue) -> None:
        """What a weak community waits for is overdue: who owes it is nudged, then those above."""
        self.count(event.division, rectifications_overdue=1)
        owed = nudges.Owed(
            matter_id=event.matter_id,
            title=event.title,
            owner=event.owner,
            level=event.level,
            due_on=event.due_on,
            division=event.division,
            event_id=event.meta.id,
        )
        self.issue(nudges.call_in(owed, now=self.work.now))

    @subscribe(RectificationCaughtUp, loads={"awaited": "matter_id"})
    def on_rectification_caught_up(self, event: RectificationCaughtUp) -> None:
        """What was owed in a weak community is done: the nudges about it worked."""
        self.heed(event.matter_id, at=event.meta.time)

    @get("/v1/nudges", view=NudgeView, paged=True, roles=STAFF, query={"owner": "who is to act"})
    def list_nudges(self, call: Call) -> dict[str, Any]:
        """Staff read who was nudged in their divisions, and why."""
        owner = call.query.get("owner")
        return self.nudges.page({"owner": owner} if owner else {}, call)
