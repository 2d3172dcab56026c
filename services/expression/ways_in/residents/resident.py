"""Residents: who may take part, and who is forgotten."""

from chassis.service import every, subscribe

from ... import inbound
from ...domain.open311.requests import forget_account
from ...domain.residents.forgetting import (
    forget_in_ballot,
    forget_in_statement,
    forget_in_topic,
    forget_in_vote,
)
from ...domain.residents.resident import (
    Forgetting,
    Resident,
    erase,
    forget,
    give_consent,
    go_on,
    register,
    withdraw_consent,
)
from ...domain.special.answers import forget_in_answer
from ...domain.topics.votes import Vote
from ..deliberation.deliberating import Deliberating
from ..disputes.kept import CaseKeepingWays
from ..entries.entering import EnteringWays
from ..hall.forgetting import HallForgettingWays
from .forgetting import ForgettingWays
from .veil import VeilWays

AT_ONCE = 100
FORGOTTEN = "erased:"


class ResidentWays(
    ForgettingWays, CaseKeepingWays, Deliberating, HallForgettingWays, EnteringWays, VeilWays
):
    """How residents become eligible, and how they are forgotten."""

    @subscribe(inbound.ResidentRegistered, loads={"residents": "resident_id"})
    def on_resident_registered(self, event: inbound.ResidentRegistered) -> None:
        """A resident may from now on take part in the deliberations of where they live."""
        known = self.residents.find(event.resident_id)
        resident, announced = register(
            known,
            event.resident_id,
            division=event.division,
            registered_at=event.registered_at,
            groups=event.groups,
            assurance=event.assurance,
        )
        self.residents.save(resident, announced)

    @subscribe(
        inbound.ResidentErased,
        loads={"residents": "resident_id", "forgettings": "resident_id"},
    )
    def on_resident_erased(self, event: inbound.ResidentErased) -> None:
        """A resident is forgotten: what they said and voted stays, but is nobody's."""
        known = self.residents.find(event.resident_id)
        resident, announced = erase(known, event.resident_id, event.division)
        self.residents.save(resident, announced)
        self.permits.forget(resident.id)
        self._begin_forgetting(resident)

    @subscribe(
        inbound.ConsentWithdrawn,
        loads={"residents": "resident_id", "forgettings": "resident_id"},
    )
    def on_consent_withdrawn(self, event: inbound.ConsentWithdrawn) -> None:
        """A resident no longer takes part, and what they said is nobody's from now on."""
        known = self.residents.find(event.resident_id)
        resident, announced = withdraw_consent(
            known,
            event.resident_id,
            purpose=event.purpose,
            division=event.division,
            at=event.meta.time,
        )
        self.residents.save(resident, announced)
        if resident.withdrawn:
            self._begin_forgetting(resident)

    @subscribe(inbound.ConsentGiven, loads={"residents": "resident_id"})
    def on_consent_given(self, event: inbound.ConsentGiven) -> None:
        """A resident who withdrew takes part again from now on."""
        known = self.residents.find(event.resident_id)
        resident = known or Resident(event.resident_id, event.division)
        agreed = give_consent(resident, purpose=event.purpose, at=event.meta.time)
        if agreed != resident:
            self.residents.save(agreed)

    def _begin_forgetting(self, resident: Resident) -> None:
        begun = self.forgettings.find(resident.id)
        pseudonym = f"{FORGOTTEN}{self.work.new_id()}"
        self.forgettings.save(*forget(begun, resident, pseudonym=pseudonym, now=self.work.now))

    @every(seconds=5)
    def forget_residents(self) -> None:
        """Those who asked to be forgotten are, a bounded piece at a time until nothing is left."""
        for forgetting in self.forgettings.open():
            cut_off = self._forget_some(forgetting)
            self.forgettings.save(*go_on(forgetting, cut_off, now=self.work.now))

    def _forget_some(self, forgetting: Forgetting) -> dict[str, int]:
        who, pseudonym = forgetting.id, forgetting.pseudonym
        topics = self.topics.naming(who, AT_ONCE)
        statements = self.statements.where({"made_by": who}, limit=AT_ONCE)
        votes = self.votes.where({"voter_id": who}, limit=AT_ONCE)
        self._move_ballots(votes)
        answers = self._forget_answers(who)
        for topic in topics:
            self.topics.save(forget_in_topic(topic, who, pseudonym))
        for statement in statements:
            self.statements.save(forget_in_statement(statement, pseudonym))
        for vote in votes:
            self.votes.save(forget_in_vote(vote, pseudonym))
        found = {"topics": len(topics), "statements": len(statements), "votes": len(votes)}
        found |= {"requests": self._forget_in_requests(who)}
        on_the_way = self.forget_on_the_way(who, pseudonym)
        on_the_way |= self.forget_in_hall(who, pseudonym)
        on_the_way |= self.forget_in_looks(who, pseudonym)
        in_cases = self.forget_in_cases(who) if forgetting.erasure else {}
        in_votes = self.forget_in_votes(who, erasure=forgetting.erasure)
        found |= self.forget_in_entries(who, pseudonym)
        return found | {"answers": answers} | on_the_way | in_cases | in_votes

    def _forget_in_requests(self, who: str) -> int:
        """Keep what was sent by Open311 without the spot: it may be where they live."""
        requests = self.service_requests.where({"account": who}, limit=AT_ONCE)
        for request in requests:
            self.service_requests.save(forget_account(request))
        return len(requests)

    def _forget_answers(self, who: str) -> int:
        """Give each answer to a nobody of its own: two of them lead to each other no more."""
        answers = self.answers.where({"resident_id": who}, limit=AT_ONCE)
        for answer in answers:
            self.answers.remove(answer.id)
            self.answers.save(forget_in_answer(answer, f"{FORGOTTEN}{self.work.new_id()}"))
        return len(answers)

    def _move_ballots(self, votes: list[Vote]) -> None:
        """Give the ballots the votes went into to nobody, each to another, with the votes."""
        for ballot in self.ballots.find_all(vote.ballot_id for vote in votes).values():
            self.ballots.remove(ballot.id)
            self.ballots.save(forget_in_ballot(ballot, self.nobody_of(ballot)))
