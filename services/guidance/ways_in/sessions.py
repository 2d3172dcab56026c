"""Ways in to standing sessions and secret votes: counted, scored, reminded of, heeded."""

from chassis.service import subscribe

from ..domain.scores import action_of
from ..domain.sessions import NotHeld, remind_to_meet
from ..inbound.deliberations import (
    BallotIssued,
    DeliberationHeld,
    DeliberationMissed,
    HallSessionMissed,
)
from .kept import Kept

VOTE = "vote_cast"  # a secret vote is worth what a recorded one is


class Sessions(Kept):
    """Whether places meet, and who takes part in votes nobody can look into."""

    @subscribe(DeliberationHeld, loads={"awaited": "division"})
    def on_deliberation_held(self, event: DeliberationHeld) -> None:
        """A place met: it counts, and reminders have worked."""
        self.count(event.division, sessions_held=1)
        self.heed(event.division, at=event.meta.time)

    @subscribe(DeliberationMissed)
    def on_deliberation_missed(self, event: DeliberationMissed) -> None:
        """A place did not meet: its community is nudged, then the levels above."""
        self.count(event.division, sessions_missed=1)
        missed = NotHeld(
            session_id=event.session_id,
            period=event.period,
            in_a_row=event.in_a_row,
            owner=event.owner,
            division=event.division,
        )
        self.issue(remind_to_meet(missed, now=self.work.now))

    @subscribe(HallSessionMissed)
    def on_hall_session_missed(self, event: HallSessionMissed) -> None:
        """A session that was announced was not held: it counts for the place."""
        self.count(event.division, hall_sessions_missed=1)

    @subscribe(BallotIssued)
    def on_ballot_issued(self, event: BallotIssued) -> None:
        """Somebody takes part in a secret vote: it counts for them like any vote."""
        voter = [("resident", event.voter_id)]
        self.enter(action_of(event.meta, VOTE, at=None, division=event.division, named=voter))
        self.count(event.division, votes=1)
