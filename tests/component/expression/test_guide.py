"""What the guide shows of consultations and of voices collected low down is run as it stands."""

import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

from chassis.testing import token
from services.expression.domain.residents.resident import Resident

GUIDE = Path(__file__).parents[3] / "docs" / "integrate.md"
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LIXIONG = "440605125003"
SELF = '$(.venv/bin/gongzhi token --role resident --sub "$RESIDENT")'
SPECIAL = "Special consultations: questions put to those concerned"
COLLECTED = "Voices collected low down, on a resident's behalf"
# a refusal ends the script
BEFORE = """set -euo pipefail
curl() { command curl --fail --show-error "$@"; echo; }
"""
NAMES = {
    "RESIDENT": "r-guide",
    "WORKER": token("worker", sub="worker-1", divisions=(LIXIONG,)),
    "CAPTAIN": token("captain", sub="captain-1", divisions=(LIXIONG,)),
}

pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, ("bash", "curl", "python3"))), reason="the guide is written for these"
)


def shown(heading):
    """Give the commands of a section."""
    section = GUIDE.read_text(encoding="utf-8").partition(f"\n## {heading}\n")[2]
    commands = "\n".join(BLOCK.findall(section.partition("\n## ")[0]))
    return commands.replace(SELF, token("resident", sub=NAMES["RESIDENT"]))


class Silent(WSGIRequestHandler):
    def log_message(self, *_arguments):
        pass


@pytest.fixture
def follow(hall):
    """Run the commands of a section, in a shell, as somebody who follows the guide would."""
    hall.h.now = datetime.now(UTC)
    hall.h.given("residents", Resident("r-guide", LIXIONG, hall.h.now))

    def answer(environ, start):
        environ["PATH_INFO"] = environ["PATH_INFO"].removeprefix("/api/expression")
        return hall.h._client.application(environ, start)

    def run(heading, port):
        names = NAMES | {"API": f"http://127.0.0.1:{port}/api"}
        given = "".join(f"{name}={value}\n" for name, value in names.items())
        script = ["bash", "-c", BEFORE + given + shown(heading)]
        ran = subprocess.run(script, capture_output=True, check=False, timeout=60)
        assert ran.returncode == 0, ran.stderr.decode()
        return ran.stdout.decode()

    with make_server("127.0.0.1", 0, answer, handler_class=Silent) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield lambda heading: run(heading, server.server_port)
        server.shutdown()


def test_a_consultation_is_set_up_as_the_guide_shows(hall, follow):
    told = follow(SPECIAL)

    [consultation] = hall.h.backend.collections["consultations"].values()
    assert consultation["population"]["rows"] == ["elder", "newcomer"]
    assert told.count('"state":"asking"') == 2


def test_a_voice_is_collected_handed_on_and_corrected_as_the_guide_shows(hall, follow):
    follow(COLLECTED)

    [entry] = hall.h.backend.collections["entries"].values()
    assert [hand["body"] for hand in entry["path"]] == ["captain", "party_group"]
    assert entry["corrections"][0]["after"] == "三楼和四楼灯不亮"
