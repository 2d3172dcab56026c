"""The invariants I1 to I7, each held against what is seen; I8 and I9 have nothing to check yet."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .history import History, whole
from .scoring import FACTS, HEARS, Action, counters_of, rows_of
from .sight import Logged, Seen

LOST, DUPLICATED, UNEXPECTED, DIFFERS = "lost", "duplicated", "unexpected", "differs"
NOTHING_YET = {
    "I8": "there is no audit chain yet: nothing to verify",
    "I9": "there are no webhooks yet: what a bound queue was sent is checked in their place (I4)",
}
Expected = list[tuple[Action, Logged]]


@dataclass(frozen=True)
class Violation:
    """One thing that is not as it must be."""

    invariant: str
    kind: str
    what: str


def violations(history: History, seen: Seen) -> Iterator[Violation]:
    """Find all that is not as it must be."""
    expected, wrong = _matched(history, seen)
    yield from wrong
    yield from _check_ledger(expected, seen)
    yield from _check_totals(expected, seen)
    yield from _check_counters(history, seen)
    yield from _check_origin(seen)
    yield from _check_sent(history, seen)
    yield from _check_feed(seen)
    yield from _check_waiting(seen)
    for service in seen.services:
        yield from _check_inbox(service, seen)
        yield from _check_dead(service, history, seen)
    yield from _check_looks(history)
    yield from _check_suggestions(seen)


def _matched(history: History, seen: Seen) -> tuple[Expected, list[Violation]]:
    """I1, I3: every acknowledged action is one event in the log; every such event was intended."""
    found, matched, wrong = _by_name(seen), [], []
    for action in history.actions.values():
        wrong += _check_answers(action)
        for name in [(action.act, identity) for identity in action.ids]:
            events = found.pop(name, [])
            matched += [(action, event) for event in events[:1]]
            if not events:
                wrong.append(Violation("I1", LOST, f"{name} was acknowledged and is not there"))
            elif len(events) > 1:
                what = f"{name} was announced {len(events)} times"
                wrong.append(Violation("I1", DUPLICATED, what))
    wrong += [Violation("I3", UNEXPECTED, f"{name} was intended by nobody") for name in found]
    return matched, wrong


def _check_answers(action: Action) -> Iterator[Violation]:
    if len(action.ids) > 1:
        yield Violation("I1", DUPLICATED, f"{action.key} was answered as {action.ids}")
    if not action.was("ok") and not action.was("rejected"):
        yield Violation("I1", DIFFERS, f"{action.key} has no definite answer")


def _by_name(seen: Seen) -> dict[tuple[str, str], list[Logged]]:
    acts = {FACTS[act][:2]: (act, FACTS[act][2]) for act in FACTS}
    found: dict[tuple[str, str], list[Logged]] = {}
    for event in seen.log:
        act, column = acts.get((event.service, event.fact), ("", None))
        if act:
            content = event.content
            joined = f"{content.get('organization_id')}:{content.get('resident_id')}"
            found.setdefault((act, content[column] if column else joined), []).append(event)
    return found


def _check_ledger(expected: Expected, seen: Seen) -> Iterator[Violation]:
    """I1, I3: each effect stands in the ledger once, and nothing else does."""
    if "guidance" not in seen.services:
        return
    due = Counter(
        (event.id, subject, rule, points)
        for action, event in expected
        for subject, rule, points, _ in rows_of(action)
    )
    there = Counter(
        (row["event_id"], row["subject"], row["rule"], row["points"]) for row in seen.ledger
    )
    for row, number in due.items():
        if there[row] < number:
            yield Violation("I1", LOST, f"the ledger lacks {row}")
        elif there[row] > number:
            yield Violation("I1", DUPLICATED, f"the ledger has {row} {there[row]} times")
    for row in there.keys() - due.keys():
        yield Violation("I3", UNEXPECTED, f"the ledger has {row}")


def _check_totals(expected: Expected, seen: Seen) -> Iterator[Violation]:
    """I2: the total of each subject is the sum of its rows, and the fold of the journal."""
    if "guidance" not in seen.services:
        return
    yield from _differences("the sum of the ledger", _sums(seen.ledger), seen.totals)
    folded: list[dict[str, Any]] = [
        {"subject": subject, "points": points, "actions": actions}
        for action, _ in expected
        for subject, _, points, actions in rows_of(action)
    ]
    yield from _differences("the fold of the journal", _sums(folded), seen.totals)


def _check_counters(history: History, seen: Seen) -> Iterator[Violation]:
    """I2: what every system counted is the fold of the journal."""
    due: Counter[tuple[str, str, str, str]] = Counter()
    for action in history.actions.values():
        if action.was("ok"):
            due.update(counters_of(action))
    for name, number in due.items():
        there = seen.counters.get(name, 0)
        if name[0] in seen.services and there != number:
            kind = LOST if there < number else DUPLICATED
            yield Violation("I2", kind, f"{'/'.join(name)} is {there}, {number} are due")


def _sums(ledger: list[dict[str, Any]]) -> dict[str, tuple[int, int]]:
    sums: dict[str, tuple[int, int]] = {}
    for row in ledger:
        points, actions = sums.get(row["subject"], (0, 0))
        sums[row["subject"]] = (points + row["points"], actions + row["actions"])
    return sums


def _differences(
    what: str, due: dict[str, tuple[int, int]], there: dict[str, tuple[int, int]]
) -> Iterator[Violation]:
    for subject in due.keys() | there.keys():
        wanted, found = due.get(subject, (0, 0)), there.get(subject, (0, 0))
        if wanted != found:
            kind = LOST if found < wanted else DUPLICATED
            yield Violation("I2", kind, f"the total of {subject} is {found}, {what} {wanted}")


def _check_origin(seen: Seen) -> Iterator[Violation]:
    """I4: every row of the ledger is of an event that its producer committed."""
    log = {event.id for event in seen.log}
    for row in seen.ledger:
        if row["event_id"] not in log:
            yield Violation("I4", UNEXPECTED, f"a row of the ledger is of no event: {row['_id']}")


def _check_sent(history: History, seen: Seen) -> Iterator[Violation]:
    """I4: what a bound queue was sent is what the log says, byte for byte, and all of it."""
    if not history.published:
        return
    log = {event.id: event for event in seen.log}
    for identity, digests in history.published.items():
        if identity not in log:
            yield Violation("I4", UNEXPECTED, f"event {identity} was sent and never committed")
        elif digests != {log[identity].sha256}:
            yield Violation("I4", DIFFERS, f"event {identity} was sent with other bytes")
    for identity in log.keys() - history.published.keys():
        yield Violation("I4", LOST, f"event {identity} was never sent ({log[identity].fact})")


def _check_feed(seen: Seen) -> Iterator[Violation]:
    """I5: positions of every log run on without gap or overlap, and no event stands there twice.

    The order in which others handle events is not promised, so there is nothing to hold it to.
    """
    for identity, times in Counter(event.id for event in seen.log).items():
        if times > 1:
            yield Violation("I5", DUPLICATED, f"event {identity} stands in the log {times} times")
    for service, pages in seen.pages.items():
        due = 0
        for _, position, end, events in (page for page in pages if page[0] == "published"):
            if (position, end) != (due, due + events):
                yield Violation("I5", DIFFERS, f"{service}: a page {position} to {end} at {due}")
            due = end or due


def _check_waiting(seen: Seen) -> Iterator[Violation]:
    """I6: no event waits to be published, and no message waits to be handled."""
    for service, pages in seen.pages.items():
        pending = sum(events for state, _, _, events in pages if state == "pending")
        if pending:
            yield Violation("I6", LOST, f"{pending} events of {service} were not published")
    for queue, number in seen.waiting.items():
        if number:
            yield Violation("I6", LOST, f"{number} messages wait in {queue}")


def _check_looks(history: History) -> Iterator[Violation]:
    """I6: after a clean stop nothing is delivered a second time."""
    for look in history.looked:
        if look["count"]:
            yield Violation("I6", DUPLICATED, f"{look['service']}: {look['count']} {look['what']}")


def _check_inbox(service: str, seen: Seen) -> Iterator[Violation]:
    due = {event.id for event in seen.log if event.fact in HEARS.get(service, ())}
    there = seen.inbox[service]
    if due - there:
        yield Violation("I6", LOST, f"{service} did not handle {len(due - there)} events it hears")
    if there - due:
        yield Violation("I6", UNEXPECTED, f"{service} handled {len(there - due)} events of no log")


def letters_on_their_way(service: str, history: History, seen: Seen) -> set[str]:
    """Give the fingerprints of injected poison that is no dead letter yet, or never will be."""
    there = whole(history, seen.dead.get(service, Counter()))
    return history.poison.get(service, Counter()).keys() - there.keys()


def _check_dead(service: str, history: History, seen: Seen) -> Iterator[Violation]:
    due = history.poison.get(service, Counter())
    there = whole(history, seen.dead.get(service, Counter()))
    for body in letters_on_their_way(service, history, seen):
        yield Violation("I6", LOST, f"poison {body[:12]} is no dead letter of {service}")
    for body in there.keys() - due.keys():
        yield Violation(
            "I6", UNEXPECTED, f"{service} has a dead letter nobody injected: {body[:12]}"
        )


def _check_suggestions(seen: Seen) -> Iterator[Violation]:
    """I7: nobody is offered the same thing twice; every suggestion was announced once."""
    offered = Counter(tuple(row[1:]) for row in seen.suggestions)
    for what, times in offered.items():
        if times > 1:
            yield Violation("I7", DUPLICATED, f"{what} was suggested {times} times")
    told = Counter(e.content["suggestion_id"] for e in seen.log if e.fact == "step_suggested")
    made = {row[0] for row in seen.suggestions}
    for identity in made ^ told.keys():
        yield Violation("I7", DIFFERS, f"suggestion {identity} is kept or announced, not both")
    for identity, times in told.items():
        if times > 1:
            yield Violation("I7", DUPLICATED, f"suggestion {identity} was announced {times} times")
