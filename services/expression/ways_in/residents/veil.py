"""Who spoke is hidden from who answers for the place; whoever looks behind it leaves a line."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

from chassis.errors import Invalid, Refused
from chassis.http.call import Call
from chassis.sealing import SealBroken
from chassis.service import every, get, post

from ...domain.residents.veil import (
    PERHAPS,
    SPEAKER,
    SPEAKERS,
    Look,
    is_resident,
    people_in,
    topic_named,
    veiled,
)
from ...domain.topics.statements import Statement, belonging
from ...domain.topics.topic import Topic
from ...schemas.topics import TopicLine
from ...schemas.veil import LookBehind, LookView, Revealed
from ...schemas.votes import MatrixRow, StatementView
from ..kept import Kept

HIDES = (Topic, TopicLine, Statement, StatementView, MatrixRow)
# systems hear the events, which name residents by opaque ids; people who answer for a place do not
SYSTEMS = frozenset({"integrator", "ops"})
PURPOSE, KEY = "speakers", "after"
AT_ONCE = 100
LOOKS_KEPT = timedelta(days=1_096)  # PIPL Art. 56: three years at least


class VeilWays(Kept):
    """How residents can speak without fear of those they speak to."""

    def seen_by(self, call: Call, answer: Any) -> Any:
        """Hide from everybody but systems who spoke, unless it is they themselves."""
        if call.principal.roles & SYSTEMS:
            return answer
        if isinstance(answer, dict) and "items" in answer:
            items = [self.seen_by(call, _as_line(one)) for one in answer["items"]]
            return {**answer, "items": items}
        if isinstance(answer, HIDES) or (isinstance(answer, dict) and "moves" in answer):
            return self._veiled_for(call, answer)
        return answer

    def _veiled_for(self, call: Call, answer: Any) -> Any:
        caller = call.principal.sub
        if getattr(answer, "entered_by", None) == caller:
            return answer
        hidden = {one for one in people_in(answer, SPEAKERS) if is_resident(one)}
        doubtful = {one for one in people_in(answer, PERHAPS) if is_resident(one)} - hidden
        hidden |= self.residents.find_all(doubtful).keys()
        topic_id = str(topic_named(answer) or getattr(answer, "id", ""))
        return veiled(answer, partial(self._name_of, topic_id, hidden - {caller}))

    def _name_of(self, topic_id: str, hidden: Iterable[str], who: str) -> str:
        if who not in hidden:
            return who
        return SPEAKER + self.sealing.mark(f"{topic_id}:{who}", purpose=PURPOSE)

    def hidden_in_cursor(self, call: Call, key: list[str] | None) -> list[str] | None:
        """Seal the key of the last ballot shown: it names its voter."""
        if key is None or call.principal.roles & SYSTEMS or not is_resident(_voter_of(key[0])):
            return key
        return [".".join(self.sealing.seal({KEY: key[0]}, about=PURPOSE))]

    def told_by_cursor(self, call: Call) -> Call:
        """Open a cursor that was sealed, so that the list goes on after it."""
        after = call.page.after
        sealed, _, wrapped = str(after[0]).partition(".") if after else ("", "", "")
        if not wrapped or call.principal.roles & SYSTEMS:
            return call
        try:
            opened = self.sealing.unseal(sealed, wrapped, about=PURPOSE)
        except SealBroken as broken:
            raise Invalid(
                "cursor-unknown", "no page gave this cursor", "游标无效", field="cursor"
            ) from broken
        return replace(call, page=replace(call.page, after=(opened[KEY],)))

    @post(
        "/v1/topics/{topic_id}/speakers",
        body=LookBehind,
        view=Revealed,
        roles=("official",),
    )
    def look_behind(self, call: Call, topic_id: str) -> Revealed:
        """An official learns who raised a topic or made a statement; the look is logged."""
        topic = self.topics.get(topic_id)
        who = self._speaker_of(topic, call.body.statement_id)
        look = Look(
            id=call.new_id(),
            resident_id=who,
            division=topic.division,
            topic_id=topic.id,
            statement_id=call.body.statement_id,
            looked_by=call.principal.sub,
            reason=call.body.reason,
            at=call.now,
        )
        self.speaker_looks.add(look)
        return Revealed(look.id, who)

    def _speaker_of(self, topic: Topic, statement_id: str | None) -> str:
        who = topic.raised_by
        if statement_id is not None:
            who = belonging(self.statements.find(statement_id), statement_id, topic).made_by
        if not is_resident(who):
            raise Refused("nobody-behind", "this leads to no resident", "无法追溯到居民")
        return who

    @get("/v1/speakers/looks", view=LookView, paged=True, roles=("resident", "official"))
    def list_speaker_looks(self, call: Call) -> dict[str, Any]:
        """A resident sees who looked behind their name, and officials all looks of their places."""
        own: Mapping[str, Any] = {"resident_id": call.principal.sub}
        return self.speaker_looks.page({} if call.principal.divisions else dict(own), call)

    @every(seconds=60)
    def let_go_of_old_speaker_looks(self) -> None:
        """Who looked behind whose name is kept for three years, and then let go."""
        for look in self.speaker_looks.before(self.work.now - LOOKS_KEPT, limit=AT_ONCE):
            self.speaker_looks.remove(look.id)

    def forget_in_looks(self, who: str, pseudonym: str) -> dict[str, int]:
        """Keep that somebody looked, and no longer at whom."""
        looks = self.speaker_looks.where({"resident_id": who}, limit=AT_ONCE)
        for look in looks:
            self.speaker_looks.save(replace(look, resident_id=pseudonym))
        return {"looks": len(looks)}


def _voter_of(ballot: str) -> str:
    return ballot.partition(":")[2]


def _as_line(one: Any) -> Any:
    """Leave out of a topic in a list what no line shows: there may be thousands of voices."""
    return replace(one, voices=(), monitors=(), history=()) if isinstance(one, Topic) else one
