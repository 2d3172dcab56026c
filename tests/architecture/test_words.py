"""The chassis could carry another domain: it knows no word of this one."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Town and community are missing on purpose: they name levels of a division code, which the chassis
# routes by and checks callers against.
OF_THE_DOMAIN = """
activity adviser affair captain citizen collaboration deliberation dispute grant guidance honour
indicator invitation invitee ledger mediator mentor milestone nudge organisation organization
participation resident resolution score suggestion topic volunteer vote
"""
DOMAIN_WORDS = frozenset(OF_THE_DOMAIN.split())
# AMQP calls an exchange that routes by patterns a topic exchange.
BROKER_FILES = {"messaging", "asyncapi.py", "events.py"}
BROKER_WORDS = {"topic"}
VAGUE = "utils util helpers manager managers data info base misc common"
VAGUE_NAMES = frozenset(VAGUE.split())
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def words_of(text):
    found = {word.lower() for word in WORD.findall(text)}
    singular = {word.removesuffix("s") for word in found}
    return found | singular | {re.sub("ies$", "y", word) for word in found}


def domain_words_in(path):
    allowed = BROKER_WORDS if BROKER_FILES & set(path.parts) else set()
    return sorted((words_of(path.read_text(encoding="utf-8")) & DOMAIN_WORDS) - allowed)


def test_no_word_of_the_domain_is_in_the_chassis():
    # what a test may say of tokens is said in words of the services it tests
    paths = [path for path in (ROOT / "chassis").rglob("*.py") if path.parent.name != "testing"]
    found = {str(path.relative_to(ROOT)): domain_words_in(path) for path in paths}

    assert {path: words for path, words in found.items() if words} == {}


@pytest.mark.parametrize(
    "text", ["def raise_topic(): ...", "class TopicRaised: ...", "# residents", "activities"]
)
def test_a_word_of_the_domain_is_found_however_it_is_written(tmp_path, text):
    path = tmp_path / "leak.py"
    path.write_text(text)

    assert domain_words_in(path)


def vaguely_named(paths):
    return [str(path) for path in paths if path.stem in VAGUE_NAMES]


def test_no_file_has_a_name_that_could_mean_anything():
    folders = ("chassis", "services", "client", "deploy")

    assert vaguely_named(path for folder in folders for path in (ROOT / folder).rglob("*.py")) == []


def test_a_name_that_could_mean_anything_is_found():
    assert vaguely_named([Path("chassis/utils.py")]) == ["chassis/utils.py"]
