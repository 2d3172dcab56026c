"""Ways in to the advisory group."""

from chassis.http.call import Call
from chassis.service import every, get, post, subscribe

from ..domain.advice import (
    Advice,
    Adviser,
    appoint,
    burden,
    choose,
    deliver,
    for_topic,
    group_of,
    relieve,
    request,
)
from ..inbound import TopicScreened
from ..schemas.advice import AdvisersView, AppointAdviser, DeliverOpinion
from .kept import STAFF, Kept, asked

KIND = {"kind": "academic, practice or public"}


class AdviceWaysIn(Kept):
    """Seating advisers, asking them, and publishing what they say."""

    @post(
        "/v1/advisers",
        body=AppointAdviser,
        view=Adviser,
        roles=("official", "integrator"),
        bulk=True,
    )
    def appoint_adviser(self, call: Call) -> Adviser:
        """Seat an adviser in the district's advisory group; the same seat again changes nothing."""
        call.covers(call.body.division)
        adviser = _adviser(call)
        known = self.advisory_groups.find(group_of(adviser.division))
        group = self._keep(self.advisory_groups, known, *appoint(known, adviser=adviser))
        return next(seated for seated in group.advisers if seated.id == adviser.id)

    @get("/v1/advisers", view=AdvisersView, query=KIND)
    def list_advisers(self, call: Call) -> AdvisersView:
        """List the seats of the advisory groups, and how much is asked of each."""
        groups = self.advisory_groups.where({})
        seats = [adviser for group in groups for adviser in group.advisers]
        kind = call.query.get("kind")
        return AdvisersView(tuple(seat for seat in seats if kind in (None, seat.kind)))

    @get(
        "/v1/advice",
        view=Advice,
        paged=True,
        query={
            "status": "waiting, requested or delivered",
            "adviser_id": "only of this adviser",
            "topic_id": "only on this topic",
        },
    )
    def list_advice(self, call: Call) -> dict[str, object]:
        """List what advisers were asked and what they said."""
        return self.advice.page(asked(call, "status", "adviser_id", "topic_id"), call)

    @get("/v1/advice/{advice_id}", view=Advice)
    def show_advice(self, call: Call, advice_id: str) -> Advice:  # noqa: ARG002
        """Show one request for advice and its opinion."""
        return self.advice.read(advice_id)

    @post(
        "/v1/advice/{advice_id}/opinion",
        body=DeliverOpinion,
        view=Advice,
        status=200,
        roles=STAFF,
    )
    def deliver_advice(self, call: Call, advice_id: str) -> Advice:
        """Deliver the opinion an adviser was asked for."""
        advice = self.advice.get(advice_id)
        delivered, announced = deliver(advice, opinion=call.body.opinion, now=call.now)
        self._relieve(delivered)
        return self._keep(self.advice, advice, delivered, announced)

    @subscribe(TopicScreened)
    def on_topic_screened(self, event: TopicScreened) -> None:
        """A topic whose category wants advice is put to an adviser, once."""
        advice_id = for_topic(event.topic_id)
        if event.wants_advice and self.advice.find(advice_id) is None:
            self._ask(
                Advice(
                    id=advice_id,
                    division=event.division,
                    topic_id=event.topic_id,
                    title=event.title,
                    category=event.category,
                    asked_at=self.work.now,
                )
            )

    @every(seconds=60)
    def ask_for_waiting(self) -> None:
        """Put requests that came before the advisers were seated to an adviser."""
        for advice in self.advice.waiting():
            self._ask(advice)

    def _ask(self, advice: Advice) -> None:
        group = self.advisory_groups.find(group_of(advice.division))
        adviser_id = choose(group)
        asked_now, announced = request(advice, adviser_id=adviser_id)
        if announced and group is not None and adviser_id is not None:
            self.advisory_groups.save(burden(group, adviser_id=adviser_id))
        known = self.advice.find(advice.id)
        self._keep(self.advice, known, asked_now, announced)

    def _relieve(self, advice: Advice) -> None:
        group = self.advisory_groups.find(group_of(advice.division))
        if group is not None and advice.adviser_id is not None:
            self.advisory_groups.save(relieve(group, adviser_id=advice.adviser_id))


def _adviser(call: Call) -> Adviser:
    sent: AppointAdviser = call.body
    return Adviser(
        id=f"adviser-{sent.reference}",
        division=sent.division,
        kind=sent.kind,
        expertise=sent.expertise,
        appointed_at=call.now,
    )
