"""Ways in to the ladder: what others report of a resident's deeds, and where residents stand."""

import re
from collections import Counter
from typing import Any

from chassis.errors import Invalid
from chassis.events import Inbound
from chassis.http.call import Call
from chassis.http.ways_in import get
from chassis.service import subscribe

from ...domain import sections
from ...domain.days import local_day
from ...domain.ladder.held import held
from ...domain.ladder.standing import NOWHERE, Deed, Evidence, Rung, still_missing
from ...domain.ladder.steps import Steps
from ...domain.ladder.thresholds import LADDER, Rulebook, Thresholds, in_force, take_up
from ...inbound import (
    BallotIssued,
    ConsultationAnswered,
    MemberJoined,
    StandardPublished,
    StatementMade,
    TopicClosed,
    TopicRaised,
    VoteCast,
)
from ...schemas.ladder import RungsView, StandingView
from .rederiving import RederivingWaysIn

IMPORTED = "import"
STAFF = ("worker", "official", "center", "integrator", "captain", "ops")
MOST_COMMUNITIES = 1000
OFFICIAL = re.compile(r"[0-9]{6}|[0-9]{9}|[0-9]{12}")


class LadderWaysIn(RederivingWaysIn):
    """The ladder: deeds reported by the other services, thresholds, standings."""

    @subscribe(TopicRaised, loads={"standings": "raised_by"})
    def on_topic_raised(self, event: TopicRaised) -> None:
        """A resident raised a topic: that is taking part in public affairs."""
        if event.origin != IMPORTED:
            self._credit(event.raised_by, event, Deed.TOPIC_RAISED, event.topic_id)

    @subscribe(StatementMade, loads={"standings": "made_by"})
    def on_statement_made(self, event: StatementMade) -> None:
        """A resident spoke on a topic: that counts once for each topic."""
        if event.origin != IMPORTED:
            self._credit(event.made_by, event, Deed.STATEMENT_MADE, event.topic_id)

    @subscribe(VoteCast, loads={"standings": "voter_id"})
    def on_vote_cast(self, event: VoteCast) -> None:
        """A resident voted: that counts once for each topic, however many votes it has."""
        if event.origin != IMPORTED:
            self._credit(event.voter_id, event, Deed.VOTE_CAST, event.topic_id)

    @subscribe(BallotIssued, loads={"standings": "voter_id"})
    def on_ballot_issued(self, event: BallotIssued) -> None:
        """A resident takes part in a secret vote: that counts like any vote."""
        self._credit(event.voter_id, event, Deed.VOTE_CAST, event.topic_id)

    @subscribe(ConsultationAnswered, loads={"standings": "resident_id"})
    def on_consultation_answered(self, event: ConsultationAnswered) -> None:
        """A resident answered a consultation: that counts once for each topic."""
        self._credit(event.resident_id, event, Deed.CONSULTATION_ANSWERED, event.topic_id)

    @subscribe(TopicClosed, loads={"standings": "monitors"})
    def on_topic_closed(self, event: TopicClosed) -> None:
        """A topic was closed: those who watched its execution are credited."""
        for resident_id in event.monitors:
            self._credit(resident_id, event, Deed.TOPIC_MONITORED, event.topic_id)

    @subscribe(MemberJoined, loads={"standings": "resident_id"})
    def on_member_joined(self, event: MemberJoined) -> None:
        """A resident joined an organization: that is a rung of its own."""
        self._credit(event.resident_id, event, Deed.MEMBER_JOINED, event.organization_id)

    def _credit(self, resident_id: str, event: Inbound, deed: Deed, about: str) -> None:
        day = local_day(event.meta.time)
        self.credit(resident_id, Evidence(event.meta.id, deed, about, day))

    @subscribe(StandardPublished)
    def on_standard_published(self, event: StandardPublished) -> None:
        """Guidance published a standard: its ladder holds from the day it names."""
        if LADDER in event.rules:
            rulebook = self.rulebooks.find(LADDER) or Rulebook()
            self.rulebooks.save(take_up(rulebook, _thresholds(event)))
            self.begin_rederiving(_thresholds(event))
        for name in sorted(sections.SECTIONS & event.rules.keys()):
            section = self.sections.find(name) or sections.Section(name)
            self.sections.save(sections.take_up(section, _edition(event, name)))

    @get("/v1/residents/{resident_id}/standing", view=StandingView)
    def show_standing(self, call: Call, resident_id: str) -> StandingView:
        """A resident, or staff of their division, sees where they stand, why, and what is next."""
        call.speaks_for(resident_id)
        standing = self.standings.read(resident_id)
        steps = self.steps.find(resident_id) or Steps(resident_id, standing.division)
        today = local_day(self.work.now)
        ladder = in_force(self.rulebooks.find(LADDER), on=today, division=standing.division)
        return StandingView(
            resident_id=standing.id,
            division=standing.division,
            rung=standing.rung,
            since=standing.since,
            counts=standing.counts,
            evidence=standing.evidence,
            earned=standing.earned,
            missing=still_missing(standing, ladder),
            next_steps=steps.offered,
            held=held(standing, ladder, today=today),
        )

    @get(
        "/v1/standings/summary",
        view=RungsView,
        roles=STAFF,
        query={"division": "district, town or community; 440605 if left out"},
    )
    def summarize_standings(self, call: Call) -> RungsView:
        """Staff see how many stand on which rung; what anybody may see is published by the day."""
        code = call.query.get("division", "440605")
        _check_official(code)
        rows = self.rungs.where({"_id": {"$regex": f"^{code}"}}, limit=MOST_COMMUNITIES)
        return _rungs(code, rows)


def _thresholds(event: StandardPublished) -> Thresholds:
    return Thresholds(
        event.standard_id, event.number, event.division, event.in_force_from, event.rules[LADDER]
    )


def _edition(event: StandardPublished, section: str) -> sections.Edition:
    return sections.Edition(
        event.standard_id,
        event.number,
        event.division,
        event.in_force_from,
        event.rules[section],
    )


def _check_official(code: str) -> None:
    if OFFICIAL.fullmatch(code) is None:
        raise Invalid(
            "division-malformed",
            "a division is named by its official code of 6, 9 or 12 digits",
            "区划须为6、9或12位官方代码",
            field="division",
        )


def _rungs(code: str, rows: list[dict[str, Any]]) -> RungsView:
    total: Counter[str] = Counter()
    for row in rows:
        total.update({name: row.get(name, 0) for name in ("residents", NOWHERE, *Rung)})
    return RungsView(code, total["residents"], {name: total[name] for name in (NOWHERE, *Rung)})
