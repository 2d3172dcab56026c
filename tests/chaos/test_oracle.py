"""The oracle can say no: in hand-made histories it finds every loss, double and stranger."""

import ast
from collections import Counter
from pathlib import Path

import pytest

from chassis.contracts import contracts
from chassis.events import fact
from tests.chaos.checks import DIFFERS, DUPLICATED, LOST, UNEXPECTED
from tests.chaos.history import told_by
from tests.chaos.oracle import judge
from tests.chaos.scoring import FACTS, HEARS, counters_of, rows_of
from tests.chaos.sight import Logged, Seen, events_in

PLACE = "440605124004"
SERVICES = ("participation", "expression", "collaboration", "guidance")
ABOUT = {
    "resident": {},
    "visit": {"space": "s1", "host": "o1"},
    "hours": {"organization": "o1", "minutes": 60},
    "affair": {"team": "o1"},
    "member": {"organization": "o1"},
    "topic": {},
    "statement": {"topic": "t1"},
    "vote": {"topic": "t1", "statement": "st1", "column": "agrees"},
}


def lines():
    """Tell a history of one action of each kind, the second of them after an unknown outcome."""
    told = []
    for act, about in ABOUT.items():
        told.append({"kind": "intent", "key": act, "act": act, "who": "r1", "where": PLACE})
        told[-1]["about"] = about
        if act == "hours":
            told.append({"kind": "outcome", "key": act, "outcome": "unknown"})
        told.append({"kind": "outcome", "key": act, "outcome": "ok", "id": name(act)})
    told += [{"kind": "published", "event": f"e-{act}", "sha256": f"#{act}"} for act in ABOUT]
    told.append({"kind": "poison", "service": "guidance", "sha256": "poison", "what": "not JSON"})
    return told


def name(act):
    return "o1:r1" if act == "member" else f"id-{act}"


def logged(act):
    service, fact, column = FACTS[act]
    content = {"resident_id": "r1", "organization_id": "o1"}
    return Logged(
        service, f"e-{act}", fact, f"#{act}", content | ({column: name(act)} if column else {})
    )


def seen():
    """Show a system in which all of that went well."""
    it = Seen(SERVICES)
    actions = told_by(lines()).actions
    it.log = [logged(act) for act in ABOUT]
    for service in SERVICES:
        mine = sum(one.service == service for one in it.log)
        it.pages[service] = [("published", 0, mine, mine)] if mine else []
        it.inbox[service] = {one.id for one in it.log if one.fact in HEARS[service]}
        it.dead[service] = Counter()
    it.dead["guidance"] = Counter({"poison": 1})
    counters = Counter()
    for act, action in actions.items():
        counters.update(counters_of(action))
        for subject, rule, points, times in rows_of(action):
            row = {"_id": f"{rule}:{act}", "subject": subject, "rule": rule, "points": points}
            it.ledger.append(row | {"event_id": f"e-{act}", "actions": times})
            before = it.totals.get(subject, (0, 0))
            it.totals[subject] = (before[0] + points, before[1] + times)
    it.counters = dict(counters)
    it.suggestions = [("sg1", "r1", "activity", "a1")]
    announced = {"suggestion_id": "sg1", "resident_id": "r1"}
    it.log.append(Logged("guidance", "e-sg1", "step_suggested", "#sg1", announced))
    it.pages["guidance"] = [("published", 0, 1, 1)]
    for service in ("participation", "collaboration"):
        it.inbox[service].add("e-sg1")
    return it


def told():
    history = told_by(lines())
    history.published["e-sg1"] = {"#sg1"}
    return history


def test_what_went_well_passes_and_is_counted():
    verdict = judge(told(), seen())

    assert verdict.violations == []
    assert verdict.numbers["attempted"] == verdict.numbers["acknowledged"] == len(ABOUT)
    assert verdict.numbers["recovered"] == 1
    assert "I8: there is no audit chain yet" in str(verdict)


def drop(rows, place=0):
    rows.pop(place)


def again(rows, place=0):
    rows.append(rows[place])


def raised(numbers):
    key = next(iter(numbers))
    value = numbers[key]
    numbers[key] = (value[0] + 1, value[1]) if isinstance(value, tuple) else value + 1


def lowered(numbers):
    key = next(iter(numbers))
    value = numbers[key]
    numbers[key] = (value[0] - 1, value[1]) if isinstance(value, tuple) else value - 1


def stranger(it):
    it.ledger.append(it.ledger[0] | {"event_id": "e-nobody"})


