"""Mediators are invited to a dispute, until it is settled or ended."""

from chassis.service import Stored, subscribe

from ..domain import invitees
from ..domain.invitations import Status, expire
from ..domain.mediations import ask, is_over, of_dispute, wants_mediators, wording
from ..inbound.expression import DisputeEnded, DisputeOpened, DisputeSettled
from ..store.mediations import Mediations
from .invitations import InvitationWaysIn


class MediationWaysIn(InvitationWaysIn):
    """What collaboration does for a dispute."""

    mediations = Stored(Mediations)

    @subscribe(DisputeOpened, loads={"mediations": "dispute_id"})
    def on_dispute_opened(self, event: DisputeOpened) -> None:
        """Mediators of the roster are invited, unless the dispute is over already."""
        known = self.mediations.find(event.dispute_id)
        mediation = of_dispute(known, dispute_id=event.dispute_id, division=event.division)
        if not wants_mediators(mediation):
            return
        asked = [self.invitees.find(who) for who in event.mediators_wanted]
        wanted = zip(event.mediators_wanted, asked, strict=True)
        here = [invitees.registered(known, resident_id=who) for who, known in wanted]
        sent = [self._invite(one, wording(event.dispute_id)) for one in here if one.may_be_invited]
        self.mediations.save(ask(mediation, tuple(sent), now=self.work.now))

    @subscribe(DisputeSettled, loads={"mediations": "dispute_id"})
    def on_dispute_settled(self, event: DisputeSettled) -> None:
        """The parties agreed: who has not answered is not needed any more."""
        self._close_invitations(event)

    @subscribe(DisputeEnded, loads={"mediations": "dispute_id"})
    def on_dispute_ended(self, event: DisputeEnded) -> None:
        """The mediation ended: who has not answered is not needed any more."""
        self._close_invitations(event)

    def _close_invitations(self, event: DisputeSettled | DisputeEnded) -> None:
        known = self.mediations.find(event.dispute_id)
        mediation = of_dispute(known, dispute_id=event.dispute_id, division=event.division)
        for invitation in self.invitations.find_all(mediation.invitations).values():
            if invitation.status is Status.ISSUED:
                self._keep_answer(*expire(invitation, now=self.work.now))
        self._keep(self.mediations, known, is_over(mediation, now=self.work.now))
