"""The journal is believed only when every line of it makes sense."""

import pytest

from tests.chaos import oracle
from tests.chaos.journal import Journal, JournalCorrupt, read

INTENT = {"kind": "intent", "key": "k1", "act": "visit", "who": "r1", "where": "440605124004"}
OUTCOME = {"kind": "outcome", "key": "k1", "outcome": "ok", "id": "v1"}


@pytest.fixture
def journal(tmp_path):
    return Journal(tmp_path / "journal.jsonl")


def test_what_was_written_is_read(journal):
    journal.write_all([INTENT, OUTCOME])

    assert read(journal.path) == [INTENT, OUTCOME]


CORRUPT = {
    "half a line": b'{"kind": "intent", "key"',
    "no JSON": b"yes\n",
    "no object": b"[1]\n",
    "an unknown kind": b'{"kind": "rumor"}\n',
    "an intent of nobody": b'{"kind": "intent", "key": "k2", "act": "visit"}\n',
    "an outcome of nothing": b'{"kind": "outcome", "key": "k9", "outcome": "ok"}\n',
    "an unknown outcome": b'{"kind": "outcome", "key": "k1", "outcome": "perhaps"}\n',
    "an intent twice": b'{"kind": "intent", "key": "k1", "act": "a", "who": "r", "where": "4"}\n',
}


@pytest.mark.parametrize("line", CORRUPT.values(), ids=CORRUPT)
def test_a_line_that_makes_no_sense_is_refused(journal, line, capsys):
    journal.write_all([INTENT, OUTCOME])
    with journal.path.open("ab") as file:
        file.write(line)

    with pytest.raises(JournalCorrupt):
        read(journal.path)
    assert oracle.main([str(journal.path), "mongodb://nowhere", "nowhere"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_journal_that_is_not_there_is_said_in_one_sentence(tmp_path, capsys):
    assert oracle.main([str(tmp_path / "none"), "mongodb://nowhere", "nowhere"]) == 2
    assert "cannot be read" in capsys.readouterr().err
