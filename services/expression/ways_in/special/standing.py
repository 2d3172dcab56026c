"""Consultations that stand in a community for as long as it is flagged weak; and the rules."""

from chassis.service import subscribe

from ... import inbound
from ...domain.rules.rulebook import RULEBOOK, Standard, take_up
from ...domain.special.standing import Community, attend, consultation_id, latest
from ..kept import Kept


class ConsultationWays(Kept):
    """How weak communities are listened to."""

    @subscribe(inbound.CommunityFlaggedWeak, loads={"communities": "community_id"})
    def on_community_flagged_weak(self, event: inbound.CommunityFlaggedWeak) -> None:
        """A community was found weak: a consultation stands there until it recovers."""
        self._attend(event, weak=True, reason=event.reason)

    @subscribe(inbound.CommunityRecovered, loads={"communities": "community_id"})
    def on_community_recovered(self, event: inbound.CommunityRecovered) -> None:
        """A community has been put right: its consultation ends."""
        self._attend(event, weak=False, reason="")

    @subscribe(inbound.CommunityUnflagged, loads={"communities": "community_id"})
    def on_community_unflagged(self, event: inbound.CommunityUnflagged) -> None:
        """A weak community is none any more: its consultation ends with it."""
        self._attend(event, weak=False, reason="")

    def _attend(
        self,
        event: inbound.CommunityFlaggedWeak
        | inbound.CommunityRecovered
        | inbound.CommunityUnflagged,
        *,
        weak: bool,
        reason: str,
    ) -> None:
        known = self.communities.find(event.community_id)
        told = Community(event.community_id, event.division, weak, event.meta.time)
        community = latest(known, told)
        before = self.topics.find(consultation_id(community.id))
        rules = self.rules_at(event.division)
        topic, announced = attend(before, community, reason=reason, rules=rules, now=self.work.now)
        self.communities.save(community)
        if topic is not None and topic is not before:
            self.topics.save(topic, announced)

    @subscribe(inbound.StandardPublished)
    def on_standard_published(self, event: inbound.StandardPublished) -> None:
        """Officials put rules in force: deadlines, quorums and categories follow them."""
        standard = Standard(
            id=event.standard_id,
            number=event.number,
            in_force_from=event.in_force_from,
            division=event.division,
            rules=event.rules,
        )
        self.rulebooks.save(*take_up(self.rulebooks.find(RULEBOOK), standard))
