"""`gongzhi topology`: what it says, what it changes, and how it ends."""

import json
from functools import partial

import httpx
import pytest
from click.testing import CliRunner

from gongzhi.cli import gongzhi
from gongzhi.commands import topology as command
from gongzhi.errors import NotAllowed, Unanswered, Unreadable
from gongzhi.topology.declaring import declare, virtual_host
from gongzhi.topology.management import Management
from gongzhi.topology.plan import read_plan

PLAN = read_plan(None)
QUEUE = "gongzhi.guidance.events"
AMQP, MANAGEMENT = "amqp://127.0.0.1:9//", "http://admin:secret@broker:15672"


class Broker:
    """A management that tells what it is given, and keeps what it is told."""

    def __init__(self, *, without="", extra=()):
        self.there = {
            kind: [one for one in told if one.get("name") != without]
            for kind, told in PLAN.definitions.items()
        }
        self.there["bindings"] = [*self.there["bindings"], *extra]
        self.told = {}
        self.status = 200

    def __call__(self, request):
        assert request.headers["Authorization"].startswith("Basic ")
        kind, virtual = request.url.raw_path.decode().partition("?")[0].split("/")[2:4]
        if request.method == "PUT":
            self.told[str(request.url.path)] = json.loads(request.content)
            return httpx.Response(204)
        assert virtual == "%2F"
        return httpx.Response(self.status, json=self.there[kind])


@pytest.fixture
def run(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GONGZHI_BROKER_MANAGEMENT_URI", raising=False)

    def run(broker, *arguments, declared=()):
        managed = partial(Management, transport=httpx.MockTransport(broker))
        monkeypatch.setattr(command, "Management", managed)
        monkeypatch.setattr(command.declaring, "declare", lambda *_: broker.mend() or declared)
        return CliRunner().invoke(gongzhi, ["topology", *arguments])

    return run


def test_a_broker_as_it_should_be_is_said_so(run):
    printed = run(Broker(), "check", "--management", MANAGEMENT)

    assert printed.exit_code == 0
    assert printed.output.startswith("as it should be: ")


def test_a_broker_that_differs_ends_the_check_with_2_and_is_not_changed(run):
    broker = Broker(without=QUEUE)

    printed = run(broker, "check", "--management", MANAGEMENT)

    assert (printed.exit_code, broker.told) == (2, {})
    assert printed.output.splitlines() == [f"queue {QUEUE} is missing"]


def test_what_must_be_deleted_first_ends_apply_with_2(run):
    broker = Broker(without=QUEUE)
    broker.mend = lambda: None

    printed = run(broker, "apply", "--amqp", AMQP, declared=["queue x differs and must be deleted"])

    assert (printed.exit_code, printed.output) == (2, "queue x differs and must be deleted\n")


def test_what_was_mended_and_what_was_left_is_told(run):
    old = {"source": "gongzhi.events", "destination": QUEUE, "routing_key": "old.#"}
    broker = Broker(without=QUEUE, extra=[old])
    broker.mend = lambda: broker.there.update(queues=PLAN.definitions["queues"])

    printed = run(broker, "apply", "--amqp", AMQP, "--management", MANAGEMENT)

    assert printed.exit_code == 0, printed.output
    assert printed.output.splitlines()[:2] == [
        f"mended: queue {QUEUE} is missing",
        f"left: {QUEUE} is bound to gongzhi.events by old.#, and not in the file",
    ]


def test_a_user_is_made_with_the_rights_of_a_service(run):
    broker = Broker()
    broker.mend = lambda: None

    printed = run(
        broker,
        *("apply", "--amqp", AMQP, "--management", MANAGEMENT),
        *("--user", "services", "--password", "word"),
    )

    assert printed.exit_code == 0, printed.output
    assert broker.told["/api/users/services"] == {"password": "word", "tags": "management"}
    assert broker.told["/api/permissions///services"] == PLAN.rights
    assert PLAN.rights["configure"] == "^$"


@pytest.mark.parametrize("status", [401, 403])
def test_a_management_that_refuses_is_said_so(run, status):
    broker = Broker()
    broker.status = status

    printed = run(broker, "check", "--management", MANAGEMENT)

    assert isinstance(printed.exception, NotAllowed)
    assert "refuses user admin" in str(printed.exception)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("check",), "name the broker's management"),
        (("apply",), "name the broker: --amqp"),
        (("apply", "--amqp", AMQP, "--user", "services"), "need the broker's management"),
        (("apply", "--amqp", AMQP, "--prune"), "need the broker's management"),
    ],
)
def test_what_is_not_named_is_asked_for(run, words, said):
    printed = run(Broker(), *words)

    assert printed.exit_code == 2
    assert said in printed.output


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "cannot be read: No such file or directory"),
        ("{", "is not JSON"),
        ("[]", "not an object"),
        ("{}", "rights of services are missing or incomplete"),
        (json.dumps({"rights of services": PLAN.rights}), "exchanges is missing or no list"),
        (
            json.dumps({"rights of services": PLAN.rights, "exchanges": [{"name": "x"}]}),
            "exchanges 1: type is missing",
        ),
    ],
)
def test_a_file_that_is_no_topology_is_said_so(tmp_path, text, said):
    file = tmp_path / "topology.json"
    if text is not None:
        file.write_text(text)

    with pytest.raises(Unreadable) as refused:
        read_plan(file)

    assert said in str(refused.value)


def test_a_broker_that_is_away_is_said_so():
    with pytest.raises(Unanswered, match=r"the broker at 127\.0\.0\.1"):
        declare(AMQP, PLAN.definitions)


@pytest.mark.parametrize(
    ("uri", "host"),
    [("amqp://h", "/"), ("amqp://h//", "/"), ("amqp://h/town", "town"), ("amqps://h/a%2Fb", "a/b")],
)
def test_the_virtual_host_is_read_from_the_address(uri, host):
    assert virtual_host(uri) == host


@pytest.mark.parametrize("uri", ["", "http://h", "h:5672", "amqp://"])
def test_what_is_no_address_is_said_so(uri):
    with pytest.raises(Unreadable, match="is not amqp"):
        virtual_host(uri)


@pytest.mark.parametrize("uri", ["broker:15672", "amqp://h"])
def test_what_is_no_management_is_said_so(uri):
    with pytest.raises(Unreadable, match="is not http"):
        Management(uri)
