"""The command line: what it prints, and how it ends when something is wrong."""

import json
import subprocess
import sys

import jwt
import pytest
from click.testing import CliRunner

from deploy.local.keys import ensure_keys
from gongzhi.cli import gongzhi
from gongzhi.errors import Unreadable

from .answering import Answering
from .exports import VOTES, an_export

NOBODY = "http://127.0.0.1:9"


@pytest.fixture
def key(tmp_path):
    ensure_keys(tmp_path / "keys")
    return tmp_path / "keys" / "issuer.jwk"


def run(*arguments):
    return CliRunner().invoke(gongzhi, [str(argument) for argument in arguments])


def in_a_shell(*arguments):
    code = "from gongzhi.cli import main; main()"
    command = [sys.executable, "-c", code, *map(str, arguments)]
    environment = {"PYTHONPATH": "client", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    return subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=30, env=environment
    )


def test_a_token_says_who_it_is_for(key):
    printed = run("token", "--role", "worker", "--sub", "w-1", "--division", "440605", "--key", key)

    claims = jwt.decode(printed.output.strip(), options={"verify_signature": False})

    assert (claims["sub"], claims["roles"], claims["divisions"]) == ("w-1", ["worker"], ["440605"])


def test_a_key_that_is_missing_is_said_so(tmp_path):
    printed = run("token", "--role", "ops", "--sub", "o", "--key", tmp_path / "none")

    assert printed.exit_code == 2
    assert "name the issuer's key with --key" in printed.output


def test_a_key_that_is_none_is_said_so(tmp_path):
    (tmp_path / "key").write_text("{}")

    printed = run("token", "--role", "ops", "--sub", "o", "--key", tmp_path / "key")

    assert (printed.exit_code, "holds no private key" in printed.output) == (2, True)


def test_every_setting_is_listed():
    listed = json.loads(run("config", "--json").output)

    assert {"AMQP_URI", "MONGO_URI"} <= {one["name"] for one in listed}
    assert all(one["name"] in run("config").output for one in listed)


def test_an_export_that_is_wrong_ends_with_2_and_one_sentence(tmp_path, key):
    folder = an_export(tmp_path, votes=VOTES.replace("3,-1", "3,5"))

    ended = in_a_shell("import", "polis", folder, "--key", key, "--gateway", NOBODY)

    assert ended.returncode == 2
    assert ended.stderr.strip() == f"{folder}/votes.csv, row 2: vote is 5, not one of 1, -1, 0"


def test_an_export_into_a_folder_that_holds_something_asks_for_nothing(tmp_path, key):
    ended = in_a_shell(
        "export", "polis", "t-1", an_export(tmp_path), "--key", key, "--gateway", NOBODY
    )

    assert (ended.returncode, "not empty" in ended.stderr) == (2, True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "cannot be read: No such file or directory"),
        ("{", "is not JSON"),
        ("{}", "holds no places"),
        ('[{"code": "440605"}]', "place 1: name is missing"),
        ("[7]", "place 1: not an object"),
    ],
)
def test_a_file_of_places_that_is_wrong_ends_with_2(tmp_path, key, text, said):
    file = tmp_path / "places.json"
    if text is not None:
        file.write_text(text)

    ended = in_a_shell("import", "divisions", file, "--key", key, "--gateway", NOBODY)

    assert (ended.returncode, said in ended.stderr) == (2, True)
    assert "Traceback" not in ended.stderr


def test_a_doctor_says_what_does_not_answer(tmp_path):
    stack = {"gateway": NOBODY, "services": {"guidance": NOBODY}}
    (tmp_path / "stack.json").write_text(json.dumps(stack))

    printed = run("doctor", "--run", tmp_path / "stack.json")

    assert printed.exit_code == 1
    assert printed.output.splitlines() == [
        f"guidance: nothing answers at {NOBODY} (ConnectError)",
        f"gateway: nothing answers at {NOBODY} (ConnectError)",
    ]


def at_a_gateway(monkeypatch, *answers):
    gateway = Answering(*answers)
    monkeypatch.setattr("gongzhi.commands.connection.Api", lambda *_a, **_k: gateway.api())
    monkeypatch.setattr("gongzhi.commands.replay.LOOK_SECONDS", 0)
    return gateway


def a_replay(state, *lines, differences=0):
    told = {"id": "p1", "state": state, "done": 10, "total": 10, "per_second": 5000}
    return 201, {**told, "lines": lines, "differences": differences}


def test_a_replay_shows_what_came_of_it(monkeypatch):
    verdict = "shadow equals live: 12 documents"
    gateway = at_a_gateway(monkeypatch, a_replay("running"), a_replay("done", verdict))

    printed = run("replay", "--service", "guidance", "--from", "0", "--to-shadow", "--token", "t")

    assert (printed.exit_code, printed.stdout) == (0, f"{verdict}\n")
    assert json.loads(gateway.asked[0].content) == {
        "start": "0",
        "to_shadow": True,
        "rows": False,
    }


@pytest.mark.parametrize(("state", "differences"), [("done", 1), ("failed", 0)])
def test_a_replay_that_finds_something_ends_with_1(monkeypatch, state, differences):
    at_a_gateway(monkeypatch, a_replay(state, "totals r1: differ", differences=differences))

    printed = run("replay", "--service", "guidance", "--from", "0", "--token", "t")

    assert (printed.exit_code, printed.stdout) == (1, "totals r1: differ\n")


@pytest.mark.parametrize(
    ("status", "answer", "said"),
    [
        (422, {"detail": "position 0 no longer exists"}, "position 0 no longer exists"),
        (404, {}, "there is no service guidance at this gateway"),
    ],
)
def test_a_replay_from_nowhere_is_said_so(monkeypatch, status, answer, said):
    at_a_gateway(monkeypatch, (status, answer))

    printed = run("replay", "--service", "guidance", "--from", "0", "--token", "t")

    assert isinstance(printed.exception, Unreadable)  # which ends the command line with status 2
    assert str(printed.exception) == said
