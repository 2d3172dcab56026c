"""Ways in to retention: suggestions older than the standard's time are let go, and counted."""

from collections.abc import Mapping
from typing import Any

from chassis.http.call import Call
from chassis.service import every, get

from ..domain.places import district
from ..domain.retention import SECTION, SUGGESTIONS, days_kept, last_to_go
from ..domain.scores import BEIJING
from ..schemas.retention import RetentionView
from .kept import Kept


class Retention(Kept):
    """What was suggested to whom goes in time; how often it was taken up stays."""

    @every(seconds=30)
    def let_go_of_old_suggestions(self) -> None:
        """Let the oldest suggestions of each district go, some at a time."""
        for book in self.rulebooks.all():
            until = last_to_go(self._retention(book.division), now=self.work.now)
            gone = self.suggestions.offered_until(until, district=book.division)
            for suggestion in gone:
                self.suggestions.remove(suggestion.id)
            if gone:
                self.let_go.add(book.division, division=book.division, suggestions=len(gone))

    def _retention(self, place: str) -> Mapping[str, Any] | None:
        today = self.work.now.astimezone(BEIJING).date()
        ruling = self.rulebooks.ruling(district(place), SECTION, today)
        return ruling.rules if ruling else None

    @get(
        "/v1/retention",
        view=RetentionView,
        query={"division": "the place; 440605 if left out"},
    )
    def show_retention(self, call: Call) -> RetentionView:
        """Anybody who takes part reads how long it is kept what was suggested to them."""
        place = district(call.query.get("division", "440605"))
        gone = self.let_go.get(place).get(SUGGESTIONS, 0)
        return RetentionView(place, days_kept(self._retention(place)), gone)
