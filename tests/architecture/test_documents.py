"""What is written for readers holds: short, linked, no dead names, no place of one machine."""

import ast
import re
from pathlib import Path

import pytest

from chassis import events
from chassis.contracts import contracts

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
SCREEN = 70
COLUMNS = ("participation", "expression", "collaboration", "guidance")
LEFT_OUT = {".git", ".venv", ".run", "node_modules", ".pytest_cache", ".hypothesis"}
LINK = re.compile(r"\]\(([^)\s]+)\)")
A_FILE = re.compile(r"`((?:chassis|services|client|deploy|tests|benchmarks)/[\w./-]+\.\w+)`")
QUOTED = re.compile(r"`([\w./-]+\.py):([\w.]+)`")
PATH_OF_A_MACHINE = re.compile(r"(?<![\w.:/}>])/(?:home|root|work|tmp|Users|mnt|opt|srv)/\w")
DECISION = ("## Context", "## Decision", "## Consequences", "## Revisit when")


def documents(root=ROOT):
    return [p for p in sorted(root.rglob("*.md")) if not LEFT_OUT & set(p.relative_to(root).parts)]


def dead_links(path):
    links = LINK.findall(path.read_text(encoding="utf-8"))
    inner = [link.partition("#")[0] for link in links if "://" not in link]
    return [f"{path.name}: {link}" for link in inner if link and not (path.parent / link).exists()]


def names_in(path):
    """Give every class, function and method of a file, methods under their class too."""
    found = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        found.add(getattr(node, "name", ""))
        inner = node.body if isinstance(node, ast.ClassDef) else []
        found |= {f"{node.name}.{getattr(one, 'name', '')}" for one in inner}
    return found


def dead_names(text, root=ROOT):
    quoted = QUOTED.findall(text)
    return [
        f"{file}:{name}"
        for file, name in quoted
        if not (root / file).is_file() or name not in names_in(root / file)
    ]


def dead_files(path, root=ROOT):
    named = A_FILE.findall(path.read_text(encoding="utf-8"))
    return [f"{path.name}: {file}" for file in named if not (root / file).exists()]


def machine_paths(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    return [f"{path.name}: {line}" for line in lines if PATH_OF_A_MACHINE.search(line)]


def rows_of(text):
    """Give the rows of every table as lists of cells."""
    lines = [line.strip() for line in text.splitlines() if line.lstrip().startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def incomplete_rows(text, columns):
    return [row for row in rows_of(text) if len(row) != columns or not all(row)]


def unknown_words(text):
    """Name the identifiers in the third column that no source file has."""
    sources = [p for folder in ("chassis", "services") for p in (ROOT / folder).rglob("*.py")]
    known = set(re.findall(r"\w+", " ".join(p.read_text(encoding="utf-8") for p in sources)))
    return [
        word
        for row in rows_of(text)
        for word in re.findall(r"`(\w+)`", row[2])
        if word not in known
    ]


def reactions(text):
    """Read which services each event is heard by, as the table of reactions tells it."""
    section = text.partition("## What triggers what")[2].partition("\n## ")[0]
    told = {}
    for event, *cells in rows_of(section)[2:]:
        heard_by = {service for service, cell in zip(COLUMNS, cells, strict=True) if cell}
        told |= dict.fromkeys(re.findall(r"`(\w+)`", event), heard_by)
    alone = section.partition("Heard by no service")[2]
    return told | {event: set() for event in re.findall(r"`(\w+)`", alone)}


def reactions_of_the_code():
    agreed = contracts()
    heard = {events.wire_type(event): set() for one in agreed for event in one.announces}
    for one in agreed:
        for reads in one.hears:
            heard[events.wire_type(reads)].add(one.service)
    return {kind.split(".")[2]: services for kind, services in heard.items()}


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_a_readme_is_one_screen(name):
    assert len((ROOT / name).read_text(encoding="utf-8").splitlines()) <= SCREEN


def test_every_link_between_documents_leads_somewhere():
    assert [link for path in documents() for link in dead_links(path)] == []


def test_every_function_named_in_the_architecture_exists():
    assert dead_names((DOCS / "architecture.md").read_text(encoding="utf-8")) == []


def test_every_file_a_document_names_exists():
    named = [one for path in documents() for one in dead_files(path)]

    assert [
        one for one in named if not one.endswith("benchmarks/report.json")
    ] == []  # `make bench`


def test_no_document_names_a_place_of_one_machine():
    assert [line for path in documents() for line in machine_paths(path)] == []


def test_the_table_of_reactions_is_what_the_services_do():
    told = reactions((DOCS / "architecture.md").read_text(encoding="utf-8"))

    assert told == reactions_of_the_code()


def test_every_row_of_the_glossary_is_complete():
    assert incomplete_rows((DOCS / "glossary.md").read_text(encoding="utf-8"), 4) == []


def test_every_word_the_glossary_gives_to_the_code_is_in_the_code():
    assert unknown_words((DOCS / "glossary.md").read_text(encoding="utf-8")) == []


def test_every_decision_says_why_and_until_when():
    decisions = sorted((DOCS / "decisions").glob("[0-9]*.md"))

    assert decisions
    for path in decisions:
        text = path.read_text(encoding="utf-8")
        assert [part for part in DECISION if part not in text] == [], path.name


def test_the_index_of_decisions_names_them_all():
    index = (DOCS / "decisions" / "README.md").read_text(encoding="utf-8")

    assert [p.name for p in (DOCS / "decisions").glob("[0-9]*.md") if p.name not in index] == []


def test_a_dead_link_is_found(tmp_path):
    path = tmp_path / "page.md"
    path.write_text("[a](gone.md) [b](page.md#part) [c](https://example.org)")

    assert dead_links(path) == ["page.md: gone.md"]


def test_a_dead_file_is_found(tmp_path):
    path = tmp_path / "page.md"
    path.write_text("`tests/gone.py` `chassis/faults.py`")

    assert dead_files(path) == ["page.md: tests/gone.py"]


def test_a_dead_name_is_found():
    text = "`chassis/faults.py:fault_point` `chassis/faults.py:gone` `gone.py:x`"

    assert dead_names(text) == ["chassis/faults.py:gone", "gone.py:x"]


@pytest.mark.parametrize("line", ["see /home/anna/gongzhi", "cd /tmp/clone", "`/root/x`"])
def test_a_place_of_one_machine_is_found(tmp_path, line):
    path = tmp_path / "page.md"
    path.write_text(f"{line}\nhttp://127.0.0.1:8080/work/x and /v1/topics")

    assert machine_paths(path) == [f"page.md: {line}"]


def test_an_incomplete_row_is_found():
    assert incomplete_rows("| a | b |\n|---|---|\n| c | |\n| d |", 2) == [["c", ""], ["d"]]


def test_a_word_the_code_does_not_have_is_found():
    assert unknown_words("| 议题 | topic | `Topic` | issue |\n| x | y | `Nonesuch` | z |") == [
        "Nonesuch"
    ]
