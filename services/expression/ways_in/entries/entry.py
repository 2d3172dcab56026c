"""Entries on behalf: the resident's own list, their answer to each, and the path a voice took."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from chassis.errors import Forbidden
from chassis.http.call import Call
from chassis.service import get, post, subscribe

from ... import inbound
from ...domain.entries.bodies import Body, latest, take_on
from ...domain.entries.disowned import carries, disown, withdraw_statement
from ...domain.entries.entry import Entry, confirm, correct, hand_on, withdraw
from ...domain.entries.kinds import Hand, What
from ...domain.topics.moves import Act
from ...domain.topics.topic import Actor, Topic
from ...domain.topics.votes import TIMES
from ...domain.topics.wordings import reword_statement, reword_topic
from ...schemas.entries import AnswerEntry, CorrectEntry, EntryView, HandOn
from ...views import entries as views_entries
from ..kept import SPEAKERS, STAFF
from ..prevention.likeness import LikenessWays
from .entering import EnteringWays

CAPTAIN = "captain"
MOST_MERGERS = 20


class EntryWays(LikenessWays, EnteringWays):
    """How a resident sees and puts right what was entered for them."""

    @get(
        "/v1/residents/{resident_id}/entries",
        view=EntryView,
        paged=True,
        roles=("resident", "captain"),
    )
    def list_entries(self, call: Call, resident_id: str) -> dict[str, Any]:
        """A resident sees what was entered on their behalf; nobody else is given such a list."""
        _require_own(call, resident_id)
        page = self.entries.page({"resident_id": resident_id}, call)
        shown = [views_entries.whole(one, resident_id) for one in page["items"]]
        return {**page, "items": shown}

    @get("/v1/entries/{entry_id}", view=EntryView, roles=("resident", "captain", *STAFF))
    def show_entry(self, call: Call, entry_id: str) -> EntryView:
        """A resident sees one entry, its path and corrections; staff see it without whose it is."""
        entry = self.entries.read(entry_id)
        if not set(STAFF) & call.principal.roles:
            _require_own(call, entry.resident_id)
        return views_entries.whole(entry, call.principal.sub)

    @post(
        "/v1/entries/{entry_id}/confirmation",
        body=AnswerEntry,
        view=EntryView,
        status=200,
        roles=("resident", "captain"),
    )
    def confirm_entry(self, call: Call, entry_id: str) -> EntryView:
        """A resident says that this is what they said."""
        entry = self.entries.get(entry_id)
        confirmed, announced = confirm(entry, by=call.principal.sub, now=call.now)
        if confirmed is not entry:
            self.entries.save(confirmed, announced)
        return views_entries.whole(confirmed, call.principal.sub)

    @post(
        "/v1/entries/{entry_id}/correction",
        body=CorrectEntry,
        view=EntryView,
        status=200,
        roles=("resident", "captain"),
    )
    def correct_entry(self, call: Call, entry_id: str) -> EntryView:
        """A resident puts right what was entered for them; what stood there is kept."""
        entry, body = self.entries.get(entry_id), call.body
        corrected, announced = correct(
            entry, body.text, by=call.principal.sub, reason=body.reason, now=call.now
        )
        self._correct(entry, body, call.now)
        self.entries.save(corrected, announced)
        return views_entries.whole(corrected, call.principal.sub)

    def _correct(self, entry: Entry, body: CorrectEntry, now: datetime) -> None:
        """Word anew what was entered: everyone can read how it stood before."""
        if entry.what is What.TOPIC:
            self._correct_topic(self._topic(entry.id), body, now)
            return
        said = self.statements.read(entry.id)
        act = Act("corrected", Actor(entry.resident_id), now, body.text)
        totals = self.statement_totals.get(said.id)
        worded, wordings, announced = reword_statement(
            said,
            self.wordings.find(said.id),
            act,
            topic=self._topic(said.topic_id),
            votes=sum(totals.get(name, 0) for name in TIMES.values()),
        )
        self.forget_sketch(worded)
        self.note_statement(worded)
        self.wordings.save(wordings)
        self.statements.save(replace(worded, corrected_at=now), announced)

    def _correct_topic(self, topic: Topic, body: CorrectEntry, now: datetime) -> None:
        act = Act("corrected", Actor(topic.raised_by), now, body.title or topic.title)
        known = self.wordings.find(topic.id)
        worded, wordings, announced = reword_topic(topic, known, act, note=body.text)
        self.forget_sketch(worded)
        self.note_topic(worded)
        self.wordings.save(wordings)
        self.topics.save(worded, announced)

    @post(
        "/v1/entries/{entry_id}/withdrawal",
        body=AnswerEntry,
        view=EntryView,
        status=200,
        roles=("resident", "captain"),
    )
    def withdraw_entry(self, call: Call, entry_id: str) -> EntryView:
        """A resident takes back what was entered in their name."""
        entry = self.entries.get(entry_id)
        withdrawn, announced = withdraw(entry, by=call.principal.sub, now=call.now)
        act = Act("voice withdrawn", Actor(entry.resident_id), call.now, call.body.reason)
        self._withdraw(entry, act)
        self.entries.save(withdrawn, announced)
        return views_entries.whole(withdrawn, call.principal.sub)

    def _withdraw(self, entry: Entry, act: Act) -> None:
        if entry.what is What.TOPIC:
            for topic in self._carrying(entry):
                self.topics.save(disown(topic, entry, act))
            return
        said = self.statements.read(entry.id)
        self.forget_sketch(said)
        self.statements.save(withdraw_statement(said, act))

    def _carrying(self, entry: Entry) -> list[Topic]:
        """Find the topic an entry raised, and those its voice went on into by merging."""
        found = [self._topic(entry.id)]
        while (into := found[-1].merged_into) and len(found) < MOST_MERGERS:
            found.append(self._topic(into))
        return [topic for topic in found if carries(topic, entry)]

    def _topic(self, topic_id: str) -> Topic:
        """Give a topic whatever its place: the resident whose voice it is may be of another."""
        return self.topics.read(topic_id)

    @post("/v1/entries/{entry_id}/path", body=HandOn, view=EntryView, roles=SPEAKERS[1:])
    def hand_entry_on(self, call: Call, entry_id: str) -> EntryView:
        """Whoever has a voice notes to whom it was handed on: captain, party group, community."""
        entry, body = self.entries.get(entry_id), call.body
        hand = Hand(body.body, body.body_id, call.now, call.principal.sub, body.note)
        handed = hand_on(entry, hand)
        self.entries.save(handed)
        return views_entries.whole(handed, call.principal.sub)

    @subscribe(inbound.MemberJoined, loads={"captains": "resident_id"})
    def on_member_joined(self, event: inbound.MemberJoined) -> None:
        """A captain took buildings on: they enter what residents there say."""
        gone = self.residents.find(event.resident_id)
        if event.role != CAPTAIN or not event.buildings or (gone and gone.erased):
            return
        known = self.captains.find(event.resident_id)
        captain = take_on(
            known, event.resident_id, division=event.division, buildings=event.buildings
        )
        if captain != known:
            self.captains.save(captain)

    @subscribe(inbound.OrganizationRegistered, loads={"bodies": "organization_id"})
    def on_organization_registered(self, event: inbound.OrganizationRegistered) -> None:
        """A body takes part: what it enters is known to be from it, and from where it serves."""
        told = Body(
            event.organization_id, event.division, event.kind, tuple(event.serves), event.meta.time
        )
        known = self.bodies.find(told.id)
        if latest(known, told) != known:
            self.bodies.save(told)


def _require_own(call: Call, resident_id: str) -> None:
    """Refuse whoever is not the resident: of a captain, too, only what was entered for them."""
    if call.principal.sub != resident_id:
        raise Forbidden("not-yourself", "you can only speak for yourself", "您只能代表自己操作")
