"""A sheet of any length is imported in memory that does not grow with it."""

import csv
import json
import subprocess
import sys
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from .sheets import VISITS

ROWS = 100_000
MOST_MEGABYTES = 200
CONTENT = "xl/worksheets/sheet1.xml"
HEAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
WORDS = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
# a process of its own: what it held at most is read from the kernel, not worked out
IMPORT = """
import json, re, sys
from pathlib import Path
import httpx
from gongzhi import Api
from gongzhi.sheets import KINDS, Sheet, Way, import_sheet

def answer(request):
    body = json.loads(request.content)
    if "references" in body:
        return httpx.Response(200, json={"ids": {n: f"id-of-{n}" for n in body["references"]}})
    told = [{"status": 201, "body": {}} for _ in body["items"]]
    return httpx.Response(200, json={"items": told, "counts": {"done": len(told)}})

api, file = Api("t"), Path(sys.argv[1])
api._client = httpx.Client(base_url="http://x/api", transport=httpx.MockTransport(answer))
way = Way(file.with_suffix(".report.csv"))
outcome = import_sheet(api, Sheet(file, KINDS["visits"]), way)
held = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]
print(json.dumps([outcome.place.taken, outcome.place.refused, int(held) / 1024]))
"""


def a_visit(number):
    return f"居民-{number:07}", "s-1", f"2019/5/{number % 28 + 1} 09:30"


def a_long_text(file, rows, *, encoding="utf-8"):
    with file.open("w", encoding=encoding, newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(VISITS)
        writer.writerows(map(a_visit, range(rows)))


def a_long_workbook(file, rows):
    """Write a workbook as a spreadsheet does, with its words apart from its cells."""
    pattern = file.with_suffix(".pattern")
    Workbook().save(pattern)
    with ZipFile(pattern) as parts, ZipFile(file, "w", ZIP_DEFLATED) as made:
        for part in parts.namelist():
            if part != CONTENT:
                made.writestr(part, with_words(part, parts.read(part).decode()))
        with made.open(CONTENT, "w") as sheet:
            sheet.write(HEAD.encode())
            for row in range(rows + 1):
                cells = "".join(f'<c t="s"><v>{3 * row + place}</v></c>' for place in range(3))
                sheet.write(f'<row r="{row + 1}">{cells}</row>'.encode())
            sheet.write(b"</sheetData></worksheet>")
        with made.open("xl/sharedStrings.xml", "w") as words:
            words.write(WORDS.encode())
            for visit in (VISITS, *map(a_visit, range(rows))):
                words.write("".join(f"<si><t>{word}</t></si>" for word in visit).encode())
            words.write(b"</sst>")


def with_words(part, text):
    """Name the part with the words where a workbook lists its parts."""
    if part == "[Content_Types].xml":
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
        one = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
        return text.replace("</Types>", one)
    if part.endswith("workbook.xml.rels"):
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
        one = f'<Relationship Id="words" Type="{kind}" Target="/xl/sharedStrings.xml"/>'
        return text.replace("</Relationships>", f"{one}</Relationships>")
    return text


def imported(file):
    """Import in a process of its own: how many rows were taken, refused, and megabytes held."""
    path = Path(__file__).parents[3] / "client"
    ended = subprocess.run(
        [sys.executable, "-c", IMPORT, file],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(path), "PATH": "/usr/bin:/bin"},
    )
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_hundred_thousand_rows_of_text_stay_within_the_bound(tmp_path, encoding):
    a_long_text(tmp_path / "v.csv", ROWS, encoding=encoding)

    taken, refused, megabytes = imported(tmp_path / "v.csv")

    assert (taken, refused) == (ROWS, 0)
    assert megabytes < MOST_MEGABYTES


@pytest.mark.slow
def test_a_workbook_of_a_hundred_thousand_rows_stays_within_the_bound(tmp_path):
    a_long_workbook(tmp_path / "v.xlsx", ROWS)

    taken, refused, megabytes = imported(tmp_path / "v.xlsx")

    assert (taken, refused) == (ROWS, 0)
    assert megabytes < MOST_MEGABYTES
