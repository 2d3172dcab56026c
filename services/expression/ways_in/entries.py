"""Entries on behalf: the resident's own list, their answer to each, and the path a voice took."""

from typing import Any

from chassis.errors import Forbidden
from chassis.http.call import Call
from chassis.service import get, post, subscribe

from .. import inbound, views_entries
from ..domain.entries import Entry, confirm, correct, hand_on, withdraw
from ..domain.entries_bodies import Body, latest, take_on
from ..domain.entries_disowned import (
    carries,
    correct_statement,
    correct_topic,
    disown,
    withdraw_statement,
)
from ..domain.entries_kinds import Hand, What
from ..domain.moves import Act
from ..domain.topics import Actor, Topic
from ..domain.votes import TIMES
from ..schemas.entries import AnswerEntry, CorrectEntry, EntryView, HandOn
from .entering import EnteringWays
from .kept import SPEAKERS, STAFF
from .likeness import LikenessWays

CAPTAIN = "captain"
MOST_MERGERS = 20


class EntryWays(LikenessWays, EnteringWays):
    """How a resident sees and puts right what was entered for them."""

    @get(
        "/v1/residents/{resident_id}/entries",
        view=EntryView,
        paged=True,
        roles=("resident", "captain", *STAFF),
    )
    def list_entries(self, call: Call, resident_id: str) -> dict[str, Any]:
        """A resident sees what was entered on their behalf; staff see it within their places."""
        _require_own_or_staff(call, resident_id)
        page = self.entries.page({"resident_id": resident_id}, call)
        return {**page, "items": [views_entries.whole(one) for one in page["items"]]}

    @get("/v1/entries/{entry_id}", view=EntryView, roles=("resident", "captain", *STAFF))
    def show_entry(self, call: Call, entry_id: str) -> EntryView:
        """A resident sees one entry with its path and corrections; so do staff of the place."""
        entry = self.entries.read(entry_id)
        _require_own_or_staff(call, entry.resident_id)
        return views_entries.whole(entry)

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
        return views_entries.whole(confirmed)

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
        act = Act("corrected", Actor(entry.resident_id), call.now, body.reason)
        self._correct(entry, act, body)
        self.entries.save(corrected, announced)
        return views_entries.whole(corrected)

    def _correct(self, entry: Entry, act: Act, body: CorrectEntry) -> None:
        if entry.what is What.TOPIC:
            topic = correct_topic(self._topic(entry.id), act, title=body.title, note=body.text)
            self.topics.save(topic)
            self.note_topic(topic)
            return
        said = self.statements.find(entry.id)
        if said is None:
            return
        totals = self.statement_totals.get(entry.id)
        voted = any(totals.get(name, 0) for name in TIMES.values())
        corrected = correct_statement(said, act, text=body.text, voted=voted)
        self.statements.save(corrected)
        self.note_statement(corrected)

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
        return views_entries.whole(withdrawn)

    def _withdraw(self, entry: Entry, act: Act) -> None:
        if entry.what is What.TOPIC:
            for topic in self._carrying(entry):
                self.topics.save(disown(topic, entry, act))
            return
        said = self.statements.find(entry.id)
        if said is not None:
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
        return views_entries.whole(handed)

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


def _require_own_or_staff(call: Call, resident_id: str) -> None:
    """Refuse whoever is neither the resident nor staff; a captain sees their own alone."""
    caller = call.principal
    staff = caller.divisions and set(STAFF) & caller.roles
    if caller.sub != resident_id and not staff:
        raise Forbidden("not-yourself", "you can only speak for yourself", "您只能代表自己操作")
