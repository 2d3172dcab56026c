"""Sessions, terms, consent and follow-up: how a dispute is settled and stays so."""

from chassis.errors import Invalid
from chassis.http.call import Call
from chassis.service import post

from ...domain.disputes.dispute import Dispute
from ...domain.disputes.file import Confirmation, FollowUp, Session, Term
from ...domain.disputes.following import Unkept, follow_up, refer, take_up_again
from ...domain.disputes.reading import EVERYBODY, WORKING, Named, party_of, require_as
from ...domain.disputes.sessions import adjourn, hold, schedule
from ...domain.disputes.settling import (
    confirm_by_court,
    consent,
    extend,
    later_limit,
    propose_terms,
    settle,
)
from ...schemas.disputes import DisputeView, GiveConsent, ProposeTerms
from ...schemas.disputes_sessions import (
    AdjournSession,
    AnswerUnkept,
    ConfirmByCourt,
    ExtendTime,
    HoldSession,
    MakeFollowUp,
    ScheduleSession,
)
from ..kept import SPEAKERS
from .dispute import ONE_CASE, DisputeWays

MOST_DIGITS = 6
ONE_SESSION = f"{ONE_CASE}/sessions/{{number}}"


class SettlingWays(DisputeWays):
    """How parties meet, agree, and are asked later whether it is kept."""

    @post(f"{ONE_CASE}/sessions", body=ScheduleSession, view=DisputeView, roles=SPEAKERS)
    def schedule_session(self, call: Call, dispute_id: str) -> Dispute:
        """A mediator or the clerk announces a session."""
        case = self.case_of(call, dispute_id, "session")
        require_as(case, call.principal.sub, *WORKING)
        session = Session(len(case.file.sessions) + 1, call.body.scheduled_for, call.body.place)
        return self.keep_case(case, schedule(case, session, self.line(call, "session scheduled")))

    @post(f"{ONE_SESSION}/minutes", body=HoldSession, view=DisputeView, roles=SPEAKERS)
    def hold_session(self, call: Call, dispute_id: str, number: str) -> Dispute:
        """A mediator or the clerk records who was there and what was said in short."""
        case = self.case_of(call, dispute_id, "minutes")
        require_as(case, call.principal.sub, *WORKING)
        held = hold(
            case,
            _number(number),
            self.line(call, "session held"),
            present=tuple(call.body.present),
            summary=call.body.summary,
        )
        return self.keep_case(case, held)

    @post(
        f"{ONE_SESSION}/adjournment",
        body=AdjournSession,
        view=DisputeView,
        status=200,
        roles=SPEAKERS,
    )
    def adjourn_session(self, call: Call, dispute_id: str, number: str) -> Dispute:
        """A mediator or the clerk puts a session off."""
        case = self.case_of(call, dispute_id, "adjournment")
        require_as(case, call.principal.sub, *WORKING)
        line = self.line(call, "session adjourned", call.body.reason)
        return self.keep_case(case, adjourn(case, _number(number), line, to=call.body.to))

    @post(f"{ONE_CASE}/extension", body=ExtendTime, view=DisputeView, status=200, roles=SPEAKERS)
    def extend_time(self, call: Call, dispute_id: str) -> Dispute:
        """A mediator or the clerk gives a mediation more time, once, as every party agrees."""
        case = self.case_of(call, dispute_id, "extension")
        require_as(case, call.principal.sub, *WORKING)
        rules = self.rules_at(case.dispute.division)
        until = later_limit(case.dispute, rules=rules, now=call.now)
        line, agreed = self.line(call, "time extended", call.body.reason), call.body.agreed_by
        return self.keep_case(case, extend(case, line, agreed_by=tuple(agreed), until=until))

    @post(f"{ONE_CASE}/terms", body=ProposeTerms, view=DisputeView, roles=SPEAKERS)
    def propose_terms(self, call: Call, dispute_id: str) -> Dispute:
        """A mediator or the clerk writes down what each party does by when."""
        case = self.case_of(call, dispute_id, "terms")
        require_as(case, call.principal.sub, *WORKING)
        said = enumerate(call.body.terms, 1)
        terms = tuple(Term(number, one.party, one.does, one.by) for number, one in said)
        return self.keep_case(case, propose_terms(case, terms, self.line(call, "terms written")))

    @post(f"{ONE_CASE}/consents", body=GiveConsent, view=DisputeView, roles=SPEAKERS)
    def give_consent(self, call: Call, dispute_id: str) -> Dispute:
        """A party agrees to the terms as they stand; the clerk enters what was signed on paper."""
        case = self.case_of(call, dispute_id, "consent")
        require_as(case, call.principal.sub, Named.CLERK, Named.PARTY)
        party = party_of(case, call.principal.sub, call.body.party)
        said = self.line(call, "agreed to the terms", party=party)
        return self.keep_case(case, consent(case, party, said))

    @post(f"{ONE_CASE}/settlement", view=DisputeView, status=200, roles=SPEAKERS)
    def settle_dispute(self, call: Call, dispute_id: str) -> Dispute:
        """A mediator or the clerk lets the terms bind, as every party has agreed to them."""
        case = self.case_of(call, dispute_id, "settlement")
        require_as(case, call.principal.sub, *WORKING)
        rules = self.rules_at(case.dispute.division)
        settled = settle(case, self.line(call, "settled"), rules=rules)
        return self.keep_case(case, *settled)

    @post(
        f"{ONE_CASE}/confirmation",
        body=ConfirmByCourt,
        view=DisputeView,
        status=200,
        roles=SPEAKERS,
    )
    def note_confirmation(self, call: Call, dispute_id: str) -> Dispute:
        """Somebody in the case notes that both sides asked a court to confirm the settlement."""
        case = self.case_of(call, dispute_id, "confirmation")
        require_as(case, call.principal.sub, *EVERYBODY)
        asked = Confirmation(**vars(call.body))
        line = self.line(call, "confirmation asked of a court")
        return self.keep_case(case, confirm_by_court(case, asked, line))

    @post(f"{ONE_CASE}/follow-ups", body=MakeFollowUp, view=DisputeView, roles=SPEAKERS)
    def make_follow_up(self, call: Call, dispute_id: str) -> Dispute:
        """A mediator or the clerk records how each term was found; all kept ends the case."""
        case = self.case_of(call, dispute_id, "follow-up")
        require_as(case, call.principal.sub, *WORKING)
        visit = FollowUp(call.now, call.principal.sub, dict(call.body.found), call.body.note)
        line = self.line(call, "followed up", call.body.note)
        return self.keep_case(case, *follow_up(case, visit, line, keep_until=self.kept_until(case)))

    @post(f"{ONE_CASE}/unkept", body=AnswerUnkept, view=DisputeView, status=200, roles=SPEAKERS)
    def answer_unkept(self, call: Call, dispute_id: str) -> Dispute:
        """Terms that are not kept are mediated anew, or the parties are referred elsewhere."""
        case = self.case_of(call, dispute_id, "unkept")
        require_as(case, call.principal.sub, *WORKING)
        line = self.line(call, f"not kept: {call.body.then}", call.body.reason)
        if call.body.then is Unkept.REOPEN:
            rules = self.rules_at(case.dispute.division)
            return self.keep_case(case, take_up_again(case, line, rules=rules))
        until, to = self.kept_until(case), call.body.referred_to
        return self.keep_case(case, *refer(case, line, to=to, keep_until=until))


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > MOST_DIGITS:
        raise Invalid("number-malformed", "a session has a number", "次序须为数字", field="number")
    return int(text)
