"""The desk over HTTP: ways in that every service has, for those who run it."""

from collections.abc import Callable
from typing import Any

from chassis.deadletters.acting import Desk
from chassis.deadletters.filters import IN_A_QUERY, asked_for, open_ones
from chassis.deadletters.letter import Letter
from chassis.deadletters.retention import OPS, DeskKept
from chassis.deadletters.shapes import (
    ActedView,
    DiscardLetter,
    DiscardLetters,
    LetterView,
    ManyActedView,
    MendLetter,
    ReplayLetters,
    WholeLetter,
    acted,
    whole,
)
from chassis.http.call import Call
from chassis.http.ways_in import get, post, put
from chassis.messaging.rereading import MessagesOfService

LISTED = {"view": LetterView, "roles": OPS, "paged": True, "query": IN_A_QUERY}
ONE = {"view": ActedView, "roles": OPS, "status": 200}
MANY = {"view": ManyActedView, "roles": OPS, "status": 200}
WOULD_BE = "would-be"
Acting = Callable[[Letter], tuple[Letter, str]]


class DeskWays(DeskKept):
    """Ways in to the dead letters of a service."""

    messages = MessagesOfService()

    @get("/v1/dead-letters", **LISTED)
    def list_letters(self, call: Call) -> dict[str, Any]:
        """List messages that could not be handled, those that died first at the beginning."""
        return self.dead_letters.listed(asked_for(call), call)

    @get("/v1/dead-letters/{letter_id}", view=WholeLetter, roles=OPS)
    def show_letter(self, _call: Call, letter_id: str) -> WholeLetter:
        """Show a message that could not be handled, and everything done with it so far."""
        return self._whole(self.dead_letters.read(letter_id))

    @put("/v1/dead-letters/{letter_id}", body=MendLetter, view=WholeLetter, roles=OPS)
    def mend_letter(self, call: Call, letter_id: str) -> WholeLetter:
        """Put another message in the place of one that cannot be heard; the first is kept."""
        desk, letter = Desk(self, call), self.dead_letters.get(letter_id)
        mended, _ = desk.mend(letter, call.body.body, call.body.why)
        return self._whole(mended)

    @post("/v1/dead-letters/{letter_id}/replay", **ONE)
    def replay_letter(self, call: Call, letter_id: str) -> ActedView:
        """Hear a message again, now; one that fails again stays, with its new reason."""
        return acted(*Desk(self, call).replay(self.dead_letters.get(letter_id)))

    @post("/v1/dead-letters/{letter_id}/discard", body=DiscardLetter, **ONE)
    def discard_letter(self, call: Call, letter_id: str) -> ActedView:
        """Give a message up; it is kept with the reason, and never heard."""
        return acted(*Desk(self, call).discard(self.dead_letters.get(letter_id), call.body.why))

    @post("/v1/dead-letters/replay", body=ReplayLetters, **MANY)
    def replay_letters(self, call: Call) -> ManyActedView:
        """Hear many open letters again, each with an outcome of its own."""
        return self._act_on_many(call, Desk(self, call).replay)

    @post("/v1/dead-letters/discard", body=DiscardLetters, **MANY)
    def discard_letters(self, call: Call) -> ManyActedView:
        """Give many open letters up for one reason."""
        desk = Desk(self, call)
        return self._act_on_many(call, lambda letter: desk.discard(letter, call.body.why))

    def _whole(self, letter: Letter) -> WholeLetter:
        history = self.desk_actions.of(letter.id)
        return whole(letter, history, self.dead_letters.version_of(letter.id))

    def _act_on_many(self, call: Call, act: Acting) -> ManyActedView:
        letters = self.dead_letters.oldest(open_ones(call.body), call.body.most)
        dry = call.body.dry_run
        done = ((one, WOULD_BE) if dry else act(one) for one in letters)
        return ManyActedView(dry_run=dry, items=[acted(*one) for one in done])
