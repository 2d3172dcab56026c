"""Ways in to mediation: cases are counted by town, and what is late reaches who owes it."""

import re

from chassis.errors import Invalid
from chassis.http.call import Call
from chassis.service import Stored, get, subscribe

from ..domain.mediation import Late, call_for, published
from ..domain.places import district, town
from ..inbound.mediation import (
    DisputeEnded,
    DisputeOpened,
    DisputeOverdue,
    DisputeSettled,
    FollowUpMade,
    FollowUpMissed,
    MediationAnswered,
    MediationAsked,
)
from ..schemas.mediation import MediationView
from ..store.mediation import MediationCounts
from .kept import Kept

DISTRICT = re.compile(r"[0-9]{6}")


class Mediation(Kept):
    """How mediation does, without a word on any case."""

    mediation = Stored(MediationCounts)

    @subscribe(MediationAsked)
    def on_mediation_asked(self, event: MediationAsked) -> None:
        """A resident asked for mediation: it counts for the town."""
        self._count_case(event.division, asked=1)

    @subscribe(MediationAnswered, loads={"awaited": "dispute_id"})
    def on_mediation_answered(self, event: MediationAnswered) -> None:
        """A request was answered: it counts by how it was, and reminders have worked."""
        self._count_case(event.division, **{f"asked_{event.outcome}": 1})
        self.heed(event.dispute_id, at=event.meta.time)

    @subscribe(DisputeOpened)
    def on_dispute_opened(self, event: DisputeOpened) -> None:
        """A dispute was taken to mediation: it counts for its town."""
        self._count_case(event.division, opened=1)

    @subscribe(DisputeSettled, loads={"awaited": "dispute_id"})
    def on_dispute_settled(self, event: DisputeSettled) -> None:
        """Terms bind: it counts with the days it took, and reminders have worked."""
        self._count_case(event.division, settlements=1, days=event.days)
        self.heed(event.dispute_id, at=event.meta.time)

    @subscribe(DisputeEnded, loads={"awaited": "dispute_id"})
    def on_dispute_ended(self, event: DisputeEnded) -> None:
        """A mediation ended: it counts by how it did."""
        self._count_case(event.division, **{event.ending: 1})
        self.heed(event.dispute_id, at=event.meta.time)

    @subscribe(FollowUpMade, loads={"awaited": "dispute_id"})
    def on_follow_up_made(self, event: FollowUpMade) -> None:
        """Somebody looked whether terms are kept: it counts, and reminders have worked."""
        self._count_case(event.division, **{"kept" if event.kept else "not_kept": 1})
        self.heed(event.dispute_id, at=event.meta.time)

    @subscribe(DisputeOverdue)
    def on_dispute_overdue(self, event: DisputeOverdue) -> None:
        """A step of a case is late: its place is nudged, then the level above."""
        self._count_case(event.division, overdue=1)
        self._call_for(event, event.step)

    @subscribe(FollowUpMissed)
    def on_follow_up_missed(self, event: FollowUpMissed) -> None:
        """Nobody looked in time whether terms are kept: the place is nudged to."""
        self._count_case(event.division, follow_ups_missed=1)
        self._call_for(event, "follow_up")

    def _call_for(self, event: DisputeOverdue | FollowUpMissed, step: str) -> None:
        late = Late(event.dispute_id, step, event.owner, event.level, event.due_at, event.division)
        self.issue(call_for(late, now=self.work.now))

    def _count_case(self, division: str, **counts: int) -> None:
        place = town(division) or district(division)
        self.mediation.add(place, division=place, **counts)

    @get(
        "/v1/mediation",
        view=MediationView,
        query={"division": "the district; 440605 if left out"},
    )
    def show_mediation(self, call: Call) -> MediationView:
        """Everybody reads how many cases there are and how they end, but no small number."""
        place = call.query.get("division", "440605")
        if not DISTRICT.fullmatch(place):
            raise Invalid(
                "no-district",
                f"{place} is no code of a district",
                f"{place} 不是区级代码",
                field="division",
            )
        return MediationView(place, tuple(published(place, self.mediation.of_district(place))))