WRONGS = {
    "an acknowledged action is gone": ("I1", LOST, lambda h, s: drop(s.log)),
    "an action was announced twice": (
        "I1",
        DUPLICATED,
        lambda h, s: s.log.append(logged("visit")),
    ),
    "one key got two ids": (
        "I1",
        DUPLICATED,
        lambda h, s: h.actions["visit"].outcomes.append(("ok", "another")),
    ),
    "an action has no definite answer": (
        "I1",
        DIFFERS,
        lambda h, s: h.actions["visit"].outcomes.clear(),
    ),
    "a row of the ledger is gone": ("I1", LOST, lambda h, s: drop(s.ledger)),
    "a row stands twice": ("I1", DUPLICATED, lambda h, s: again(s.ledger)),
    "a row of nobody's": ("I3", UNEXPECTED, lambda h, s: stranger(s)),
    "an event nobody intended": ("I3", UNEXPECTED, lambda h, s: h.actions.pop("vote")),
    "a total too high": ("I2", DUPLICATED, lambda h, s: raised(s.totals)),
    "a total too low": ("I2", LOST, lambda h, s: lowered(s.totals)),
    "a counter too high": ("I2", DUPLICATED, lambda h, s: raised(s.counters)),
    "a counter too low": ("I2", LOST, lambda h, s: lowered(s.counters)),
    "a row of an event never committed": ("I4", UNEXPECTED, lambda h, s: stranger(s)),
    "an event never sent": ("I4", LOST, lambda h, s: h.published.pop("e-visit")),
    "an event sent and never committed": (
        "I4",
        UNEXPECTED,
        lambda h, s: h.published.update({"e-ghost": {"#"}}),
    ),
    "an event sent with other bytes": (
        "I4",
        DIFFERS,
        lambda h, s: h.published["e-visit"].add("#other"),
    ),
    "a position passed over": (
        "I5",
        DIFFERS,
        lambda h, s: s.pages.update(expression=[("published", 1, 4, 3)]),
    ),
    "an event in the log twice": ("I5", DUPLICATED, lambda h, s: again(s.log)),
    "an event not published": (
        "I6",
        LOST,
        lambda h, s: s.pages.update(expression=[("pending", None, None, 3)]),
    ),
    "a message that waits": ("I6", LOST, lambda h, s: s.waiting.update(queue=1)),
    "an event not handled": ("I6", LOST, lambda h, s: s.inbox["guidance"].discard("e-visit")),
    "an event of no log handled": ("I6", UNEXPECTED, lambda h, s: s.inbox["guidance"].add("x")),
    "a dead letter gone": ("I6", LOST, lambda h, s: s.dead["guidance"].clear()),
    "a dead letter of nobody's": (
        "I6",
        UNEXPECTED,
        lambda h, s: s.dead["expression"].update(["x"]),
    ),
    "delivered again after a clean stop": (
        "I6",
        DUPLICATED,
        lambda h, s: h.looked.append({"service": "guidance", "what": "again", "count": 2}),
    ),
    "the same thing suggested twice": (
        "I7",
        DUPLICATED,
        lambda h, s: s.suggestions.append(("sg2", "r1", "activity", "a1")),
    ),
    "a suggestion kept and not announced": (
        "I7",
        DIFFERS,
        lambda h, s: s.suggestions.append(("sg3", "r1", "activity", "a3")),
    ),
    "a suggestion announced twice": ("I7", DUPLICATED, lambda h, s: again(s.log, -1)),
}


@pytest.mark.parametrize(("invariant", "kind", "spoil"), WRONGS.values(), ids=WRONGS)
def test_what_is_wrong_is_found(invariant, kind, spoil):
    history, there = told(), seen()
    spoil(history, there)

    found = judge(history, there).violations

    assert (invariant, kind) in {(one.invariant, one.kind) for one in found}


def test_a_dead_letter_that_lies_there_twice_is_counted_apart():
    there = seen()
    there.dead["guidance"]["poison"] += 1

    verdict = judge(told(), there)

    assert (verdict.violations, verdict.extra_copies) == ([], 1)


def test_of_a_dead_letter_too_large_to_be_kept_the_beginning_is_enough():
    history, there = told(), seen()
    history.cut["beginning"] = "poison"
    there.dead["guidance"] = Counter({"beginning": 1})

    assert judge(history, there).violations == []


def test_an_inbox_of_rows_and_one_of_pages_say_the_same():
    rows = [{"_id": "event:a"}, {"_id": "event:b"}, {"_id": "request:me:POST /v1:k"}]
    pages = [{"_id": "p1", "ids": ["event:a", "event:b"]}, {"_id": "request:me:POST /v1:k"}]

    assert events_in(rows) == events_in(pages) == {"a", "b"}


def test_who_hears_what_is_what_the_services_say():
    heard = {one.service: {fact(reads) for reads in one.hears} for one in contracts()}

    assert {service: set(facts) for service, facts in HEARS.items()} == heard


@pytest.mark.parametrize("module", ["oracle", "checks", "history", "scoring", "sight", "journal"])
def test_the_oracle_imports_nothing_of_ours(module):
    tree = ast.parse((Path(__file__).parent / f"{module}.py").read_text(encoding="utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {
        alias.name.partition(".")[0]
        for node in imports
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    names |= {
        (node.module or "").partition(".")[0]
        for node in imports
        if isinstance(node, ast.ImportFrom) and not node.level
    }
    siblings = {
        name.name
        for node in imports
        if isinstance(node, ast.ImportFrom) and node.level and not node.module
        for name in node.names
    }

    assert not names & {"chassis", "services", "gongzhi", "deploy", "benchmarks", "tests"}
    assert siblings <= {"journal", "sight"}
