"""Every refusal of expression is said in both languages of its callers."""

import ast
import re
from pathlib import Path

import pytest

EXPRESSION = Path(__file__).parents[2] / "services" / "expression"
SAYS_NO = {"Refused", "Invalid", "Forbidden"}
CHINESE = re.compile(r"[\u4e00-\u9fff]")
ENGLISH = re.compile(r"[A-Za-z]{2}")


def refusals(tree):
    for node in ast.walk(tree):
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Name) and called.id in SAYS_NO:
            yield node


def words(part):
    """Give the letters of a text that stand in the code; what is put in at run time is left out."""
    constants = (one.value for one in ast.walk(part) if isinstance(one, ast.Constant))
    return "".join(value for value in constants if isinstance(value, str))


def names(part):
    return {one.id for one in ast.walk(part) if isinstance(one, ast.Name)}


def is_said_in_both(call):
    """Tell whether a refusal has a code, an English and a Chinese text."""
    if len(call.args) < 3:
        return False
    _, english, chinese = call.args[:3]
    if names(english) >= {"en"} and names(chinese) >= {"zh"}:  # said by who calls this
        return True
    said_in_english = bool(ENGLISH.search(words(english))) and not CHINESE.search(words(english))
    return said_in_english and bool(CHINESE.search(words(chinese)))


def one_sided(tree):
    return [call.lineno for call in refusals(tree) if not is_said_in_both(call)]


@pytest.mark.parametrize(
    "path", sorted(EXPRESSION.rglob("*.py")), ids=lambda path: str(path.relative_to(EXPRESSION))
)
def test_every_refusal_is_said_in_english_and_in_chinese(path):
    assert one_sided(ast.parse(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "said",
    [
        'Refused("code", "only English")',
        'Refused("code", "English", "no Chinese")',
        'Invalid("code", "中文", "中文", field="x")',
        'Forbidden("code", "English", "")',
    ],
)
def test_a_refusal_in_one_language_is_found(said):
    assert one_sided(ast.parse(said)) == [1]


def test_what_is_put_in_at_run_time_is_no_matter():
    said = 'Refused("code", f"topic {one} is closed", f"议题 {one} 已办结")'

    assert one_sided(ast.parse(said)) == []
