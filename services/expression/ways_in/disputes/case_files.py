"""The only way to what a dispute is about: whoever opens a file is named in it, and is logged."""

from collections.abc import Sequence
from dataclasses import replace

from chassis.events import Event
from chassis.http.call import Call
from chassis.service import Stored
from chassis.store.documents import from_document, to_document

from ...domain.disputes.dispute import Case, Dispute, is_a_case
from ...domain.disputes.file import CaseFile, Line, Party
from ...domain.disputes.mediators import take_cases
from ...domain.disputes.reading import Reader, named_as, require_named
from ...domain.disputes.sealed import Look, SealedFile
from ...domain.disputes.seats import busy
from ...domain.places import staff_of
from ...domain.topics.moves import Act, move
from ...domain.topics.topic import Actor
from ...store.disputes import CaseFiles, Disputes, Looks, Mediators
from ..kept import Kept

MARKS = "disputes"
ITSELF = "expression"


class CaseFileWays(Kept):
    """What is sealed is opened here and nowhere else, in the unit of work that logs it."""

    disputes = Stored(Disputes)
    case_files = Stored(CaseFiles)
    case_looks = Stored(Looks)
    mediators = Stored(Mediators)

    def case_of(self, call: Call, dispute_id: str, what: str) -> Case:
        """Open a case for somebody it names; to everybody else there is no such case."""
        reader = self._reader(call, self.disputes.find(dispute_id))
        dispute = require_named(self.disputes.find(dispute_id), dispute_id, reader)
        return self.opened_for(call, dispute_id, (named_as(dispute, reader.id), what))

    def opened_for(self, call: Call, dispute_id: str, look: tuple[str, str]) -> Case:
        """Open a file for a caller who may read it; as what and for what is logged."""
        case = self._unsealed(self.disputes.of_named(dispute_id))
        self._log_look(case, call.principal.sub, *look)
        return case

    def opened_by_itself(self, dispute: Dispute, what: str) -> Case:
        """Open a case where an event or a rule needs what is in it; that is a look as well."""
        case = self._unsealed(dispute)
        self._log_look(case, ITSELF, "service", what)
        return case

    def named_in(self, call: Call, dispute_id: str) -> Dispute:
        """Give a case to somebody it names, without opening its file."""
        dispute = self.disputes.find(dispute_id)
        return require_named(dispute, dispute_id, self._reader(call, dispute))

    def mark_of(self, who: str) -> str:
        """Mark somebody, so that a case is found by them and does not name them."""
        return self.sealing.mark(who, purpose=MARKS)

    def keep_case(
        self, before: Case | None, after: Case, announced: Sequence[Event] = ()
    ) -> Dispute:
        """Seal what changed of a file and save the case; the first and the last are on its topic.

        The file is saved with the case, so two who change one at once do not lose a line.
        """
        if before is None or after.file != before.file:
            self._seal(after)
            marks = tuple(sorted(map(self.mark_of, after.mentions)))
            after = replace(after, dispute=replace(after.dispute, mentioned=marks))
        self._count_load(before.dispute if before else None, after.dispute)
        self._note_on_topic(before.dispute if before else None, after.dispute)
        self.disputes.save(after.dispute, announced)  # last: callers are told its version
        return after.dispute

    def line(self, call: Call, act: str, reason: str = "", party: Party | None = None) -> Line:
        """Write the line of the history of what a caller does, for a party where they enter it."""
        who = call.principal.sub
        if party is None or who in party.people:
            return Line(call.now, act, who, reason)
        return Line(call.now, act, party.ref, reason, entered_by=who)

    def _reader(self, call: Call, dispute: Dispute | None) -> Reader:
        who = call.principal
        covers = dispute is not None and who.covers(dispute.division)
        return Reader(who.sub, self.mark_of(who.sub), covers)

    def _unsealed(self, dispute: Dispute) -> Case:
        kept = self.case_files.find(dispute.id)
        if kept is None:
            return Case(dispute, CaseFile(dispute.id, "", ""))
        content = self.sealing.unseal(kept.sealed, kept.wrapped_key, about=dispute.id)
        return Case(dispute, from_document(content, CaseFile))

    def _seal(self, case: Case) -> None:
        content = to_document(case.file, 0)
        sealed, wrapped = self.sealing.seal(content, about=case.file.id)
        under, place = self.sealing.wraps_under, case.dispute.division
        self.case_files.save(SealedFile(case.file.id, place, sealed, wrapped, under))

    def _log_look(self, case: Case, who: str, as_: str, what: str) -> None:
        people = [one for party in case.file.parties for one in party.people]
        look = Look(
            id=self.work.new_id(),
            dispute_id=case.dispute.id,
            division=case.dispute.division,
            looked_by=who,
            as_=as_,
            what=what,
            at=self.work.now,
            about=tuple(map(self.mark_of, people)),
        )
        self.case_looks.add(look)

    def _count_load(self, before: Dispute | None, after: Dispute) -> None:
        had, has = busy(before), busy(after)
        for mediator_id in sorted(had ^ has):
            mediator = self.mediators.find(mediator_id)
            if mediator is not None:
                self.mediators.save(take_cases(mediator, 1 if mediator_id in has else -1))

    def _note_on_topic(self, before: Dispute | None, after: Dispute) -> None:
        """Let a topic say that mediation was opened or ended, and not a word more."""
        topic = self.topics.find(after.topic_id) if after.topic_id else None
        was, now = is_a_case(before), is_a_case(after)
        ended = was and before is not None and bool(after.ended_at) and not before.ended_at
        if topic is None or not ((now and not was) or ended):
            return
        act = "mediation ended" if ended else "mediation opened"
        self.topics.save(move(topic, Act(act, Actor(staff_of(after.division)), self.work.now)))
