"""What expression announces: how a topic moves through the loop, and who spoke and voted on it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from chassis.events import Event, described

COMMUNITY = "440605124004"
RESIDENT = "r-1001"
MORNING = datetime(2019, 6, 3, 1, 30, tzinfo=UTC)

PLACE = "official code of the place the topic is about"
TOPIC = "the topic"
WHO = "the resident who raised it, or the pseudonym of one unknown here"
ORIGIN = "resident, or import where the deliberation was held elsewhere"


@dataclass(frozen=True)
class TopicRaised(Event):
    """A resident raised a topic: from now on somebody owes an answer."""

    topic_id: str = described("topic-1", TOPIC)
    raised_by: str = described(RESIDENT, WHO)
    title: str = described("3号门停车", "the topic in one line")
    category: str = described("parking", "category of the topic")
    channel: str = described("regular", "regular, or special for a consultation on one affair")
    origin: str = described("resident", ORIGIN)
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class TopicScreened(Event):
    """A topic was taken up: residents will deliberate on it."""

    topic_id: str = described("topic-1", TOPIC)
    title: str = described("3号门停车", "the topic in one line")
    category: str = described("parking", "category of the topic")
    wants_advice: bool = described(True, "whether an adviser is asked for topics of this category")
    raised_by: str = described(RESIDENT, WHO)
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class TopicDeclined(Event):
    """A topic was not taken up, for a reason everyone can read."""

    topic_id: str = described("topic-1", TOPIC)
    reason: str = described("已由2019年改造工程覆盖", "why it was not taken up")
    raised_by: str = described(RESIDENT, WHO)
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class TopicMerged(Event):
    """A topic went on within another that says the same; its voices are kept there."""

    topic_id: str = described("topic-2", "the topic that was merged")
    into_id: str = described("topic-1", "the topic it continues in")
    voices: int = described(1, "how many residents it brought along")
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class StatementMade(Event):
    """Somebody said something on a topic."""

    statement_id: str = described("statement-1", "the statement")
    topic_id: str = described("topic-1", TOPIC)
    made_by: str = described(RESIDENT, "who spoke")
    origin: str = described("resident", ORIGIN)
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class VoteCast(Event):
    """Somebody agreed, disagreed or passed, on a statement or on the resolution."""

    vote_id: str = described("vote-1", "the vote")
    topic_id: str = described("topic-1", TOPIC)
    statement_id: str | None = described("statement-1", "the statement; none for the resolution")
    voter_id: str = described(RESIDENT, "who voted")
    choice: str = described("agree", "agree, disagree or pass")
    origin: str = described("resident", ORIGIN)
    cast_at: datetime = described(MORNING, "when the vote was cast")
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class ResolutionPublished(Event):
    """Residents decided, and the decision is public: somebody is to carry it out by a day."""

    topic_id: str = described("topic-1", TOPIC)
    title: str = described("3号门停车", "the topic in one line")
    resolution: str = described("划40个车位，其中10个为访客车位", "what was decided")
    category: str = described("parking", "category of the topic")
    raised_by: str = described(RESIDENT, WHO)
    agree: int = described(25, "how many agreed")
    disagree: int = described(4, "how many disagreed")
    passed: int = described(2, "how many passed")
    lead_id: str | None = described("center-dali", "the organization asked to lead, if named")
    due_on: date = described(date(2019, 7, 15), "the day by which it is to be carried out")
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class StepOverdue(Event):
    """A promised day has passed without the step that was promised."""

    topic_id: str = described("topic-1", TOPIC)
    step: str = described("screening", "screening, discussion, resolution or execution")
    owner: str = described(COMMUNITY, "who owes it: a community's staff or an organization")
    level: int = described(1, "1 for the first deadline missed, 2 when it went unheeded")
    due_at: datetime = described(MORNING, "when it was due")
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class ExecutionReported(Event):
    """Those who carry out a resolution said how far they are."""

    topic_id: str = described("topic-1", TOPIC)
    reported_by: str = described("center-dali", "who reported")
    summary: str = described("车位已划线", "what was done")
    done: bool = described(True, "whether they hold it to be finished")
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class TopicClosed(Event):
    """A topic came to its end: confirmed by those who raised it, or unanswered for too long."""

    topic_id: str = described("topic-1", TOPIC)
    confirmed_by: str = described(RESIDENT, "who confirmed; `lapse` where nobody answered in time")
    monitors: list[str] = described([RESIDENT], "residents who watched the execution")
    satisfied: bool = described(True, "whether those who raised it said that they are satisfied")
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class TopicReopened(Event):
    """Those who raised a topic found it not done: the execution begins again."""

    topic_id: str = described("topic-1", TOPIC)
    reopened_by: str = described(RESIDENT, "who reopened it")
    reason: str = described("访客车位没有划", "what is missing")
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class VoicesForgotten(Event):
    """The receipt for an erasure: what the resident said and voted is nobody's from now on."""

    resident_id: str = described(RESIDENT, "the id that leads to nobody any more")
    cut_off: dict[str, int] = described({"statements": 3, "votes": 12}, "how much, by kind")
    forgotten_at: datetime = described(MORNING, "when nothing was left")
    division: str = described(COMMUNITY, "where the resident lived")


@dataclass(frozen=True)
class ConsultationOpened(Event):
    """A standing consultation began in a community that needs to be put right."""

    topic_id: str = described("standing-440605124004", "the topic residents can speak on")
    community_id: str = described(COMMUNITY, "the community")
    reason: str = described("长期没有议事", "why it was opened")
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class ConsultationEnded(Event):
    """A community recovered, and its standing consultation ended."""

    topic_id: str = described("standing-440605124004", "the topic residents spoke on")
    community_id: str = described(COMMUNITY, "the community")
    division: str = described(COMMUNITY, PLACE)
