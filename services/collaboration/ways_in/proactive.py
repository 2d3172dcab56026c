"""What collaboration does where a warning stands: teams are invited before anybody complains."""

from chassis.service import subscribe

from ..domain import calls
from ..domain.localities import center_for, codes_around
from ..domain.proactive import Risen, invite_team, never_called
from ..inbound import WarningEnded, WarningRaised
from .kept import Kept


class ProactiveWaysIn(Kept):
    """How a place that is warned gets a team."""

    @subscribe(WarningRaised, loads={"calls": "warning_id"})
    def on_warning_raised(self, event: WarningRaised) -> None:
        """Something builds up somewhere: the teams of the place are invited to see to it."""
        known = self.calls.find(event.warning_id)
        around = self.localities.find_all(codes_around(event.division))
        risen = Risen(
            event.warning_id,
            event.category,
            event.level,
            event.count,
            event.division,
            event.meta.time,
        )
        home = next(iter(around.values()), None)
        fresh = invite_team(risen, home, center_for(around, division=event.division))
        self._keep(self.calls, known, calls.ask(known, fresh=fresh))

    @subscribe(WarningEnded, loads={"calls": "warning_id"})
    def on_warning_ended(self, event: WarningEnded) -> None:
        """It fell again: the team is called off, even when the news of the rise comes later."""
        known = self.calls.find(event.warning_id)
        stood = known or never_called(event.warning_id, event.division, event.meta.time)
        ended = calls.end(stood, community_id=event.warning_id, as_of=event.meta.time)
        self._keep(self.calls, known, ended)
