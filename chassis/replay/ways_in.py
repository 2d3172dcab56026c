"""Ways in to replays, for ops: begin one, and see how far it is and what came of it."""

from chassis.errors import Forbidden, Invalid, Refused
from chassis.http.call import Call
from chassis.http.ways_in import get, post
from chassis.replay.reach import Find, Histories
from chassis.replay.replays import Replay, Replays, StartReplay
from chassis.replay.shadow import kinds_in
from chassis.replay.starting import starts_of
from chassis.replay.watching import Watch
from chassis.store.rebuilding import COMPARED
from chassis.stored import Stored


class ReplayWays:
    """History heard again, in every service."""

    replays = Stored(Replays)
    histories: Find | Histories = Histories()
    replaying = Watch()

    @post("/v1/replays", body=StartReplay, view=Replay, roles=("ops",))
    def start_replay(self, call: Call) -> Replay:
        """Ops let the service hear its past again: what it missed, or all of it in a shadow."""
        _check_reach(call)
        asked: StartReplay = call.body
        if asked.to_shadow and not kinds_in(type(self), *COMPARED):
            raise Invalid(
                "nothing-to-rebuild",
                "nothing this service keeps follows from events alone: leave out the shadow",
                "本服务没有可仅由事件重建的内容：请不要使用影子库",
                field="to_shadow",
            )
        running = self.replays.running()
        if running:
            raise Refused(
                "replay-running",
                f"replay {running[0].id} is still running: wait for it",
                f"重放 {running[0].id} 仍在进行：请等待",
            )
        replay = self._made(asked, call)
        self.replays.save(replay)
        return replay

    def _made(self, asked: StartReplay, call: Call) -> Replay:
        histories = self.histories()
        starts = starts_of(asked.start, histories)
        ends = {name: histories[name].newest() for name in starts}
        total = sum(ends.values()) - sum(starts.values())
        return Replay(
            id=call.new_id(),
            start=asked.start,
            to_shadow=asked.to_shadow,
            rows=asked.rows,
            starts=starts,
            ends=ends,
            asked_by=call.principal.sub,
            asked_at=call.now,
            total=total,
        )

    @get("/v1/replays/{replay_id}", view=Replay, roles=("ops",))
    def show_replay(self, call: Call, replay_id: str) -> Replay:
        """Ops see how far a replay is, and what came of it."""
        _check_reach(call)
        return self.replays.read(replay_id)


def _check_reach(call: Call) -> None:
    """Refuse those who answer for some places only: a replay goes through those of all."""
    if not call.principal.covers_all_places:
        raise Forbidden(
            "outside-your-divisions",
            "a replay is for those who answer for a whole district",
            "重放须由负责整个区的人员操作",
        )
