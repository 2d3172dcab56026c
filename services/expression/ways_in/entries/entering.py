"""What is entered on a resident's behalf is marked, checked, and forgotten with them."""

from dataclasses import replace

from chassis.http.call import Call
from chassis.service import Stored

from ...domain.entries.bodies import Claim, collected_by, require_own_building
from ...domain.entries.entry import Entry, enter, forget_in_entry
from ...domain.entries.kinds import Spoken, What
from ...domain.topics.statements import Statement
from ...domain.topics.topic import Actor, Topic
from ...schemas.entries import CollectedHow
from ...store import entries as store
from ..kept import Kept

AT_ONCE = 100


class EnteringWays(Kept):
    """How entries on behalf come to be, and no longer name who is forgotten."""

    entries = Stored(store.Entries)
    captains = Stored(store.Captains)
    bodies = Stored(store.Bodies)

    def speaker_for(self, call: Call, resident_id: str | None) -> Actor:
        """Tell for whom the caller speaks; a captain enters for their own buildings."""
        by = self.speaker(call, resident_id)
        if by.entered_by not in (None, by.id):
            captain = self.captains.find(by.entered_by or "")
            require_own_building(captain, call.principal.roles, self.residents.find(by.id))
        return by

    def enter_topic(self, call: Call, topic: Topic, by: Actor) -> None:
        """Mark a topic that was raised on a resident's behalf."""
        spoken = Spoken(topic.id, What.TOPIC, topic.id, topic.division, topic.note)
        self._enter(call, spoken, by)

    def enter_statement(self, call: Call, said: Statement, by: Actor) -> None:
        """Mark a statement that was made on a resident's behalf."""
        spoken = Spoken(said.id, What.STATEMENT, said.topic_id, said.division, said.text)
        self._enter(call, spoken, by)

    def _enter(self, call: Call, spoken: Spoken, by: Actor) -> None:
        if by.entered_by in (None, by.id):
            return
        claim = _claim(call.body.collected)
        known = self.bodies.find(claim.body_id) if claim and claim.body_id else None
        collected = collected_by(claim, call.principal.roles, known, spoken.division)
        rules = self.rules_at(spoken.division)
        until = rules.days_from(rules.on_behalf["answer_days"], call.now)
        self.entries.save(enter(spoken, collected, by=by, until=until, now=call.now))

    def forget_in_entries(self, who: str, pseudonym: str) -> dict[str, int]:
        """Cut some entries off from a resident, as whom they were entered for or who entered."""
        if self.captains.find(who) is not None:
            self.captains.remove(who)
        entries = self.entries.where({"named": who}, limit=AT_ONCE)
        for entry in entries:
            if entry.entered_by == who:
                self._forget_who_entered(entry, pseudonym)
            self.entries.save(forget_in_entry(entry, who, pseudonym))
        entered = self.answers.where({"entered_by": who}, limit=AT_ONCE)
        for answer in entered:
            self.answers.save(replace(answer, entered_by=pseudonym))
        return {"entries": len(entries), "answers_entered": len(entered)}

    def _forget_who_entered(self, entry: Entry, pseudonym: str) -> None:
        said = self.statements.find(entry.id)
        if said is not None:
            self.statements.save(replace(said, entered_by=pseudonym))
        topic = self.topics.find(entry.id)
        if topic is None:
            return
        history = tuple(
            replace(line, entered_by=pseudonym) if line.entered_by == entry.entered_by else line
            for line in topic.history
        )
        self.topics.save(replace(topic, entered_by=pseudonym, history=history))


def _claim(how: CollectedHow | None) -> Claim | None:
    return Claim(**vars(how)) if how else None
