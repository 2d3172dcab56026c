"""Ways in to the pilot rounds of communities."""

from typing import Any

from chassis.http.call import Call
from chassis.http.ways_in import get, post

from ...domain.communities.community import in_round, join_pilot, mark_of, rounds_of
from ...domain.divisions.division import Division, Pilot
from ...schemas.communities import JoinPilot, PilotRoundView
from ...schemas.divisions import DivisionView
from ..kept import Kept, said


class CommunityWaysIn(Kept):
    """Communities are pilots in rounds."""

    @post(
        "/v1/pilots",
        body=JoinPilot,
        view=DivisionView,
        roles=("official", "integrator"),
        bulk=True,
        loads={"divisions": said("community_id")},
    )
    def join_pilot(self, call: Call) -> Division:
        """An official takes a community into a round of pilots."""
        community = self.divisions.get(call.body.community_id)
        pilot = Pilot(call.body.round, call.body.since, call.body.level)
        joined = join_pilot(community, pilot=pilot, setting=call.body.setting)
        if joined != community:
            self.divisions.save(joined)
            self._count_pilot(community, joined)
        return joined

    def _count_pilot(self, before: Division, after: Division) -> None:
        if not rounds_of(before):
            for level in (after.id[:6], after.id[:9]):
                self.division_counts.add(level, division=level, pilots=1)
        known = {mark_of(round_=one.round, level=one.level) for one in before.pilots}
        for one in after.pilots:
            mark = mark_of(round_=one.round, level=one.level)
            if mark not in known:
                self.pilot_rounds.add(mark, round=one.round, level=one.level, communities=1)

    @get(
        "/v1/pilots",
        view=DivisionView,
        paged=True,
        public=True,
        query={"round": "only those of this round", "level": "only those of district or town"},
    )
    def list_pilots(self, call: Call) -> dict[str, Any]:
        """Anybody sees which communities are pilots, of all rounds or of one."""
        asked = in_round(round_=call.query.get("round"), level=call.query.get("level"))
        return self.divisions.page(asked, call)

    @get("/v1/pilots/rounds", view=PilotRoundView, paged=True, public=True)
    def list_pilot_rounds(self, call: Call) -> dict[str, Any]:
        """Anybody sees which rounds of pilots there are, and how many communities each has."""
        return self.pilot_rounds.page({}, call)
