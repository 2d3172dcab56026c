"""Ways in to what follows when an affair is done: confirmed, sent back, or nobody objects."""

from chassis.http.call import Call
from chassis.http.ways_in import get, post
from chassis.service import every

from ...domain import sections
from ...domain.affairs.affair import Affair, Stage
from ...domain.affairs.captains_log import handled
from ...domain.affairs.completing import CONFIRM_DAYS
from ...domain.affairs.confirming import Judge, confirm, confirm_unopposed, send_back, take_in
from ...domain.days import local_day
from ...domain.ladder.standing import Deed, Evidence, take_back
from ...schemas.affairs import AffairView, HandlingView, SendBack
from .captains_log import READERS, CaptainsLog

SECTION = "affairs"
STAFF = frozenset({"worker", "official"})
JUDGES = ("captain", *sorted(STAFF))
EVERY_MINUTE = 60
AT_ONCE = 200


class AffairConfirmingWaysIn(CaptainsLog):
    """Who raised an affair, or the community, says whether what was done does."""

    def confirm_days(self, division: str) -> int:
        """Give how many days there are to object to what was done in a place."""
        rules = self.rules(SECTION, on=local_day(self.work.now), division=division)
        return sections.whole(rules, "confirm_days", CONFIRM_DAYS)

    @post("/v1/affairs/{affair_id}/confirmation", view=AffairView, status=200, roles=JUDGES)
    def confirm_affair(self, call: Call, affair_id: str) -> Affair:
        """What was done is confirmed by who raised it or by the staff of the place."""
        confirmed, events = confirm(self.affairs.get(affair_id), _judge(call), now=call.now)
        self.affairs.save(confirmed, events)
        self.enter_in_log(confirmed, {"confirmed": 1})
        return confirmed

    @post(
        "/v1/affairs/{affair_id}/sending-back",
        body=SendBack,
        view=AffairView,
        status=200,
        roles=JUDGES,
    )
    def send_affair_back(self, call: Call, affair_id: str) -> Affair:
        """What was done does not do: the affair waits for residents again, and says why."""
        done, body = self.affairs.get(affair_id), call.body
        reopened, events = send_back(
            done, _judge(call), reason=body.reason, note=body.note, now=call.now
        )
        self.affairs.save(reopened, events)
        self.enter_in_log(done, {**handled(done, -1), "sent_back": 1})
        self._count_no_more(done)
        return reopened

    def _count_no_more(self, done: Affair) -> None:
        standing = self.standings.find(done.completed_by or "")
        if standing is not None:
            day = local_day(done.completed_at or self.work.now)
            evidence = Evidence("", Deed.AFFAIR_COMPLETED, done.id, day)
            self.standings.save(take_back(standing, evidence))

    @every(seconds=EVERY_MINUTE)
    def confirm_unopposed_affairs(self) -> bool:
        """What nobody objected to in time counts as confirmed; tell whether there is more."""
        unopposed = self.affairs.unopposed(self.work.now, limit=AT_ONCE)
        for affair in unopposed:
            confirmed, events = confirm_unopposed(affair)
            self.affairs.save(confirmed, events)
            self.enter_in_log(confirmed, {"confirmed": 1})
        return len(unopposed) == AT_ONCE

    @every(seconds=EVERY_MINUTE)
    def take_in_older_affairs(self) -> bool:
        """Affairs kept by a version without confirmation await it, and stand in the log."""
        older = self.affairs.of_before(limit=AT_ONCE)
        for affair in older:
            days = self.confirm_days(affair.division)
            taken = take_in(affair, confirm_days=days, now=self.work.now)
            self.affairs.save(taken)
            if taken.stage is Stage.DONE:
                self.enter_in_log(taken, handled(taken))
        return len(older) == AT_ONCE

    @get("/v1/affairs/{affair_id}/handling", view=HandlingView, roles=READERS)
    def show_handling(self, call: Call, affair_id: str) -> Affair:
        """Captains and staff of the place see who is on an affair, and why it was sent back."""
        affair = self.affairs.read(affair_id)
        call.covers(affair.division)
        return affair


def _judge(call: Call) -> Judge:
    return Judge(call.principal.sub, bool(STAFF & call.principal.roles))
