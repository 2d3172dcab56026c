"""How long what is done with stays at the desk: settled letters for some time, the record longer.

A letter may hold the id of a person, as the events do that everybody keeps; it is no record of
its own, so once it is settled it goes (PIPL Art. 19). What was done with it is on record for three
years at least (PIPL Art. 56) and holds no message, only sums over it. Open letters are work that
waits: no time runs for them, and `dead_letters_open` says that they are there.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, overload

from nameko.extensions import DependencyProvider

from chassis.config import Settings
from chassis.deadletters.counting import OpenLetters
from chassis.deadletters.store import DeskAction, DeskActions, Letters
from chassis.errors import Forbidden
from chassis.http.call import Call
from chassis.http.ways_in import get
from chassis.stored import Stored, WorkOfWorker
from chassis.work.timer import every

AT_ONCE = 50  # letters may be large
ROWS_AT_ONCE = 500
OPS = ("ops",)


@dataclass(frozen=True)
class KeptFor:
    """The time of a settled letter and that of the record, as the settings say."""

    letters: timedelta
    record: timedelta


class KeptForOfService(DependencyProvider):
    """Gives a worker the times that the settings name."""

    def setup(self) -> None:
        """Read the settings."""
        self._times = _times(self.container.config["settings"])

    def get_dependency(self, _worker_ctx: Any) -> KeptFor:
        """Give the times."""
        return self._times

    def in_memory(self, _service_cls: type) -> KeptFor:
        """Give tests the usual times."""
        return _times(Settings())

    if TYPE_CHECKING:  # what a method of a service sees

        @overload
        def __get__(self, service: None, owner: type) -> "KeptForOfService": ...
        @overload
        def __get__(self, service: object, owner: type) -> KeptFor: ...
        def __get__(self, service: object, owner: type) -> Any: ...


class DeskKept:
    """What the desk of a service keeps, and the way in to what of it outlives the letters."""

    dead_letters = Stored(Letters)
    open_letters = Stored(OpenLetters)
    desk_actions = Stored(DeskActions)
    desk_keeps = KeptForOfService()
    work = WorkOfWorker()

    @every(seconds=3600)
    def let_go_of_settled_letters(self) -> bool:
        """Letters that were settled long ago go, and much later what was done with them."""
        now, times = self.work.now, self.desk_keeps
        letters = self.dead_letters.settled_before(now - times.letters, limit=AT_ONCE)
        rows = self.desk_actions.older_than(now - times.record, limit=ROWS_AT_ONCE)
        for letter in letters:
            self.dead_letters.remove(letter.id)
        for row in rows:
            self.desk_actions.remove(row.id)
        return len(letters) == AT_ONCE or len(rows) == ROWS_AT_ONCE

    @get("/v1/desk-actions", view=DeskAction, paged=True, roles=OPS)
    def list_desk_actions(self, call: Call) -> dict[str, Any]:
        """Ops of the district read what was done with letters, also of those that are gone."""
        if not call.principal.covers_all_places:
            raise Forbidden("district-only", "this is for a whole district", "仅限负责全区者查看")
        return self.desk_actions.latest(call)


def _times(settings: Settings) -> KeptFor:
    return KeptFor(
        letters=timedelta(days=settings.letter_days),
        record=timedelta(days=settings.desk_record_days),
    )
