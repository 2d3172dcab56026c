"""Every way in of the toy."""

import os
import signal
from dataclasses import replace

from chassis.errors import NotFound, Refused
from chassis.http.call import Call
from chassis.http.streams.seen import Seen
from chassis.service import Service, Stored, every, get, post, stream, subscribe

from .events import NAME, ActionCounted, ActionTaken
from .inbound import ActionTaken as ActionHeard
from .inbound import TrialMade
from .schemas import TakeAction
from .store import Action, Actions, Actor, Actors, Counts, Totals


class CountingService(Service):
    """Counts actions: taken over HTTP, announced, heard again, counted once."""

    name = NAME

    actors = Stored(Actors)
    actions = Stored(Actions)
    counts = Stored(Counts)
    totals = Stored(Totals)

    @post("/v1/actions", body=TakeAction, view=Action, roles=("worker",), bulk=True)
    def take(self, call: Call) -> Action:
        """Do something."""
        action = Action(call.new_id(), call.body.actor, call.body.division)
        self.actions.add(action, [ActionTaken(action.actor, action.id, action.division)])
        return action

    @get("/v1/actors/{actor_id}", view=Actor, roles=("worker",))
    def actor(self, call: Call, actor_id: str) -> Actor:
        """Show somebody."""
        return self.actors.read(actor_id)

    @get("/v1/totals/{subject}", roles=("worker",))
    def total(self, call: Call, subject: str) -> dict[str, object]:
        """Show a total."""
        return self.totals.get(subject)

    @stream("/v1/totals/{subject}/live", roles=("worker",))
    def follow_total(self, call: Call, subject: str) -> Seen | None:
        """Follow a total."""
        total = self.totals.get(subject)
        revision = str(total.get("actions", 0))
        return None if revision == call.known else Seen(revision, total)

    @subscribe(ActionHeard, loads={"actors": "actor"})
    def on_action_taken(self, event: ActionHeard) -> None:
        """Count an action: a row, two totals, a state, and a word to others."""
        actor = self.actors.find(event.actor) or Actor(event.actor, event.division)
        self.actors.save(replace(actor, actions=actor.actions + 1))
        self.counts.add(Action(event.action_id, event.actor, event.division))
        self.totals.add(f"actor:{event.actor}", division=event.division, actions=1)
        self.totals.add(f"place:{event.division}", division=event.division, actions=1)
        self._announce(event)

    def _announce(self, event: ActionHeard) -> None:
        actor = self.actors.get(event.actor)
        counted = ActionCounted(event.action_id, event.actor, event.division)
        self.actors.save(actor, [counted])

    @subscribe(TrialMade)
    def on_trial_made(self, event: TrialMade) -> None:
        """Do what the message asks for, so that tests can see what becomes of it."""
        if event.fate == "bug" and "TOY_MENDED" not in os.environ:
            raise ZeroDivisionError("a bug of the handler")
        if event.fate == "deadly":
            os.kill(os.getpid(), signal.SIGKILL)
        if event.fate == "refused":
            raise Refused("refused", "no", "不行")
        if event.fate == "later" and self.actors.find(event.actor) is None:
            raise NotFound("actors", event.actor)
        self.totals.add("trials", made=1)

    @every(seconds=0.5)
    def look_around(self) -> None:
        """Count the rounds."""
        self.totals.add("rounds", made=1)
