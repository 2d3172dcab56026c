"""How the places of a district and its towns are counted, now and as they were."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from chassis.divisions import within
from chassis.errors import Invalid
from chassis.events import Event
from chassis.http.call import Call
from chassis.http.ways_in import get
from chassis.service import every

from ...domain.communities.community import rounds_of
from ...domain.communities.ending import heed_end
from ...domain.divisions.announcing import tell
from ...domain.divisions.division import COMMITTEES, COMMUNITIES, TOWNS, Division, Kind
from ...domain.divisions.kinds import COMMUNITY_WIDTH
from ...domain.divisions.then import as_on
from ...schemas.divisions import DivisionSummary
from ..kept import Kept

MOST_BELOW = 20_000  # of one community, ever
TOLD_AT_ONCE = 200


def day_asked(call: Call) -> date | None:
    """Read the day a caller wants to see the tree of, None where they want today's."""
    text = call.query.get("on")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Invalid(
            "day-malformed", "on: a day, as in 2019-05-06", "on 须为日期，如2019-05-06", field="on"
        ) from None


class DivisionCounting(Kept):
    """Counts of places, kept with every change of the tree."""

    def keep_places(
        self, before: Division | None, after: Division, changed: Sequence[Event] = ()
    ) -> None:
        """Keep a place, say what became of it, and count what it is now instead of what it was."""
        heeded, flag = heed_end(before, after)
        told, events = tell(before, heeded)
        self.divisions.save(told, [*events, *flag, *changed])
        was, now = _counted(before), _counted(after)
        if was == now:
            return
        for level in {after.id[:6], after.id[:9]}:
            for kind, times in ((was, -1), (now, 1)):
                if kind is not None:
                    self.division_counts.add(level, division=level, **{kind.value: times})

    @every(seconds=30)
    def tell_of_places(self) -> bool:
        """Places that were entered before others were told of any are announced, once each."""
        untold = self.divisions.untold(limit=TOLD_AT_ONCE)
        for place in untold:
            self.divisions.save(*tell(None, place))
        return bool(untold)

    @get(
        "/v1/divisions/summary",
        view=DivisionSummary,
        public=True,
        query={
            "division": "a district, a town or a community, 440605 if left out",
            "on": "the day to count on, as in 2019-05-06; today if left out",
        },
    )
    def summarize_divisions(self, call: Call) -> DivisionSummary:
        """Anybody sees how many towns, communities, committees and zones there are, or were."""
        code, on = call.query.get("division", "440605"), day_asked(call)
        counts = self._counts(code)
        if on is not None:
            counts.update(self._changes_since(code, on))
            counts["pilots"] = self._pilots_on(code, on)
        return _summary(code, counts, on)

    def _counts(self, code: str) -> Counter[str]:
        """Read what a town or a district has; what lies in a community is few enough to count."""
        if len(code) >= COMMUNITY_WIDTH:
            return Counter(one.kind.value for one in self.divisions.below(code, limit=MOST_BELOW))
        kept = self.division_counts.get(code)
        return Counter({name: n for name, n in kept.items() if isinstance(n, int)})

    def _changes_since(self, code: str, on: date) -> Counter[str]:
        """Say what is to be added to today's counts to have those of a day: few places change."""
        changes: Counter[str] = Counter()
        after = ""
        while rows := self.divisions.changed_after(on, after=after):
            for place in rows:
                if within(place.id, code):
                    changes.update(_difference(place, on))
            after = rows[-1].id
        return changes

    def _pilots_on(self, code: str, on: date) -> int:
        pilots = self.divisions.pilots_within(code)
        return sum(any(part.since <= on for part in rounds_of(one)) for one in pilots)


def _difference(place: Division, on: date) -> Counter[str]:
    then, now = as_on(place, on), _counted(place)
    found = Counter({then.kind.value: 1} if then else {})
    found.subtract({now.value: 1} if now else {})
    return found


def _counted(place: Division | None) -> Kind | None:
    return place.kind if place is not None and place.valid_to is None else None


def _summary(code: str, counts: Counter[str], on: date | None) -> DivisionSummary:
    by_kind = {kind.value: counts[kind.value] for kind in Kind}

    def all_of(kinds: frozenset[Kind]) -> int:
        return sum(by_kind[kind.value] for kind in kinds)

    return DivisionSummary(
        division=code,
        towns=all_of(TOWNS),
        communities=all_of(COMMUNITIES),
        committees=all_of(COMMITTEES),
        zones=by_kind[Kind.SPECIAL_ZONE.value],
        pilots=counts["pilots"],
        by_kind=by_kind,
        on=on,
    )
