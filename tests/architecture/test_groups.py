"""`make test` leaves no test out."""

from pathlib import Path

from tests.__main__ import HERE, LONGEST_FIRST, words_of


def _files(group: str) -> list[Path]:
    whole, *ignored = words_of(group)
    left_out = [Path(word.removeprefix("--ignore=")) for word in ignored]
    found = [Path(whole)] if whole.endswith(".py") else list(Path(whole).rglob("test_*.py"))
    return [file for file in found if not any(file.is_relative_to(part) for part in left_out)]


def test_every_test_file_is_in_one_group_and_no_other():
    found = [file for group in LONGEST_FIRST for file in _files(group)]

    assert sorted(found) == sorted(HERE.resolve().rglob("test_*.py"))


def test_every_group_has_tests():
    assert all(_files(group) for group in LONGEST_FIRST)
