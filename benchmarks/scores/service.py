"""Every way in."""

from chassis.http.call import Call
from chassis.service import Service, Stored, post, subscribe

from .events import PointsEarned
from .inbound import ActionTaken
from .schemas import RecordAction
from .store import CommunityTotals, Effect, Ledger, ResidentTotals


class ScoresService(Service):
    """Scores what residents do."""

    name = "scores"

    ledger = Stored(Ledger)
    residents = Stored(ResidentTotals)
    communities = Stored(CommunityTotals)

    @subscribe(ActionTaken)
    def on_action_taken(self, event: ActionTaken) -> None:
        """An action earns points for the resident and the community."""
        row_id = f"points:{event.meta.id}:{event.resident_id}"
        what, where = (event.resident_id, event.action_id, event.points), event.division
        self._score(Effect(row_id, *what, where, event.acted_at))

    @post("/v1/actions", body=RecordAction, view=Effect, roles=("worker",))
    def record_action(self, call: Call) -> Effect:
        """Score one action that staff entered."""
        action_id, said = call.new_id(), call.body
        effect = Effect(
            f"points:{action_id}:{said.resident_id}",
            said.resident_id,
            action_id,
            said.points,
            said.division,
            call.now,
        )
        self._score(effect)
        return effect

    def _score(self, effect: Effect) -> None:
        earned = PointsEarned(effect.resident_id, effect.action_id, effect.points, effect.division)
        self.ledger.add(effect, [earned])
        self.residents.add(effect.resident_id, points=effect.points, actions=1)
        self.communities.add(effect.division, points=effect.points, actions=1)
