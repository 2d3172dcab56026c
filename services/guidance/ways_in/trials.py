"""Ways in to the measuring of offers: what was ignored, what is over, what offering led to."""

from typing import Any

from chassis.http.call import Call
from chassis.service import every, get

from ..domain.holding import note_count
from ..domain.outcomes import altogether, outcomes
from ..domain.suggestions import Fate
from ..domain.trials import Trial, amounts_of, labels_of, over
from ..schemas.trials import OutcomesView
from .offering import Offering

ASKED = {
    "division": "community, town or district; the caller's first where left out",
    "experiment": "its id; the one in force where left out",
}


class Trials(Offering):
    """Each offer ends once; each trial is counted once, when its time is over."""

    @every(seconds=10)
    def end_ignored_offers(self) -> None:
        """Offers nobody answered in time are ignored ones, also where no invitation went out."""
        for suggestion in self.suggestions.lapsed(self.work.now):
            self.record_fate(suggestion.id, Fate.EXPIRED)

    @every(seconds=10)
    def count_trials(self) -> None:
        """Trials whose time is over are added to the totals, of those offered and those held out.

        Only then: who steps up early would else be counted before those who do not.
        """
        for pathway in self.pathways.to_count(self.work.now):
            for trial in over(pathway.trials, now=self.work.now):
                self._count(trial)
            self.pathways.save(note_count(pathway, now=self.work.now))

    def _count(self, trial: Trial) -> None:
        for labels in labels_of(trial):
            identity = ":".join(labels[name] for name in ("division", "experiment", "by", "label"))
            self.outcomes.add(identity, **labels, **amounts_of(trial))

    @get("/v1/suggestions/outcomes", view=OutcomesView, roles=("official",), query=ASKED)
    def show_outcomes(self, call: Call) -> OutcomesView:
        """Officials read what offering steps leads to, beside those held out; none under five."""
        place = call.query.get("division") or next(iter(call.principal.divisions), "")
        call.covers(place)
        in_force = self.offer_rules(place).experiment
        experiment = call.query.get("experiment") or in_force.id
        rows = self.outcomes.of(place, experiment)
        steps, kinds = (_by(name, rows) for name in ("step", "space_kind"))
        places = self.outcomes.below(place, experiment)
        totals = [altogether(row, steps, kinds, places) for row in _by("all", rows)]
        return OutcomesView(
            division=place,
            experiment=experiment,
            in_force=experiment == in_force.id,
            total=totals[0] if totals else None,
            by_step=outcomes(steps),
            by_space_kind=outcomes(kinds),
            by_place=outcomes(places),
        )


def _by(name: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for row in rows if row["by"] == name]
