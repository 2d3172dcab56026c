import pytest

from chassis.errors import NotFound, Refused
from services.expression.domain.topics.advice import attach
from services.expression.domain.topics.imports import ElsewhereVoted, read_vote
from services.expression.domain.topics.statements import (
    ElsewhereSaid,
    Moderation,
    belonging,
    import_statement,
    make_statement,
)
from services.expression.domain.topics.topic import Actor, Advice, Origin, Stage
from services.expression.domain.topics.votes import Choice

from .builders import MEI, NOON, a_statement, a_topic

IMPORTED = a_topic(Stage.DISCUSSION, id="import-x", origin=Origin.IMPORT)
SAID = ElsewhereSaid("153", "139", "我贊成", NOON, Moderation.REJECTED)
BY = Actor("i-1")


@pytest.mark.parametrize("stage", [Stage.RAISED, Stage.DISCUSSION, Stage.EXECUTING])
def test_residents_speak_before_during_and_after_and_the_record_shows_when(stage):
    statement, events = make_statement("s", a_topic(stage), by=MEI, text="…", now=NOON)

    assert statement.stage is stage
    assert (events[0].made_by, events[0].origin) == (MEI.id, "resident")


@pytest.mark.parametrize("stage", [Stage.CLOSED, Stage.DECLINED, Stage.MERGED])
def test_nobody_speaks_on_what_has_ended(stage):
    with pytest.raises(Refused, match="cannot be spoken on"):
        make_statement("s", a_topic(stage), by=MEI, text="…", now=NOON)


def test_an_imported_statement_is_no_residents_and_found_again_by_its_reference():
    statement, events = import_statement(IMPORTED, SAID, by=BY)

    assert statement.id == "import-x-s-153"
    assert statement.made_by == "import:import-x:139"
    assert statement.moderated is Moderation.REJECTED
    assert events[0].origin == "import"


def test_nothing_is_imported_into_a_topic_raised_here():
    with pytest.raises(Refused, match="only into a topic that was imported"):
        import_statement(a_topic(Stage.DISCUSSION), SAID, by=BY)


def test_an_imported_vote_is_named_by_what_it_says():
    voted = ElsewhereVoted("27", "153", Choice.AGREE, NOON.replace(microsecond=1999), 17)

    vote = read_vote(IMPORTED, voted, by=BY)

    assert vote == read_vote(IMPORTED, voted, by=BY)
    assert vote.id == "import-x-s-153:27:1557115200001:17"
    assert vote.voter_id == "import:import-x:27"
    assert vote.mark.cast_at.microsecond == 1000


def test_a_statement_of_a_merged_topic_belongs_to_the_one_it_went_on_within():
    statement = a_statement(topic_id="topic-2")

    assert belonging(statement, "s-1", a_topic(merged=("topic-2",))) == statement
    with pytest.raises(NotFound):
        belonging(statement, "s-1", a_topic())
    with pytest.raises(NotFound):
        belonging(None, "s-1", a_topic())


def test_an_opinion_is_attached_once():
    advice = Advice("advice-1", "adviser-7", "先划访客车位", NOON)
    topic, _ = attach(a_topic(), advice)

    assert topic.advice == (advice,)
    assert attach(topic, advice) == (topic, [])
