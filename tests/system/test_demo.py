"""`make demo` in small: every figure is met, and a second time changes nothing."""

import contextlib
import json
import os
import random
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.local.keys import ensure_keys
from deploy.local.ports import LOOPBACK
from deploy.local.stack import Stack, found
from deploy.local.up import bring_up

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PORTS = ("BROKER_PORT", "DATABASE_PORT", "GATEWAY_PORT")
SERVICES = ("PARTICIPATION", "EXPRESSION", "COLLABORATION", "GUIDANCE")
RESIDENTS, PATIENCE = 150, 900
DATA = os.environ.get("GONGZHI_DATA", "")
UBER = {
    "people who voted": 1921,
    "statements": 197,
    "votes": 49_997,
    "statements with the totals of the export": 197,
    "cells that differ in who stands where": 0,
}

COMMUNITIES = {
    "pilots with all eight kinds of spaces": 30,
    "towns with mutual aid of all kinds": 3,
    "towns whose captains see affairs through": 2,
    "Dabu: found weak in 2018": 1,
    "its helpers: volunteers, social workers": 2,
    "surveys of its problems in 2018": 1,
    "problems deliberated on and closed": 2,
    "recovered since": 1,
}


def port_apart():
    """Give a port below those that connections take for themselves: seven are wanted at once."""
    while True:
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind((LOOPBACK, random.randrange(20_000, 32_000)))
            return probe.getsockname()[1]


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """A whole stack of its own: the demo counts everything there is."""
    directory = tmp_path_factory.mktemp("demo")
    names = [*PORTS, *(f"PORT_{service}" for service in SERVICES)]
    environ = {f"GONGZHI_{name}": str(port_apart()) for name in names}
    stack = Stack(directory, {"GONGZHI_SERVERS": "processes", **environ})
    ensure_keys(directory / "keys")
    try:
        bring_up(stack)
        stack.write_description()
        yield directory
    finally:
        for server in found(directory):
            server.stop()


def demo(run, *options):
    command = [sys.executable, "-m", "deploy.local.demo", "--run", run, "--residents", RESIDENTS]
    ended = subprocess.run(
        [*map(str, command), *map(str, options)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'client'}"},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return json.loads((run / "demo.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def first(run):
    return demo(run)


def test_every_figure_is_met(first):
    assert [figure for figure in first["figures"] if not figure["met"]] == []
    assert {figure["told_by"] for figure in first["figures"]} == {
        "the source",
        "what follows from it",
    }


def test_the_pilot_communities_are_told_of_as_the_source_tells(first):
    told = {figure["name"].partition(" / ")[0]: figure["found"] for figure in first["figures"]}

    assert {name: told[name] for name in COMMUNITIES} == COMMUNITIES


def test_the_four_systems_acted_on_one_another(first):
    events = first["systems"]["events"]

    assert events["guidance.step_suggested"] > 0
    assert events["collaboration.invitation_accepted"] > 0
    assert events["participation.resident_stepped_up"] > 0
    assert events["expression.topic_reopened"] == 1
    assert events["expression.mediation_answered"] == 1
    assert events["expression.dispute_settled"] == 1
    assert all(first["systems"]["rungs"][rung] for rung in ("service", "public_affairs"))


def test_a_second_time_changes_nothing(run, first):
    second = demo(run)

    assert second["figures"] == first["figures"]
    assert second["systems"] == first["systems"]


def replay(run, *options):
    gateway = json.loads((run / "stack.json").read_text(encoding="utf-8"))["gateway"]
    command = [sys.executable, "-c", "from gongzhi.cli import main; main()", "replay", *options]
    command += ["--service", "guidance", "--gateway", gateway, "--key", run / "keys" / "issuer.jwk"]
    environ = {**os.environ, "PYTHONPATH": str(ROOT / "client"), "LANG": "C.UTF-8"}
    return subprocess.run(
        command, env=environ, capture_output=True, text=True, timeout=PATIENCE, check=False
    )


def test_the_totals_of_guidance_are_found_again_by_command(run, first):
    ended = replay(run, "--from", "0", "--to-shadow")

    assert (ended.returncode, ended.stdout[:18]) == (0, "shadow equals live"), ended


def test_a_replay_from_nowhere_ends_with_2_and_one_sentence(run, first):
    ended = replay(run, "--from", "participation:999999999", "--to-shadow")

    assert ended.returncode == 2
    assert ended.stderr.startswith("participation has announced ")
    assert len(ended.stderr.splitlines()) == 1


def test_a_real_deliberation_is_counted_as_its_export_counts_it(run, first):
    if not DATA:
        assert not os.environ.get("CI"), "GONGZHI_DATA must name the folder with real data"
        pytest.skip("GONGZHI_DATA names no folder with real data")

    told = demo(run, "--data", DATA)

    found_there = {figure["name"]: figure["found"] for figure in told["figures"]}
    assert {name: found_there[name] for name in UBER} == UBER
