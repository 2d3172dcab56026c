"""`gongzhi import decidim` and `requests` against the service itself, on small and real files."""

import csv
import os
from collections import Counter
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from gongzhi import Api
from gongzhi.commands import connection
from gongzhi.commands.importing import import_group
from gongzhi.elsewhere import Entered, Matters, import_matters, read_decidim, read_requests
from gongzhi.errors import Unreadable

PROPOSALS = """id,created_at,source,status,category,subcategory,author_id,title,summary
3,22/01/2016,official,accepted,Bon viure,,,Sensibilitzar,Programes
4,22/01/2016,citizen,rejected,Transició ecològica,Mobilitat sostenible,7,Carrils bici,Més
5,23/01/2016,citizen,pending,Bon govern,,8,Transparència,Dades
6,23/01/2016,citizen,pending,Astronomia,,8,Estrelles,Més
"""
COMMENTS = """id,proposal_id,ancestry,created_at,author_id,alignment,body
12,3,10/11,01/02/2016 11:30:00,7,,resposta a la resposta
10,3,,01/02/2016 11:27:33,33,1,arrel
11,3,10,01/02/2016 11:28:00,9,,resposta
13,4,99,02/02/2016 09:00:00,9,,resposta a ningú
14,6,,02/02/2016 09:00:00,9,0,sense proposta
15,4,99/13,02/02/2016 09:10:00,9,,i resposta a ella
"""
COLUMNS = "srnumber,requesttype,status,createddate,updateddate,closeddate"
REQUESTS = f"""{COLUMNS},latitude,longitude,address
1-1,Bulky Items,Closed,1/1/20 0:05,1/2/20 8:43,1/2/20 8:43,34.19,-118.49,16815 W VANOWEN ST
1-2,Single Streetlight Issue,Open,1/1/20 0:21,1/3/20 15:54,,34.07,-118.28,132 S WESTMORELAND AVE
1-3,Graffiti Removal,Cancelled,1/1/20 0:23,1/2/20 15:31,1/2/20 15:31,34.00,-118.26,
1-4,Bulky Items,Closed,1/1/20 9:12,2/14/20 14:10,,34.00,-118.26,x
1-5,Bulky Items,Closed,1/1/20 9:12,2/14/20 14:10,,,,nowhere
1-6,Unicorns,Open,1/1/20 9:12,2/14/20 14:10,,34.00,-118.26,x
1-1,Bulky Items,Open,1/1/20 9:12,2/14/20 14:10,,34.00,-118.26,x
"""
MADRID = Entered("440605", "pam", "Europe/Madrid")
ANGELES = Entered("440605", "la", "America/Los_Angeles")


@pytest.fixture
def api(hall, monkeypatch):
    """Let the command line speak to the service in memory."""

    def lead(request):
        path = request.url.raw_path.decode().removeprefix("/api/expression")
        answer = hall.h._client.open(
            path, method=request.method, data=request.content, headers=dict(request.headers)
        )
        return httpx.Response(answer.status_code, content=answer.data, headers=answer.headers)

    def connected(shown, *, gateway="http://gateway", language="en"):
        api = Api(shown, gateway=gateway, language=language)
        transport, headers = httpx.MockTransport(lead), api._client.headers
        api._client = httpx.Client(
            base_url="http://gateway/api", headers=headers, transport=transport
        )
        return api

    monkeypatch.setattr(connection, "Api", connected)
    api = connected(hall.integrator)
    api.hall = hall
    return api


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "proposals.csv").write_text(PROPOSALS, encoding="utf-8")
    (tmp_path / "comments.csv").write_text(COMMENTS, encoding="utf-8")
    (tmp_path / "requests.csv").write_text(REQUESTS, encoding="utf-8")
    return tmp_path


def run(hall, *arguments):
    return CliRunner().invoke(import_group, [*map(str, arguments), "--token", hall.integrator])


def rows(file):
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def test_proposals_are_topics_and_comments_keep_their_threads(hall, api, folder):
    told = run(hall, "decidim", folder, "--prefix", "pam")

    assert told.exit_code == 1, told.output
    stages = {t["_id"]: t["stage"] for t in hall.h.backend.collections["topics"].values()}
    assert stages == {
        "import-pam-3": "closed",
        "import-pam-4": "declined",
        "import-pam-5": "discussion",
    }
    assert hall.topic("import-pam-4").category == "transport"
    answered = {
        one["reference"]: one["reply_to"]
        for one in hall.h.backend.collections["statements"].values()
    }
    assert answered == {
        "10": None,
        "11": "import-pam-3-s-10",
        "12": "import-pam-3-s-11",
        "13": None,
        "15": "import-pam-4-s-13",
    }


def test_what_was_left_out_or_is_odd_is_reported_row_by_row(hall, api, folder):
    run(hall, "decidim", folder)

    told = {(r["文件 file"], r["行号 row"]): r for r in rows(folder / "import.report.csv")}
    rules = {where: (row["规则 rule"], row["结果 outcome"]) for where, row in told.items()}
    assert rules == {
        ("proposals.csv", "4"): ("unclassified", "未导入 left out"),
        ("comments.csv", "4"): ("orphan", "已导入 imported"),
        ("comments.csv", "5"): ("no-topic", "未导入 left out"),
        ("comments.csv", "6"): ("orphan", "已导入 imported"),
    }
    assert "99" in told["comments.csv", "4"]["explanation"]


def test_the_same_files_again_change_nothing(hall, api, folder):
    run(hall, "decidim", folder)
    before = {n: len(c) for n, c in hall.h.backend.collections.items()}
    again = run(hall, "decidim", folder)

    assert "3 topics: 0 new, 3 sent before, 0 refused" in again.output
    assert "5 comments: 0 new, 5 sent before, 0 refused" in again.output
    assert {n: len(c) for n, c in hall.h.backend.collections.items()} == before


