"""What can be done with a letter, each with a row for the record in the same transaction."""

from typing import Any

from chassis.deadletters.collecting import facts_of
from chassis.deadletters.letter import Fate, Letter, died_again, mended, settled
from chassis.deadletters.store import DeskAction
from chassis.envelope import CONTENT_TYPE
from chassis.errors import Invalid, Refused, Unreadable
from chassis.http.call import Call
from chassis.messaging.message import Delivery
from chassis.messaging.settle import reason
from chassis.ops.logging import get_logger
from chassis.work.items import Outcome
from chassis.work.process import fold_within

REPLAYED, HANDLED_BEFORE, FAILED_AGAIN = "replayed", "handled-before", "failed-again"
MENDED, DISCARDED = "edited", "discarded"


class Desk:
    """The desk as one request sees it: the service, its letters, and who is at work."""

    def __init__(self, service: Any, call: Call) -> None:
        """Act for this caller in this unit of work."""
        self._service = service
        self._call = call

    def replay(self, letter: Letter) -> tuple[Letter, str]:
        """Let the service hear a message now, in the very way it hears those from its queue.

        Effects, the row of the inbox, the letter's fate and the record are one transaction, so
        nothing that dies in between can double or lose them.
        """
        closed = settled(letter, Fate.REPLAYED, self._call.now)
        try:
            heard = self._service.messages.one(letter.delivery)
        except Unreadable as error:
            return self._failed(letter, error, "decode")
        fold_within(self._service, heard)
        if heard.error is not None:
            return self._failed(letter, heard.error, heard.subscription.method)
        before = heard.outcome in (Outcome.DONE, Outcome.DUPLICATE)
        return self._keep(letter, closed, ("replay", HANDLED_BEFORE if before else REPLAYED, ""))

    def mend(self, letter: Letter, text: str, why: str) -> tuple[Letter, str]:
        """Put another message beside the one that came; refused where it is no event of ours."""
        body = text.encode()
        try:
            self._service.messages.one(Delivery(0, body, CONTENT_TYPE, {}, letter.routing_key))
        except Unreadable as error:
            raise Invalid(
                error.reason,
                f"this cannot be heard as an event: {error.detail}",
                f"无法作为事件读取：{error.detail}",
                field="body",
            ) from error
        changed = mended(letter, body, facts_of(body, {}))
        self._service.dead_letters.check_reach(changed)
        return self._keep(letter, changed, ("edit", MENDED, why))

    def discard(self, letter: Letter, why: str) -> tuple[Letter, str]:
        """Give a letter up; it is kept with the reason."""
        if not why.strip():
            raise Invalid("required", "say why", "请说明原因", field="why")
        closed = settled(letter, Fate.DISCARDED, self._call.now)
        return self._keep(letter, closed, ("discard", DISCARDED, why))

    def _failed(self, letter: Letter, error: Exception, handler: str) -> tuple[Letter, str]:
        why = reason(error)
        unexpected = None if isinstance(error, Unreadable | Refused) else error
        get_logger().warning(
            "replay-failed", letter=letter.id, reason=why, handler=handler, exc_info=unexpected
        )
        kept = died_again(letter, why, handler, error)
        return self._keep(letter, kept, ("replay", FAILED_AGAIN, why))

    def _keep(
        self, before: Letter, after: Letter, told: tuple[str, str, str]
    ) -> tuple[Letter, str]:
        action, outcome, why = told
        row = DeskAction(
            id=self._call.new_id(),
            letter_id=before.id,
            action=action,
            outcome=outcome,
            by=self._call.principal.sub,
            at=self._call.now,
            why=why,
            before=before.digest,
            after=after.digest,
        )
        self._service.desk_actions.add(row)
        self._service.open_letters.moved(before, after)
        self._service.dead_letters.save(after)  # last: the caller is told its version
        return after, outcome
