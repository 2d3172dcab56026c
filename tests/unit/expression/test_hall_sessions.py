from datetime import timedelta

import pytest

from chassis.errors import Invalid, Refused
from services.expression.domain.hall.announcing import Plan, amend, announce
from services.expression.domain.hall.minutes import (
    Account,
    Revision,
    TopicHeard,
    draft,
    edit,
    publish,
)
from services.expression.domain.hall.queue import SpeakersQueue, SpeakingTurn
from services.expression.domain.hall.sessions import AgendaItem, HallMove, Phase
from services.expression.domain.hall.steering import adjourn, close, go_to, open_session
from services.expression.domain.topics.topic import Stage
from tests.unit.expression.builders import NOON, PLACE, a_topic
from tests.unit.expression.test_hall_queue import a_session

AGENDA = (AgendaItem(1, "停车", "topic-1"), AgendaItem(2, "其他"))
TOMORROW = NOON + timedelta(days=1)


def a_plan(**changes):
    fields = {
        "title": "议事会",
        "place": "议事厅",
        "starts_at": TOMORROW,
        "moderator_id": "r-8",
        "agenda": AGENDA,
    }
    return Plan(**(fields | changes))


def a_move(at=TOMORROW, reason=""):
    return HallMove(at, "act", "w-1", reason)


def test_what_is_announced_names_its_topics_once():
    twice = (*AGENDA, AgendaItem(3, "再议", "topic-1"))

    session, [event] = announce("s", PLACE, a_plan(agenda=twice), by="w-1", now=NOON)

    assert session.topic_ids == ("topic-1",)
    assert event.topic_ids == ["topic-1"]
    assert (session.phase, session.history[0].by) == (Phase.ANNOUNCED, "w-1")


def test_a_correction_is_announced_again_before_the_beginning_alone():
    ahead, begun = a_session(Phase.ANNOUNCED, item=0), a_session()

    told = amend(ahead, a_plan(place="大会议室"), move=a_move(NOON))[1]
    untold = amend(begun, a_plan(place="大会议室"), move=a_move())[1]

    assert ([event.place for event in told], untold) == (["大会议室"], [])
    with pytest.raises(Invalid, match="lies ahead"):
        amend(ahead, a_plan(starts_at=NOON), move=a_move(NOON))


def test_who_led_before_is_remembered():
    first = amend(a_session(), a_plan(moderator_id="r-9"), move=a_move())[0]
    back = amend(first, a_plan(moderator_id="w-1"), move=a_move())[0]

    assert (first.moderators, first.moderator_id) == (("w-1", "r-9"), "r-9")
    assert back.moderators == ("r-9", "w-1")


def test_doors_open_an_hour_before_the_time():
    ahead = a_session(Phase.ANNOUNCED, item=0)
    early, in_time = TOMORROW - timedelta(minutes=61), TOMORROW - timedelta(minutes=60)

    opened, _ = open_session(ahead, move=a_move(in_time))

    assert (opened.phase, opened.item, opened.opened_at) == (Phase.OPEN, 1, in_time)
    with pytest.raises(Refused, match="this session begins at"):
        open_session(ahead, move=a_move(early))


def test_an_adjourned_session_goes_on_where_it_stopped():
    begun = a_session(item=2, opened_at=NOON)

    adjourned, [told] = adjourn(begun, TOMORROW, move=a_move(NOON, "时间已到"))
    resumed, _ = open_session(adjourned, move=a_move(NOON))

    assert (told.reason, told.resumes_at) == ("时间已到", TOMORROW)
    assert (resumed.item, resumed.opened_at, resumed.resumes_at) == (2, NOON, None)
    with pytest.raises(Invalid, match="later than now"):
        adjourn(begun, NOON, move=a_move(NOON, "…"))


def test_the_item_there_is_already_changes_nothing():
    session = a_session()

    assert go_to(session, 1, move=a_move()) == (session, [])
    assert go_to(session, None, move=a_move())[0].history[-1].item == 2


def test_closing_says_whether_it_was_held():
    held, [told] = close(a_session(opened_at=NOON), spoken=3, move=a_move())
    off, [not_held] = close(a_session(Phase.ANNOUNCED), spoken=0, move=a_move(reason="台风"))

    assert (held.phase, told.held, told.spoken) == (Phase.CLOSED, True, 3)
    assert (off.phase, not_held.held) == (Phase.CALLED_OFF, False)


def test_minutes_tell_of_each_item_who_was_called_and_what_was_resolved():
    topic = a_topic(Stage.RESOLVED)
    turns = (
        SpeakingTurn("t-1", "session-1", PLACE, 2, 1, NOON, "w-1", False, "行动不便"),
        SpeakingTurn("t-2", "session-1", PLACE, 1, 1, NOON, "w-1"),
    )
    heard = {"topic-1": TopicHeard(topic, {"statements": 4, "votes": 9, "voters": 3})}
    queue = SpeakersQueue("session-1", PLACE, asked=2, turns=2)
    account = Account(
        a_session(Phase.CLOSED, opened_at=NOON, closed_at=TOMORROW), queue, turns, heard
    )

    minutes, edition = draft(None, account, Revision("w-1", TOMORROW, "drafted"))

    first, second = minutes.text.split("\n\n")[1:]
    assert first.splitlines() == [
        "1. 停车",
        "发言号码 / Called: 2, 1",
        "提前发言 / Called out of order: 2: 行动不便",
        "意见 / Statements: 4; 表态 / Votes: 9; 参与人数 / Voters: 3",
        "决议 / Resolution: 划40个车位 (赞成/反对/弃权 agree/disagree/pass: 20 / 1 / 0)",
    ]
    assert second.splitlines() == ["2. 其他", "发言号码 / Called: —"]
    assert (edition.number, edition.text, edition.by) == (1, minutes.text, "w-1")


def test_editions_are_numbered_and_publishing_is_announced_once():
    account = Account(a_session(Phase.CLOSED), SpeakersQueue("session-1", PLACE), (), {})
    minutes, _ = draft(None, account, Revision("w-1", NOON, "drafted"))
    edited, edition = edit(minutes, "同意。", Revision("w-2", TOMORROW, "补充"))

    public, [told] = publish(edited, [a_topic(Stage.RESOLVED), a_topic(id="t-2")], now=TOMORROW)

    assert (edition.id, edition.number, edition.reason) == ("session-1:000002", 2, "补充")
    assert (told.edition, told.resolved) == (2, ["topic-1"])
    assert publish(public, [], now=TOMORROW) == (public, [])
