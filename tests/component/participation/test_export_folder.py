"""`gongzhi export resident`: four services that really answer, in memory, into one folder."""

import json

import httpx
import pytest
from click.testing import CliRunner

from chassis.testing import Harness, token
from gongzhi import Api
from gongzhi.cli import gongzhi
from gongzhi.commands import connection
from services.collaboration.domain.invitees import Invitee
from services.collaboration.inbound import ExportGranted as HeardByCollaboration
from services.collaboration.service import CollaborationService
from services.expression.domain.residents.resident import Resident
from services.expression.domain.topics.statements import Stage, Statement
from services.expression.inbound import ExportGranted as HeardByExpression
from services.expression.service import ExpressionService
from services.guidance.domain.pathways import Pathway
from services.guidance.inbound import ExportGranted as HeardByGuidance
from services.guidance.service import GuidanceService
from services.participation.events import ExportGranted

SAID = "<b>划40个车位</b>"
HEARS = {
    "expression": HeardByExpression,
    "collaboration": HeardByCollaboration,
    "guidance": HeardByGuidance,
}


@pytest.fixture
def four(service, places):
    """Ann in all four: with 450 statements in expression, so that there are three pages."""
    made = {
        "participation": service,
        "expression": Harness(ExpressionService, now=service.now),
        "collaboration": Harness(CollaborationService, now=service.now),
        "guidance": Harness(GuidanceService, now=service.now),
    }
    stage, at = Stage.DISCUSSION, service.now
    said = [
        Statement(f"s-{number}", "topic-1", places.dabu, "ann", SAID, stage, at)
        for number in range(450)
    ]
    made["expression"].given("residents", Resident("ann", places.dabu, at))
    made["expression"].given("statements", *said)
    made["collaboration"].given("invitees", Invitee("ann", places.dabu, registered=True))
    made["guidance"].given("pathways", Pathway("ann", places.dabu, places.dabu))
    return made


@pytest.fixture
def run(four, monkeypatch):
    """Run the command; what participation announces is heard only while the client waits."""

    def lead(request):
        _, _, name, rest = request.url.raw_path.decode().split("/", 3)
        answer = four[name]._client.open(f"/{rest}", headers=dict(request.headers))
        return httpx.Response(answer.status_code, content=answer.data, headers=answer.headers)

    def api(shown, *, gateway, language):
        api = Api(shown, gateway=gateway, language=language)
        api._client = httpx.Client(
            base_url="http://gateway/api",
            headers=api._client.headers,
            transport=httpx.MockTransport(lead),
        )
        return api

    def hear(_seconds):
        told = [e for e in four["participation"].announced if isinstance(e, ExportGranted)]
        for name, kind in HEARS.items():
            for event in told:
                four[name].hears(kind(**{f: getattr(event, f) for f in vars(event)}))

    monkeypatch.setattr(connection, "Api", api)
    monkeypatch.setattr("gongzhi.residents.copying.sleep", hear)
    command = ["export", "resident", "ann"]
    return lambda folder, bearer, *more: CliRunner().invoke(
        gongzhi, [*command, str(folder), "--token", bearer, *more]
    )


def parts(folder, service):
    told = json.loads((folder / f"{service}.json").read_text(encoding="utf-8"))
    return [row["part"] for row in told]


def test_a_resident_has_all_four_parts_and_a_page_to_read(run, ann, tmp_path):
    folder = tmp_path / "copy"

    ended = run(folder, ann)

    assert (ended.exit_code, ended.exception) == (0, None)
    assert len(parts(folder, "expression")) == 451
    assert parts(folder, "collaboration") == ["resident"]
    assert parts(folder, "guidance") == ["pathway"]
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert page.count("&lt;b&gt;划40个车位&lt;/b&gt;") == 450
    assert "<b>" not in page
    told = [
        page.index(words) for words in ("登记信息", "利益表达系统</h1>", "登门槛进程与实验分组")
    ]
    assert told == sorted(told)
    assert page.count("<html") == page.count("</html>") == 1
    assert page.count("<table>") == page.count("</table>")


def test_staff_copy_all_four_parts_once_the_others_have_heard_of_it(run, service, worker, tmp_path):
    asked = service.post("/v1/residents/ann/disclosures", {"purpose": "到场申请"}, as_=worker)

    ended = run(tmp_path / "copy", worker, "--disclosure", asked.json["id"])

    assert (ended.exit_code, ended.exception) == (0, None)
    assert len(parts(tmp_path / "copy", "expression")) == 451


def test_who_may_not_gets_a_sentence_and_no_folder(run, tmp_path):
    ended = run(tmp_path / "copy", token("resident", sub="bob"))

    assert ended.exit_code != 0
    assert not (tmp_path / "copy").exists()


def test_a_folder_that_holds_something_is_left_alone(run, ann, tmp_path):
    (tmp_path / "mine.txt").write_text("…", encoding="utf-8")

    ended = run(tmp_path, ann)

    assert ended.exit_code != 0
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]
