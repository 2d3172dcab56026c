"""Disputes: opened by a clerk, read by those they name, told in facts, and ended."""

from dataclasses import replace
from typing import Any

from chassis.errors import Invalid
from chassis.http.call import Call
from chassis.service import post

from ...domain.disputes.dispute import Case, Dispute, calendar_days, is_a_case, open_dispute
from ...domain.disputes.ending import end, require_not_binding
from ...domain.disputes.facts import cite, enter_fact, next_number
from ...domain.disputes.file import Basis, CaseFile, Fact, Party, PartyKind
from ...domain.disputes.mediators_choice import Wanted, ranked
from ...domain.disputes.parties import check_parties, hand_over, refuse, say_willing
from ...domain.disputes.reading import EVERYBODY, WORKING, Named, party_of, require_as
from ...domain.places import contains, staff_of
from ...domain.prevention.occurrences import of_dispute
from ...domain.rules.calendar import day_of
from ...schemas.disputes import (
    CiteLaw,
    DisputeView,
    EndDispute,
    EnterFact,
    HandOver,
    NameParty,
    OpenDispute,
    SayWilling,
)
from ..kept import SPEAKERS
from ..prevention.warnings import WarningWays
from .case_files import CaseFileWays

ONE_CASE = "/v1/disputes/{dispute_id}"
ASKED_AMONG = 200


