"""What the ways in of every part share: what is kept, who speaks, and the rules of the day."""

from collections.abc import Mapping

from chassis.errors import Invalid
from chassis.events import Event
from chassis.http.call import Call
from chassis.permits import Permits
from chassis.sealing import Sealing
from chassis.service import Service, Stored

from .. import store
from ..domain.residents.assurance import require_assured
from ..domain.residents.resident import require_concerned
from ..domain.rules.calendar import day_of
from ..domain.rules.rulebook import RULEBOOK, Rules, in_force, section_in_force
from ..domain.topics.tellings import begin, concern_of
from ..domain.topics.topic import Actor, Topic
from ..holidays import CALENDAR

SPEAKERS = ("resident", "captain", "worker", "official", "center", "integrator")
STAFF = ("worker", "official", "center")


class Kept(Service):
    """Everything expression keeps."""

    topics = Stored(store.EchoedTopics)
    proposals = Stored(store.Proposals)
    statements = Stored(store.Statements)
    ballots = Stored(store.Ballots)
    votes = Stored(store.Votes)
    imported_votes = Stored(store.ImportedVotes)
    statement_totals = Stored(store.StatementTotals)
    topic_totals = Stored(store.TopicTotals)
    residents = Stored(store.Residents)
    rulebooks = Stored(store.Rulebooks)
    communities = Stored(store.Communities)
    forgettings = Stored(store.Forgettings)
    groupings = Stored(store.Groupings)
    service_requests = Stored(store.ServiceRequests)
    callbacks = Stored(store.Callbacks)
    sketches = Stored(store.Sketches)
    occurrences = Stored(store.Occurrences)
    occurrence_days = Stored(store.OccurrenceDays)
    warnings = Stored(store.Warnings)
    walks = Stored(store.Walks)
    moderations = Stored(store.Moderations)
    wordings = Stored(store.EarlierWordings)
    speaker_looks = Stored(store.SpeakerLooks)
    consultations = Stored(store.Consultations)
    answers = Stored(store.Answers)
    answer_totals = Stored(store.AnswerTotals)
    open_texts = Stored(store.OpenTexts)
    objections = Stored(store.Objections)
    opinions = Stored(store.Opinions)
    tellings = Stored(store.Tellings)
    concerns = Stored(store.Concerns)
    follows = Stored(store.Follows)
    permits = Stored(Permits)
    sealing = Sealing()

    def rules_at(self, division: str) -> Rules:
        """Give the rules of a place as they stand today."""
        today = day_of(self.work.now)
        return in_force(self.rulebooks.find(RULEBOOK), today, division, CALENDAR)

    def speaker(self, call: Call, resident_id: str | None) -> Actor:
        """Tell for whom the caller speaks: for themselves, or as staff for a resident."""
        caller = call.principal
        if resident_id is None and caller.divisions:
            raise Invalid(
                "resident-missing",
                "say for which resident you enter this",
                "请注明代哪位居民录入",
                field="resident_id",
            )
        call.speaks_for(resident_id or caller.sub)
        return Actor(resident_id or caller.sub, caller.sub if caller.divisions else None)

    def asked_at(self, division: str) -> Mapping[str, str]:
        """Tell how surely those must be known who raise, speak and vote in a place today."""
        today = day_of(self.work.now)
        return section_in_force(self.rulebooks.find(RULEBOOK), "assurance", today, division)

    def concerned(
        self, by: Actor, division: str, *, voting: bool = False, deed: str = "speak"
    ) -> Actor:
        """Check that a resident may take part here; votes are never taken on somebody's word."""
        vouched = by.entered_by is not None and not voting
        resident = self.residents.find(by.id)
        require_concerned(resident, division, vouched=vouched)
        asked = self.asked_at(division)
        require_assured(resident, "vote" if voting else deed, asked, vouched=vouched)
        return by

    def keep(self, before: Topic, after: Topic, announced: list[Event]) -> Topic:
        """Save a topic if anything changed."""
        if after is not before:
            self.topics.save(after, announced)
            self.tell(after, announced)
        return after

    def tell(self, topic: Topic, announced: list[Event]) -> None:
        """Begin to tell those concerned by what was announced, where it concerns each of them."""
        for act in filter(None, map(concern_of, announced)):
            begun = begin(self.work.new_id(), topic, act, voted=True, now=self.work.now)
            self.tellings.save(begun)
