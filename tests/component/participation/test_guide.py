"""What the guide for integrators shows of what residents do is run as it stands there."""

import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

from chassis.testing import token
from services.participation.domain.divisions.division import Kind
from tests.component.participation.conftest import a_division

GUIDE = Path(__file__).parents[3] / "docs" / "integrate.md"
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
DALI, LIXIONG = "440605125", "440605125003"
A_TOKEN = re.compile(r"\$\(\.venv/bin/gongzhi token --role (\w+) --sub (\S+) --division (\d+)\)")
# a refusal ends the script; what the section before has made is made here
BEFORE = """set -euo pipefail
curl() { command curl --fail --show-error "$@"; echo; }
"""


def shown(heading):
    """Give the commands of a section."""
    section = GUIDE.read_text(encoding="utf-8").partition(f"\n## {heading}\n")[2]
    return A_TOKEN.sub(_signed, "\n".join(BLOCK.findall(section.partition("\n## ")[0])))


def _signed(asked):
    role, sub, division = asked.groups()
    return token(role, sub=sub, divisions=(division,))


class Silent(WSGIRequestHandler):
    def log_message(self, *_arguments):
        pass


@pytest.fixture
def gateway(service):
    """Answer at a port of this machine as the gateway would, for participation alone."""

    def answer(environ, start):
        environ["PATH_INFO"] = environ["PATH_INFO"].removeprefix("/api/participation")
        return service._client.application(environ, start)

    with make_server("127.0.0.1", 0, answer, handler_class=Silent) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/api"
        server.shutdown()
        thread.join()


@pytest.fixture
def follow(service, gateway, integrator):
    """Run the commands of sections, in a shell, as somebody who follows the guide would."""
    service.now = datetime.now(UTC)
    town = a_division(DALI, Kind.TOWN, "440605")
    service.given("divisions", town, a_division(LIXIONG, Kind.RESIDENTS_COMMITTEE, DALI))
    home = {"division": LIXIONG}
    space = {"kind": "youth_home", "name": "沥雄社区亲青家园", "capacity": 40}
    names = {
        "API": gateway,
        "TOKEN": integrator,
        "SPACE": service.post("/v1/spaces", home | space, as_=integrator).json["id"],
        "RESIDENT": service.post("/v1/residents", home, as_=integrator).json["id"],
    }
    given = "".join(f"{name}={value}\n" for name, value in names.items())

    def run(*headings):
        script = BEFORE + given + "\n".join(map(shown, headings))
        ran = subprocess.run(["bash", "-c", script], capture_output=True, check=False, timeout=60)
        assert ran.returncode == 0, ran.stderr.decode()
        return ran.stdout.decode()

    return run


pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, ("bash", "curl", "python3"))), reason="the guide is written for these"
)
SPACES = "Spaces: when they are open, and who has them"
ACTIVITIES = "Activities: the timetable"
MUTUAL_AID = "Mutual aid: asked for, offered, matched"
AFFAIRS = "Public affairs, and the captains' log"


def test_spaces_are_shut_booked_and_checked_in_to_as_the_guide_shows(service, follow):
    told = follow(SPACES)

    [booking] = service.backend.collections["bookings"].values()
    assert booking["organization_id"] == "choir"
    assert '"reason":"春节"' in told
    assert re.search(r'"code":"[2-9A-Y]{8}","refused_from":', told)
    assert '"by_group":{}' in told
    assert '"visits":0' in told


def test_activities_are_planned_and_shown_as_the_guide_shows(service, follow):
    told = follow(SPACES, ACTIVITIES)

    [activity] = service.backend.collections["activities"].values()
    assert (activity["capacity"], len(activity["signed_up"])) == (20, 1)
    assert '"place":"signed_up"' in told
    assert '"organizations":["choir"]' in told
    assert "SUMMARY:亲子阅读" in told


def test_help_is_asked_for_and_matched_as_the_guide_shows(service, follow):
    told = follow(SPACES, MUTUAL_AID)

    [match] = service.backend.collections["mutual_aid_matches"].values()
    assert (match["state"], match["kind"]) == ("proposed", "elder_visit")
    assert f'"offer_id":"{match["offer_id"]}","nearness":"community"' in told


def test_an_affair_is_done_and_confirmed_as_the_guide_shows(service, follow):
    told = follow(AFFAIRS)

    [affair] = service.backend.collections["affairs"].values()
    assert (affair["stage"], affair["confirmed_by"]) == ("confirmed", "worker-1")
    assert '"affairs":1,"confirmed":1,"sent_back":0,"by_kind":{"pipe_clearing":1}' in told


def test_a_command_that_is_refused_is_noticed(service, follow, integrator):
    """The tests above can fail."""
    shut = {"first_day": "2019-01-01", "last_day": "2999-01-01", "reason": "x"}
    for space in service.backend.collections["spaces"]:
        path = f"/v1/spaces/{space}/times"
        assert service.put(path, {"hours": [], "closures": [shut]}, as_=integrator).status == 200

    with pytest.raises(AssertionError, match="409"):
        follow(ACTIVITIES)


@pytest.mark.parametrize("heading", [SPACES, ACTIVITIES, MUTUAL_AID, AFFAIRS])
def test_the_guide_has_the_section(heading):
    assert shown(heading).count("curl") >= 3