class DisputeWays(CaseFileWays, WarningWays):
    """How a dispute comes into mediation, and what its file says."""

    @post("/v1/disputes", body=OpenDispute, view=DisputeView, roles=("worker", "official"))
    def open_dispute(self, call: Call) -> Dispute:
        """Staff record a dispute whose parties ask for mediation; who records it is its clerk."""
        sent: OpenDispute = call.body
        call.covers(sent.division)
        parties = tuple(self._party(number, said) for number, said in enumerate(sent.parties, 1))
        check_parties(parties, clerk=call.principal.sub)
        self._check_topic(sent)
        file = CaseFile(call.new_id(), sent.division, sent.matter, parties)
        people = [call.principal.sub, *(who for party in parties for who in party.people)]
        begun = Dispute(
            id=file.id,
            division=staff_of(sent.division),
            kind=sent.kind,
            clerk=call.principal.sub,
            opened_at=call.now,
            topic_id=sent.topic_id,
            named=tuple(dict.fromkeys(map(self.mark_of, people))),
        )
        wanted = self._first_asked(begun, file)
        rules = self.rules_at(begun.division)
        case, announced = open_dispute(begun, file, wanted=wanted, rules=rules)
        self._note_where_it_is(begun, file)
        return self.keep_case(None, case, announced)

    def _note_where_it_is(self, dispute: Dispute, file: CaseFile) -> None:
        """Count a dispute with others of its kind, and with those between the same parties."""
        ids = sorted(party.id for party in file.parties)
        # of an outsider there are only words: two of them are not the same one
        between = self.mark_of("|".join(ids)) if all(ids) else None
        place, kind = dispute.division, dispute.kind
        self.note_occurrence(of_dispute(dispute.id, place, kind, self.work.now, between))

    def _party(self, number: int, said: NameParty) -> Party:
        resident = self.residents.find(said.id) if said.kind is PartyKind.RESIDENT else None
        if resident is not None and resident.erased:
            raise Invalid(
                "party-erased", "this resident was erased", "该居民信息已删除", field="parties"
            )
        party = Party(
            ref=f"p{number}",
            kind=said.kind,
            id=said.id,
            words=said.words,
            spoken_for_by=said.spoken_for_by,
            home=said.home or (resident.division if resident else ""),
            household=self.mark_of(said.household) if said.household else "",
            organizations=tuple(said.organizations),
            kin=tuple(said.kin),
        )
        return replace(party, marks=tuple(map(self.mark_of, party.people)))

    def _check_topic(self, sent: Any) -> None:
        topic = self.topics.find(sent.topic_id) if sent.topic_id else None
        if sent.topic_id is None:
            return
        near = topic is not None and (
            contains(topic.division, sent.division) or contains(sent.division, topic.division)
        )
        if not near:
            raise Invalid(
                "topic-unknown", "there is no such topic here", "此处没有该议题", field="topic_id"
            )

    def _first_asked(self, dispute: Dispute, file: CaseFile) -> tuple[str, ...]:
        """Choose whom collaboration invites: residents that are registered, the best first."""
        choices = ranked(self._nearby(file), self.wanted_by(Case(dispute, file)))
        known = self.residents.find_all(one.mediator_id for one in choices)
        here = [one.mediator_id for one in choices if self._can_be_asked(known, one.mediator_id)]
        return tuple(here[: self.rules_at(dispute.division).mediation["mediators"]])

    def _can_be_asked(self, known: Any, who: str) -> bool:
        resident = known.get(who)
        return resident is not None and resident.registered_at is not None and not resident.erased

    def _nearby(self, file: CaseFile) -> Any:
        return self.mediators.near(file.place, limit=ASKED_AMONG)

    def wanted_by(self, case: Case) -> Wanted:
        """Say what a case asks of a mediator today."""
        load = self.rules_at(case.dispute.division).mediation["load"]
        return Wanted(case.dispute, case.file, day_of(self.work.now), load)

    @post(f"{ONE_CASE}/willingness", body=SayWilling, view=DisputeView, status=200, roles=SPEAKERS)
    def say_willing(self, call: Call, dispute_id: str) -> Dispute:
        """A party agrees to mediation, or refuses it, which ends it."""
        case = self.case_of(call, dispute_id, "willingness")
        require_as(case, call.principal.sub, *EVERYBODY)
        party = party_of(case, call.principal.sub, call.body.party)
        if call.body.willing:
            said = self.line(call, "agreed to mediation", party=party)
            return self.keep_case(case, say_willing(case, party, said))
        no = self.line(call, "refused mediation", call.body.reason, party)
        until = self.kept_until(case)
        return self.keep_case(case, *refuse(case, party, no, keep_until=until))

    def kept_until(self, case: Case) -> Any:
        """Say until when the file of a case that ends today is kept."""
        term = "keep_days" if is_a_case(case.dispute) else "request_keep_days"
        return calendar_days(self.rules_at(case.dispute.division), term, self.work.now)

    @post(f"{ONE_CASE}/facts", body=EnterFact, view=DisputeView, roles=SPEAKERS)
    def enter_fact(self, call: Call, dispute_id: str) -> Dispute:
        """A party, a mediator or the clerk enters a fact with its source; none is edited."""
        case = self.case_of(call, dispute_id, "fact")
        require_as(case, call.principal.sub, *EVERYBODY)
        sent: EnterFact = call.body
        fact = Fact(
            number=next_number(case),
            happened_at=sent.happened_at,
            entered_at=call.now,
            entered_by=call.principal.sub,
            source=sent.source,
            reference=sent.reference,
            text=sent.text,
            corrects=sent.corrects,
        )
        return self.keep_case(case, enter_fact(case, fact, now=call.now))

    @post(f"{ONE_CASE}/basis", body=CiteLaw, view=DisputeView, roles=SPEAKERS)
    def cite_law(self, call: Call, dispute_id: str) -> Dispute:
        """A mediator or the clerk puts the words of a law into the file."""
        case = self.case_of(call, dispute_id, "basis")
        require_as(case, call.principal.sub, *WORKING)
        basis = Basis(**vars(call.body), entered_by=call.principal.sub, entered_at=call.now)
        return self.keep_case(case, cite(case, basis))

    @post(f"{ONE_CASE}/ending", body=EndDispute, view=DisputeView, status=200, roles=SPEAKERS)
    def end_dispute(self, call: Call, dispute_id: str) -> Dispute:
        """A mediator or the clerk ends a mediation that failed, or that goes elsewhere."""
        case = self.case_of(call, dispute_id, "ending")
        require_as(case, call.principal.sub, *WORKING)
        require_not_binding(case, call.body.ending)
        line = self.line(call, "ended", call.body.reason)
        ended = end(
            case,
            call.body.ending,
            line,
            keep_until=self.kept_until(case),
            referred_to=call.body.referred_to,
        )
        return self.keep_case(case, *ended)

    @post(f"{ONE_CASE}/clerk", body=HandOver, view=DisputeView, status=200, roles=SPEAKERS)
    def hand_over_dispute(self, call: Call, dispute_id: str) -> Dispute:
        """The clerk hands a case to another of the staff, and reads it no more."""
        case = self.case_of(call, dispute_id, "clerk")
        require_as(case, call.principal.sub, Named.CLERK)
        marks = self.mark_of(call.principal.sub), self.mark_of(call.body.clerk_id)
        line = self.line(call, "handed over", call.body.reason)
        return self.keep_case(case, hand_over(case, call.body.clerk_id, line, marks=marks))