def test_an_import_cut_short_goes_on_when_it_is_run_again(hall, api, folder):
    matters = read_decidim(folder, MADRID)
    half = Matters(folder, matters.topics[:1], matters.comments[:1])
    import_matters(api, half, folder / "half.csv")

    outcome = import_matters(api, matters, folder / "whole.csv")

    assert (outcome.topics.done, outcome.comments.done) == (3, 5)
    assert len(hall.h.backend.collections["statements"]) == 5


def test_a_mapping_of_ones_own_takes_the_place_of_ours(hall, api, folder):
    own = folder / "own.json"
    own.write_text('{"Astronomia": "other"}', encoding="utf-8")
    run(hall, "decidim", folder, "--categories", own)

    assert [t["title"] for t in hall.h.backend.collections["topics"].values()] == ["Estrelles"]


def test_requests_are_classified_placed_and_end_as_they_ended(hall, api, folder):
    hall.h.now = hall.h.now.replace(year=2020, month=6)
    told = run(hall, "requests", folder / "requests.csv", "--timezone", "America/Los_Angeles")

    assert told.exit_code == 1, told.output
    topics = {t["_id"][11:]: t for t in hall.h.backend.collections["topics"].values()}
    assert {one: (t["category"], t["stage"]) for one, t in topics.items()} == {
        "1-1": ("environment", "closed"),
        "1-2": ("lighting", "discussion"),
        "1-3": ("environment", "declined"),
        "1-4": ("environment", "closed"),
    }
    assert topics["1-1"]["raised_at"].isoformat() == "2020-01-01T08:05:00+00:00"
    shown = hall.h.get("/open311/v2/requests/import-311-1-1.json").json[0]
    assert (shown["lat"], shown["address"]) == (34.19, "16815 W VANOWEN ST")
    rules = [row["规则 rule"] for row in rows(folder / "requests.report.csv")]
    assert rules == ["no-closing-day", "unplaced", "unclassified", "twice"]


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("proposals.csv", PROPOSALS.replace("title", "titol"), "no column title"),
        ("comments.csv", COMMENTS.replace("ancestry", "parents"), "no column ancestry"),
        ("comments.csv", COMMENTS.encode("utf-16"), "UTF-8"),
        ("proposals.csv", PROPOSALS.encode("latin-1"), "UTF-8"),
        ("comments.csv", None, "cannot be read"),
        ("own.json", "[1]", "their category"),
        ("own.json", "{", "is not JSON"),
    ],
)
def test_files_that_are_not_what_they_should_be_send_nothing(api, folder, file, content, said):
    (folder / "own.json").write_text("{}")
    (folder / file).unlink()
    if content is not None:
        raw = content if isinstance(content, bytes) else content.encode()
        (folder / file).write_bytes(raw)

    told = run(api.hall, "decidim", folder, "--categories", folder / "own.json")

    assert isinstance(told.exception, Unreadable)
    assert said in str(told.exception)
    assert api.hall.h.backend.collections.get("topics", {}) == {}


def test_a_report_that_cannot_be_written_is_said_before_anything_is_sent(hall, api, folder):
    told = run(hall, "decidim", folder, "--report", folder / "missing" / "r.csv")

    assert "--report" in str(told.exception)
    assert hall.h.backend.collections.get("topics", {}) == {}


def test_a_time_zone_nobody_knows_is_refused(hall, api, folder):
    told = run(hall, "decidim", folder, "--timezone", "Mars/Olympus")

    assert "Mars/Olympus" in str(told.exception)


# on what others published


def real(name):
    folder = os.environ.get("GONGZHI_DATA", "")
    found = Path(folder) / name
    if folder and found.is_dir():
        return found
    if os.environ.get("CI"):
        pytest.fail(f"GONGZHI_DATA names no folder with {name}")
    return pytest.skip(f"GONGZHI_DATA names no folder with {name}")


def test_the_action_plan_of_barcelona_is_read_whole(hall, api, tmp_path):
    matters = read_decidim(real("decidim-barcelona-pam"), MADRID)

    assert (len(matters.topics), len(matters.comments)) == (10_860, 18_192)
    assert [(n.rule, n.identity) for n in matters.notes] == [("orphan", "4119"), ("orphan", "4184")]
    depth = {}
    for item in matters.comments:
        depth[item.body["reference"]] = depth.get(item.body.get("reply_to"), -1) + 1
    assert max(depth.values()) == 11
    deepest = {i.body["topic"] for i in matters.comments if depth[i.body["reference"]] > 7}
    some = Matters(
        tmp_path,
        [one for one in matters.topics if one.body["reference"] in deepest],
        [one for one in matters.comments if one.body["topic"] in deepest],
    )
    outcome = import_matters(api, some, tmp_path / "report.csv")
    assert outcome.lines == 0
    assert outcome.comments.done == len(some.comments) > 100


def test_the_requests_of_los_angeles_are_those_that_others_could_classify():
    folder = real("myla311-2020-01")
    matters = read_requests(folder / "requests.csv", ANGELES)
    theirs = {r["srnumber"]: r["type_id"] for r in rows(folder / "service_requests_normalised.csv")}
    ours = {one.body["reference"][3:]: one.body["category"] for one in matters.topics}

    assert ours.keys() == theirs.keys()
    assert len(ours) == 9_989
    assert len(set(zip(theirs.values(), (ours[one] for one in theirs), strict=True))) == 11
    assert Counter(n.rule for n in matters.notes) == {"no-closing-day": 18, "unplaced": 11}
