"""`gongzhi dlq` against services that really answer, in memory: what it prints and how it ends."""

import json
from datetime import timedelta

import httpx
import pytest
from click.testing import CliRunner

from chassis.errors import NotFound
from chassis.testing import Harness, token
from gongzhi import Api
from gongzhi.cli import gongzhi, main
from gongzhi.commands import connection
from gongzhi.deadletters import SERVICES, Found, paced
from tests.toys.counting.service import CountingService
from tests.toys.letters import GIBBERISH, NOON, UNDECODABLE, a_letter, trial

OPS = token("ops", sub="ops-1")
WHY = ("--why", "for a test")


@pytest.fixture
def services(monkeypatch):
    """Four services behind a gateway that is none."""
    made = {name: Harness(CountingService) for name in SERVICES}

    def lead(request):
        _, _, service, *rest = request.url.raw_path.decode().split("/")
        answer = made[service]._client.open(
            "/" + "/".join(rest), method=request.method, data=request.content,
            headers=dict(request.headers),
        )  # fmt: skip
        return httpx.Response(answer.status_code, content=answer.data, headers=answer.headers)

    def api(shown, *, gateway, language):
        api = Api(shown, gateway=gateway, language=language)
        transport = httpx.MockTransport(lead)
        api._client = httpx.Client(
            base_url="http://gateway/api", headers=api._client.headers, transport=transport
        )
        return api

    monkeypatch.setattr(connection, "Api", api)
    return made


@pytest.fixture
def mended(monkeypatch):
    monkeypatch.setenv("TOY_MENDED", "1")


def run(*arguments, **how):
    return CliRunner().invoke(gongzhi, ["dlq", *map(str, arguments), "--token", OPS], **how)


def given(services, *letters, of="guidance"):
    services[of].given("dead_letters", *letters)
    return letters[0]


def states(services, of="guidance"):
    rows = services[of].backend.collections["dead_letters"].values()
    return sorted(row["state"] for row in rows)


def test_letters_of_all_services_are_listed(services):
    first = given(services, a_letter())
    second = given(services, a_letter(trial("e2")), of="expression")

    printed = run("list")

    assert printed.exit_code == 0, printed.output
    assert (first.id in printed.output, second.id in printed.output) == (True, True)
    assert printed.output.splitlines()[-1] == "2 letters"


def test_a_list_is_narrowed_by_conditions_and_given_as_json(services):
    given(services, a_letter(), a_letter(trial("e2"), NotFound("x", "1"), at=NOON + timedelta(1)))

    printed = run("list", "--json", "--where", "reason=never-found", "--service", "guidance")

    (told,) = map(json.loads, printed.output.splitlines())
    assert (told["service"], told["reason"], told["event_id"]) == ("guidance", "never-found", "e2")


def test_a_letter_is_shown_with_its_message_for_reading(services):
    letter = given(services, a_letter(), of="collaboration")

    printed = run("show", letter.id).output

    assert "service       collaboration" in printed
    assert "  x-reason: handler-bug" in printed
    assert '"fate": "bug"' in printed


def test_what_is_no_text_is_shown_in_hex(services):
    letter = given(services, a_letter(GIBBERISH, UNDECODABLE))

    assert "000000  ff 00 7b" in run("show", letter.id).output


def test_a_dry_run_lists_and_changes_nothing(services, mended):
    letter = given(services, a_letter())

    printed = run("replay", "--all", "--dry-run")

    assert (printed.exit_code, letter.id in printed.output) == (0, True)
    assert states(services) == ["open"]


def test_replaying_all_leaves_the_desk_empty(services, mended):
    given(services, *(a_letter(trial(f"e{n}")) for n in range(5)))

    printed = run("replay", "--all", "--rate", "1000")

    assert (printed.exit_code, printed.output.splitlines()[-1]) == (0, "5 replayed")
    assert states(services) == ["replayed"] * 5
    assert services["guidance"].backend.collections["totals"]["trials"]["made"] == 5
    assert run("list").output.splitlines()[-1] == "0 letters"


def test_what_fails_again_is_told_and_ends_with_1(services):
    given(services, a_letter(trial(fate="refused")))

    printed = run("replay", "--where", "reason=handler-bug")

    assert printed.exit_code == 1
    assert "failed-again refused: no" in printed.output
    assert printed.output.splitlines()[-1] == "1 failed-again"


