"""Ways in to scores: the actions of residents that earn points, and the answer to why."""

from chassis.service import every, subscribe

from ..domain.opportunities import done
from ..domain.rulebook import Rulebook, first_day
from ..domain.scores import start_of
from ..inbound import ActivityAttended, AffairCompleted, HoursCredited, MemberJoined, SpaceVisited
from .kept import Kept


class Scores(Kept):
    """What is done earns points by the standard of its day; nothing is loaded, all is added."""

    @subscribe(SpaceVisited)
    def on_space_visited(self, event: SpaceVisited) -> None:
        """A visit counts for the resident, the space's keeper, the community and the town."""
        named = ("resident", event.resident_id), ("organization", event.host_id)
        self.score(event, *named, at=event.visited_at)
        self.count(event.division, visits=1)

    @subscribe(ActivityAttended)
    def on_activity_attended(self, event: ActivityAttended) -> None:
        """Taking part counts for the resident, the organizer, the community and the town."""
        named = ("resident", event.resident_id), ("organization", event.host_id)
        self.score(event, *named, at=event.attended_at)
        self.count(event.division, attendances=1)

    @subscribe(HoursCredited)
    def on_hours_credited(self, event: HoursCredited) -> None:
        """Service counts for the resident, the organization served, the community and the town."""
        named = ("resident", event.resident_id), ("organization", event.organization_id)
        self.score(event, *named, at=event.served_on)
        self.count(event.division, services=1, minutes_served=event.minutes)

    @subscribe(AffairCompleted, loads={"opportunities": "affair_id"})
    def on_affair_completed(self, event: AffairCompleted) -> None:
        """An affair counts for who handled it (as captain too), the team, community and town."""
        captain = event.resident_id if event.team_id else None
        named = (
            ("resident", event.resident_id),
            ("captain", captain),
            ("organization", event.team_id),
        )
        self.score(event, *named, at=event.completed_at)
        self.count(event.division, affairs_completed=1)
        self._take_off_the_list(event)

    def _take_off_the_list(self, event: AffairCompleted) -> None:
        known = self.opportunities.find(event.affair_id)
        if known is None or known.open:
            self.opportunities.save(done(known, event.affair_id, event.division))

    @subscribe(MemberJoined)
    def on_member_joined(self, event: MemberJoined) -> None:
        """Joining counts for the resident, the organization, its community and town."""
        named = ("resident", event.resident_id), ("organization", event.organization_id)
        self.score(event, *named)
        self.count(event.division, members_joined=1)

    @every(seconds=5, in_rebuild=True)
    def score_the_waiting(self) -> None:
        """Give actions their points once a standard for their day is published."""
        for rulebook in self.rulebooks.all():
            self._score_waiting_in(rulebook)

    def _score_waiting_in(self, rulebook: Rulebook) -> None:
        start = first_day(rulebook, "points")
        if start is None:
            return
        for action in self.unscored.since(start_of(start), district=rulebook.division):
            self.unscored.remove(action.id)
            self.enter(action)
