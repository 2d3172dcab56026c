"""Files, functions and blocks stay of a size that a person takes in at a glance."""

from collections import Counter
from pathlib import Path

import pytest

from . import measures

ROOT = Path(__file__).parents[2]
CODE = [
    path
    for folder in ("chassis", "services", "client", "deploy", "benchmarks")
    for path in sorted((ROOT / folder).rglob("*.py"))
]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
FILE_LINES, TEST_FILE_LINES, FUNCTION_LINES, PARAMETERS = 200, 300, 40, 5
FOLDER_FILES = 32  # more are told apart by prefixes, and belong in folders
# A retry around a transaction in a loop is the chassis' daily work; a rule of the domain is flat.
NESTING, DOMAIN_NESTING = 3, 2


def complaints(path, lines=FILE_LINES):
    found = measures.too_long(path, lines)
    deepest = DOMAIN_NESTING if "domain" in path.parts else NESTING
    for function in measures.functions(path):
        where = f"{path}:{function.lineno} {function.name}"
        sizes = {
            f"lines, {FUNCTION_LINES} allowed": measures.length(function) > FUNCTION_LINES,
            f"nesting, {deepest} allowed": measures.nesting(function) > deepest,
            f"parameters, {PARAMETERS} allowed": measures.parameters(function) > PARAMETERS,
        }
        found += [f"{where}: {what}" for what, broken in sizes.items() if broken]
    return found


def crowded(paths):
    files = Counter(path.parent for path in paths)
    return [f"{folder}: {n} files" for folder, n in files.items() if n > FOLDER_FILES]


def test_no_folder_is_crowded():
    assert crowded(CODE) == []
    assert crowded(Path(f"domain/hall_{n}.py") for n in range(33)) == ["domain: 33 files"]


def test_the_code_keeps_the_sizes_of_the_house():
    assert [complaint for path in CODE for complaint in complaints(path)] == []


def test_the_tests_keep_their_sizes():
    assert [one for path in TESTS for one in complaints(path, TEST_FILE_LINES)] == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = 1\n" * 201, "201 lines"),
        ("def f():\n" + "    x = 1\n" * 41, "lines, 40 allowed"),
        ("def f():\n if a:\n  for b in c:\n   while d:\n    if e:\n     pass\n", "nesting"),
        ("def f(a, b, c, d, e, g):\n    pass\n", "parameters"),
    ],
)
def test_the_measure_finds_what_is_too_large(tmp_path, text, said):
    path = tmp_path / "large.py"
    path.write_text(text)

    assert said in " ".join(complaints(path))


def test_the_measure_lets_what_is_small_pass(tmp_path):
    path = tmp_path / "small.py"
    path.write_text(
        "def f(self, a, b, c, d, e, *, g):\n    if a:\n        pass\n    elif b:\n        pass\n"
    )

    assert complaints(path) == []
