"""The parts of the flow's measurement that decide what is lost, doubled, drawn and written down."""

import asyncio
import json

import pytest

from benchmarks import report
from benchmarks.flow import asked
from benchmarks.flow.actions import APART, community, draw
from benchmarks.flow.driver import Driver, Order
from benchmarks.flow.effects import EFFECTS, affected, compare
from benchmarks.flow.faults import Journal, schedule
from benchmarks.report import Row

CREDITS = next(effect for effect in EFFECTS if effect.collection == "credits")
FEEDBACK = next(effect for effect in EFFECTS if effect.field == "feedback")
STANDINGS = next(effect for effect in EFFECTS if effect.collection == "standings")


class Rows:
    """A collection of a few documents."""

    def __init__(self, *rows):
        self.rows = rows

    def find(self, *_):
        return iter(self.rows)


def test_what_is_missing_is_lost_and_what_is_there_twice_is_doubled():
    actions = draw(3, APART)
    right, twice, _gone = (action.team_id for action in actions)
    database = {"credits": Rows({"_id": right, "affairs": 1}, {"_id": twice, "affairs": 2})}

    count = compare(database, CREDITS, actions)

    assert affected(count, actions, by="lost") == {actions[2].affair_id}
    assert affected(count, actions, by="doubled") == {actions[1].affair_id}


def test_an_effect_nobody_asked_for_is_doubled_too():
    stranger = {"credits": Rows({"_id": "team-x", "affairs": 1})}

    assert compare(stranger, CREDITS, []).doubled == {"team-x"}


def test_lists_count_by_their_length_and_inner_fields_by_their_path():
    [action] = draw(1)
    topics = {"topics": Rows({"_id": action.topic_id, "feedback": [{}, {}]})}
    standings = {"standings": Rows({"_id": action.resident_id, "counts": {"affairs": 1}})}

    assert compare(topics, FEEDBACK, [action]).doubled == {action.topic_id}
    assert compare(standings, STANDINGS, [action]).lost == frozenset()


def test_the_same_seed_draws_the_same_actions_and_faults():
    assert draw(50, seed=7) == draw(50, seed=7) != draw(50, seed=8)
    assert schedule(7, broker=True) == schedule(7, broker=True) != schedule(8, broker=True)


def test_later_actions_are_other_ones():
    first, second = draw(20), draw(20, first=20)

    assert not {one.affair_id for one in first} & {one.affair_id for one in second}


def test_actions_apart_share_nothing():
    actions = draw(900, APART)

    for name in ("resident_id", "team_id", "division"):
        assert len({getattr(action, name) for action in actions}) == 900


def test_there_are_only_so_many_communities():
    with pytest.raises(ValueError, match="more than there are codes for"):
        community(7 * 999)


def test_every_service_is_killed_twice_and_restarted_once():
    faults = schedule(1, broker=False)

    for name in ("participation", "expression", "collaboration", "guidance"):
        assert sorted(how for how, who in faults if who == name) == ["kill", "kill", "restart"]
    assert len(faults) == 12


def test_a_journal_whose_last_line_is_torn_is_read_up_to_it(tmp_path):
    path = tmp_path / "journal"
    notes = [{"key": "a", "said": "intent", "at": 1}, {"key": "a", "said": "201", "at": 2}]
    path.write_text("\n".join(json.dumps(note) for note in notes) + '\n{"key": "b", "sa')

    assert Journal(path).outcomes() == {"a": "201"}
    assert Journal(path).answered() == 1


def answering(*statuses):
    """Serve one status after the other, and keep the keys that were asked under."""
    left, keys = list(statuses), []

    async def serve(reader, writer):
        while head := await reader.readuntil(b"\r\n\r\n"):
            lines = dict(line.split(": ", 1) for line in head.decode().split("\r\n")[1:-2])
            await reader.readexactly(int(lines["Content-Length"]))
            keys.append(lines["Idempotency-Key"])
            writer.write(f"HTTP/1.1 {left.pop(0)} X\r\nContent-Length: 2\r\n\r\n{{}}".encode())

    return serve, keys


async def driven(serve, journal):
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    order = Order(port, "/", [("k1", "{}")], connections=1, journal=str(journal))
    return await Driver(order).run()


def test_what_is_unknown_is_posted_again_under_its_key(tmp_path):
    serve, keys = answering(503, 500, 201)

    said = asyncio.run(driven(serve, tmp_path / "journal"))

    assert said["outcomes"] == {"201": 1}
    assert said["repeated"] == 2
    assert keys == ["k1"] * 3
    assert Journal(tmp_path / "journal").outcomes() == {"k1": "201"}


def test_a_refusal_is_definite(tmp_path):
    serve, keys = answering(409)

    said = asyncio.run(driven(serve, tmp_path / "journal"))

    assert said["outcomes"] == {"409": 1}
    assert keys == ["k1"]


ABOUT = {"broker": "b", "database": "d", "cores": 2}


def a_row(name):
    return Row(name, 2.0, 1.0, "x", 2.0, 1, met=True)


def test_a_part_of_the_report_leaves_the_others_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(report, "PATH", tmp_path / "report.json")
    report.written([a_row("drain of 1: x")], ABOUT, [])
    report.written([a_row("flow: old")], ABOUT, ["once"], part="flow")
    report.written([a_row("flow: new")], ABOUT, [], part="flow")
    report.written([a_row("drain of 2: x")], ABOUT, ["twice"])

    told = json.loads((tmp_path / "report.json").read_text())

    assert [row["name"] for row in told["rows"]] == ["drain of 2: x", "flow: new"]
    assert (told["wrong"], told["flow"]["wrong"]) == (["twice"], [])


@pytest.mark.parametrize("value", ["many", "0", "-3", ""])
def test_a_size_that_is_no_number_ends_the_run_before_it_begins(monkeypatch, capsys, value):
    monkeypatch.setenv("BENCH_FAULT_ACTIONS", value)

    with pytest.raises(SystemExit) as ended:
        asked.sizes()

    assert ended.value.code == 2
    assert "BENCH_FAULT_ACTIONS" in capsys.readouterr().err


@pytest.mark.parametrize("value", ["many", "999"])
def test_a_pile_of_no_size_is_refused(monkeypatch, capsys, value):
    monkeypatch.setattr("sys.argv", ["flat", value])

    with pytest.raises(SystemExit) as ended:
        asked.pile()

    assert ended.value.code == 2
    assert "1,000" in capsys.readouterr().err