def test_a_letter_that_is_closed_is_refused_and_the_others_go_on(services, mended):
    closed, good = a_letter(), a_letter(trial("e2"))
    given(services, closed, good)
    run("discard", closed.id, *WHY)

    printed = run("replay", closed.id, good.id, "--json")

    told = [json.loads(line) for line in printed.output.splitlines()]
    assert [one["outcome"] for one in told] == ["refused", "replayed"]
    assert printed.exit_code == 1


def test_letters_are_given_up_with_a_reason(services):
    letter = given(services, a_letter())

    printed = run("discard", letter.id, *WHY)

    assert (printed.exit_code, states(services)) == (0, ["discarded"])
    assert run("discard", letter.id).exit_code == 2


def test_a_letter_is_mended_from_a_file_and_heard(services, tmp_path):
    letter = given(services, a_letter(GIBBERISH, UNDECODABLE))
    (tmp_path / "event.json").write_bytes(trial(fate="ok"))

    edited = run("edit", letter.id, "--body", tmp_path / "event.json", *WHY)
    replayed = run("replay", letter.id)

    assert (edited.exit_code, replayed.exit_code, states(services)) == (0, 0, ["replayed"])
    assert "edited" in run("show", letter.id).output


def test_a_letter_is_mended_in_an_editor(services, monkeypatch):
    letter = given(services, a_letter())
    monkeypatch.setattr("click.edit", lambda text, **_: text.replace('"bug"', '"ok"'))

    printed = run("edit", letter.id, *WHY)

    assert printed.exit_code == 0, printed.output
    stored = services["guidance"].stored("dead_letters", letter.id)
    assert json.loads(stored.edited)["data"]["fate"] == "ok"


def test_leaving_a_message_as_it_is_changes_nothing(services, monkeypatch):
    letter = given(services, a_letter())
    monkeypatch.setattr("click.edit", lambda text, **_: text + "\n")

    assert run("edit", letter.id, *WHY).output == "nothing was changed\n"
    assert services["guidance"].stored("dead_letters", letter.id) == letter


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("replay",), "one of the three"),
        (("replay", "x", "--all"), "one of the three"),
        (("replay", "--where", "state=replayed"), "only open letters"),
        (("list", "--where", "colour=red"), "is no condition"),
        (("list", "--where", "state=gone"), "is no state"),
        (("list", "--where", "since=yesterday"), "is no time with offset"),
        (("list", "--where", "reason=a", "--where", "reason=b"), "stands twice"),
        (("show", "none"), "there is no letter none"),
        (("edit", "none", "--body", "nowhere", *WHY), "there is no letter none"),
        (("replay", "--all", "--rate", "0"), "--rate"),
        (("list", "--most", "0"), "--most"),
    ],
)
def test_what_makes_no_sense_ends_with_2_and_says_why(
    services, monkeypatch, capsys, arguments, said
):
    given(services, a_letter())
    monkeypatch.setattr("sys.argv", ["gongzhi", "dlq", *arguments, "--token", OPS])

    with pytest.raises(SystemExit) as ended:
        main()

    assert (ended.value.code, said in capsys.readouterr().err) == (2, True)
    assert states(services) == ["open"]


def test_a_body_that_cannot_be_read_ends_with_2(services, monkeypatch, capsys, tmp_path):
    letter = given(services, a_letter())
    arguments = ["edit", letter.id, "--body", str(tmp_path / "none"), *WHY, "--token", OPS]
    monkeypatch.setattr("sys.argv", ["gongzhi", "dlq", *arguments])

    with pytest.raises(SystemExit) as ended:
        main()

    assert (ended.value.code, "cannot be read" in capsys.readouterr().err) == (2, True)


def test_a_body_that_is_no_event_ends_with_2(services, monkeypatch, capsys, tmp_path):
    letter = given(services, a_letter())
    (tmp_path / "event").write_text('{"id": "e1"}')
    arguments = ["edit", letter.id, "--body", str(tmp_path / "event"), *WHY, "--token", OPS]
    monkeypatch.setattr("sys.argv", ["gongzhi", "dlq", *arguments])

    with pytest.raises(SystemExit) as ended:
        main()

    assert (ended.value.code, "cannot be heard as" in capsys.readouterr().err) == (2, True)
    assert services["guidance"].stored("dead_letters", letter.id) == letter


def test_letters_come_no_faster_than_they_may(monkeypatch):
    clock = [0.0]
    monkeypatch.setattr("time.monotonic", lambda: clock[0])
    monkeypatch.setattr("time.sleep", lambda seconds: clock.append(clock.pop() + seconds))

    times = [clock[0] for _ in paced([Found("guidance", {})] * 4, rate=2)]

    assert times == [0.0, 0.5, 1.0, 1.5]
