"""Ways in to moderation: hidden for a published reason, appealed, decided by another."""

from typing import Any

from chassis.errors import NotFound
from chassis.http.call import Call
from chassis.service import every, get, post

from ..domain.moderation import Decision, Moderated, appeal, decide, hide, lapse
from ..domain.topics.moves import Act
from ..domain.topics.statements import Moderation, Statement, belonging
from ..domain.topics.topic import Actor
from ..schemas.moderation import (
    AppealHiding,
    DecideAppeal,
    HiddenWords,
    HideStatement,
    ModerationView,
)
from .kept import SPEAKERS
from .prevention.likeness import LikenessWays

PATH = "/v1/topics/{topic_id}/statements/{statement_id}"
MODERATORS = ("worker", "official")


class ModerationWays(LikenessWays):
    """How words are kept from the public, and given back."""

    @post(f"{PATH}/hiding", body=HideStatement, view=ModerationView, roles=MODERATORS)
    def hide_statement(self, call: Call, topic_id: str, statement_id: str) -> Moderated:
        """Staff hide a statement for a reason of the standard, for everyone to read."""
        statement = self._said_on(topic_id, statement_id)
        rules = self.rules_at(statement.division)
        act = Act("hidden", Actor(call.principal.sub), call.now, call.body.words)
        known = self.moderations.find(statement_id)
        return self._keep_hiding(hide(known, statement, act, reason=call.body.reason, rules=rules))

    @post(f"{PATH}/appeal", body=AppealHiding, view=ModerationView, roles=SPEAKERS)
    def appeal_hiding(self, call: Call, topic_id: str, statement_id: str) -> Moderated:
        """The author of a hidden statement asks another than who hid it to look again."""
        statement = self._said_on(topic_id, statement_id)
        act = Act("appealed", self.speaker(call, call.body.resident_id), call.now, call.body.words)
        rules = self.rules_at(statement.division)
        moderated, announced = appeal(self._hidden_once(statement_id), statement, act, rules=rules)
        self.moderations.save(moderated, announced)
        return moderated

    @post(
        f"{PATH}/appeal/decision",
        body=DecideAppeal,
        view=ModerationView,
        status=200,
        roles=MODERATORS,
    )
    def decide_appeal(self, call: Call, topic_id: str, statement_id: str) -> Moderated:
        """Another than who hid a statement decides whether it is shown again."""
        statement = self._said_on(topic_id, statement_id)
        act = Act("decided", Actor(call.principal.sub), call.now, call.body.words)
        known = self._hidden_once(statement_id)
        return self._keep_hiding(decide(known, statement, act, restored=call.body.restored))

    @every(seconds=60)
    def restore_undecided(self) -> None:
        """An appeal nobody decided in time gives the statement its words back."""
        for moderated in self.moderations.undecided(self.work.now):
            statement = self.statements.find(moderated.id)
            if statement is not None:
                self._keep_hiding(lapse(moderated, statement, self.work.now))

    @get("/v1/topics/{topic_id}/moderations", view=ModerationView, paged=True)
    def list_moderations(self, call: Call, topic_id: str) -> dict[str, Any]:
        """Everyone sees that something was hidden, by whom, why, and what came of it."""
        topic = self.topics.read(topic_id)
        query = {"topic_id": {"$in": [topic.id, *topic.merged]}}
        return self.moderations.page(query, call)

    @get(f"{PATH}/moderation", view=ModerationView)
    def show_moderation(self, call: Call, topic_id: str, statement_id: str) -> Moderated:  # noqa: ARG002
        """Everyone sees why a statement was hidden, and what came of it."""
        belonging(self.statements.find(statement_id), statement_id, self.topics.read(topic_id))
        return self._hidden_once(statement_id)

    @get(f"{PATH}/hiding", view=HiddenWords, roles=("resident", *MODERATORS))
    def show_hidden(self, call: Call, topic_id: str, statement_id: str) -> Moderated:
        """The author of a hidden statement, and staff of the place, see what it says."""
        statement = self._said_on(topic_id, statement_id)
        call.speaks_for(statement.made_by)
        return self._hidden_once(statement_id)

    def _said_on(self, topic_id: str, statement_id: str) -> Statement:
        topic = self.topics.get(topic_id)
        return belonging(self.statements.find(statement_id), statement_id, topic)

    def _hidden_once(self, statement_id: str) -> Moderated:
        known = self.moderations.find(statement_id)
        if known is None:
            raise NotFound("moderations", statement_id)
        return known

    def _keep_hiding(self, decision: Decision) -> Moderated:
        """Keep a hiding and its statement together; what is hidden is proposed to nobody."""
        moderated, statement, announced = decision
        self.statements.save(statement)
        if statement.moderated is Moderation.REJECTED:
            self.forget_sketch(statement)
        else:
            self.note_statement(statement)
        self.moderations.save(moderated, announced)
        return moderated
