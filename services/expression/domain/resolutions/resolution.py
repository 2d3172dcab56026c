"""决议: residents vote on a proposed text; with quorum and majority it goes on notice."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from chassis.errors import Refused
from chassis.events import Event

from ..deliberation.areas import NONE_YET, require_areas, shifted
from ..deliberation.deliberation import Count, Terms, require_majority, require_quorum
from ..places import level_of, staff_of
from ..rules.calendar import day_of
from ..rules.rulebook import Rules
from ..topics.moves import Act, move, owed, require
from ..topics.topic import Actor, Resolution, Stage, Step, Topic
from ..topics.votes import Mark
from .notices import enact


@dataclass(frozen=True)
class Proposal:
    """A text put to the vote, with the votes that stand; each text is voted on anew."""

    id: str
    topic_id: str
    division: str
    text: str
    proposed_by: str
    proposed_at: datetime
    open: bool = True
    due_on: date | None = None
    agree: int = 0
    disagree: int = 0
    passed: int = 0
    terms: Terms | None = None
    closes_at: datetime | None = None
    counted_at: datetime | None = None
    unopened: int | None = None
    areas: Count = NONE_YET

    @property
    def voters(self) -> int:
        """Give how many residents have voted; to pass is to take part."""
        return self.agree + self.disagree + self.passed


def propose(
    topic: Topic, text: str, *, by: Actor, rules: Rules, now: datetime
) -> tuple[Topic, Proposal, list[Event]]:
    """Put a text to the vote, in place of one that was proposed before."""
    require(topic, Stage.DISCUSSION, to="be put to the vote", zh="提交表决")
    number = topic.proposals + 1
    proposal = Proposal(
        id=f"{topic.id}-p{number}",
        topic_id=topic.id,
        division=topic.division,
        text=text,
        proposed_by=by.id,
        proposed_at=now,
    )
    put = move(
        topic,
        Act("proposed", by, now, text, rules.clauses["deadlines"]),
        proposals=number,
        proposal_id=proposal.id,
        **owed(Step.RESOLUTION, staff_of(topic.division), rules.due_at(Step.RESOLUTION, now)),
    )
    return put, proposal, []


def held_to(
    proposal: Proposal, terms: Terms | None, *, closes_at: datetime | None = None
) -> Proposal:
    """Fix what the vote on a text is held to; without terms the quorums of the day it ends hold."""
    return replace(proposal, terms=terms, closes_at=closes_at)


def opened(proposal: Proposal, counted: Count, *, now: datetime) -> Proposal:
    """Enter what was counted when the urn of a secret vote was opened."""
    return replace(
        proposal,
        agree=counted.agree,
        disagree=counted.disagree,
        passed=counted.passed,
        counted_at=now,
    )


def require_proposal(proposal: Proposal | None) -> Proposal:
    """Give the text that was put to the vote, or say that there is none."""
    if proposal is None:
        raise Refused("nothing-proposed", "no resolution was proposed yet", "尚未提出决议文本")
    return proposal


def withdraw(proposal: Proposal | None) -> Proposal | None:
    """End the vote on a text that another one replaces."""
    return replace(proposal, open=False) if proposal else None


def count(
    proposal: Proposal, before: Mark | None, after: Mark, *, area: int = 0
) -> tuple[Proposal, list[Event]]:
    """Count a vote on the resolution; a change of mind moves it, so that nobody counts twice."""
    _require_open(proposal)
    _require_recorded(proposal)
    was = before.choice if before else None
    heads = shifted(_counted(proposal), was, after.choice)
    areas = shifted(proposal.areas, was, after.choice, area)
    return replace(proposal, **vars(heads), areas=areas), []


def _require_open(proposal: Proposal) -> None:
    if not proposal.open:
        raise Refused("vote-closed", "the vote on this text has ended", "对该文本的表决已经结束")


def _require_recorded(proposal: Proposal) -> None:
    if proposal.terms and proposal.terms.secret:
        raise Refused(
            "vote-secret",
            "this is voted on by secret ballot: ask for a ballot on its roll",
            "该事项以无记名方式表决：请在选民名册登记领取选票",
        )


def resolve(
    topic: Topic, proposal: Proposal, act: Act, *, lead_id: str | None, rules: Rules
) -> tuple[Topic, Proposal, list[Event]]:
    """Publish what residents decided, with the count, and the day by which it is to be done."""
    require(topic, Stage.DISCUSSION, to="be resolved", zh="形成决议")
    _require_open(proposal)
    _require_quorum(proposal, rules)
    _require_majority(proposal, rules)
    act = replace(act, reason=proposal.text, clause=rules.clauses["quorums"])
    due_on = proposal.due_on or rules.due_on(Step.EXECUTION, day_of(act.at))
    resolution = _decided(proposal, lead_id, due_on, act.at)
    resolved, announced = enact(topic, resolution, act, rules=rules)
    return resolved, replace(proposal, open=False), announced


def _decided(proposal: Proposal, lead_id: str | None, due_on: date, at: datetime) -> Resolution:
    return Resolution(
        text=proposal.text,
        agree=proposal.agree,
        disagree=proposal.disagree,
        passed=proposal.passed,
        lead_id=lead_id,
        due_on=due_on,
        published_at=at,
        due_chosen=proposal.due_on is not None,
        areas=proposal.areas if proposal.areas.cast else None,
    )


def _require_quorum(proposal: Proposal, rules: Rules) -> None:
    if proposal.terms:
        _require_counted(proposal, proposal.terms)
        require_quorum(_counted(proposal), proposal.terms)
        return
    quorum = rules.quorum(level_of(proposal.division))
    if proposal.voters < quorum:
        raise Refused(
            "quorum-missing",
            f"{proposal.voters} of {quorum} residents have voted",
            f"需{quorum}名居民投票，现有{proposal.voters}名",
        )


def _require_counted(proposal: Proposal, terms: Terms) -> None:
    if proposal.unopened is not None:
        raise Refused(
            "quorum-missing",
            f"{proposal.unopened} of {terms.quorum} have voted: the urn was not opened",
            f"需{terms.quorum}人投票，仅有{proposal.unopened}人：票箱未开启",
        )
    if terms.secret and proposal.counted_at is None:
        raise Refused(
            "urn-sealed",
            f"the urn is opened when the vote has ended, at {proposal.closes_at}",
            f"票箱将在表决结束后开启（{proposal.closes_at}）",
        )


def _counted(proposal: Proposal) -> Count:
    return Count(proposal.agree, proposal.disagree, proposal.passed)


def _require_majority(proposal: Proposal, rules: Rules) -> None:
    if proposal.terms:
        require_majority(_counted(proposal), proposal.terms)
        require_areas(proposal.areas, proposal.terms)
        return
    decided = proposal.agree + proposal.disagree
    if proposal.agree <= rules.majority * decided:
        raise Refused(
            "majority-missing",
            f"{proposal.agree} of {decided} agree: more than {rules.majority:.0%} must",
            f"{decided}票中{proposal.agree}票赞成：须超过{rules.majority:.0%}",
        )
