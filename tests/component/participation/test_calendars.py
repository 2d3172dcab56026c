"""The feeds, read back by a parser that did not write them."""

from datetime import UTC, datetime, timedelta

import pytest
import vobject

from tests.component.participation.conftest import DABU, LISHUI, NOON

COMMUNITY = f"/v1/divisions/{DABU}/calendar.ics"
SPACE = "/v1/spaces/home/calendar.ics"
LONG = "亲子阅读，家长与孩子一起；请自带图书\\绘本" * 6


@pytest.fixture
def feed(service):
    return lambda path=COMMUNITY: vobject.readOne(service.get(path).text)


@pytest.fixture
def entries(feed):
    """Give the entries of a feed by title."""
    return lambda path=COMMUNITY: {one.summary.value: one for one in feed(path).vevent_list}


def test_a_feed_is_a_calendar_anybody_may_read(service, an_activity):
    an_activity()

    answer = service.get(COMMUNITY)

    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert answer.text.endswith("END:VCALENDAR\r\n")
    assert "ETag" not in answer.headers


def test_an_activity_stands_in_the_feeds_of_its_community_and_its_space(an_activity, entries):
    activity = an_activity().json["id"]

    for path in (COMMUNITY, SPACE):
        entry = entries(path)["亲子阅读"]
        assert entry.uid.value == f"{activity}@gongzhi"
        assert entry.dtstart.value.astimezone(UTC) == NOON
        assert entry.dtend.value.astimezone(UTC) == NOON + timedelta(hours=2)
        assert (entry.location.value, entry.status.value) == ("亲青家园", "CONFIRMED")
        assert (entry.sequence.value, entry.dtstamp.value) == ("0", NOON)


def test_times_are_those_of_china_and_the_feed_says_what_they_are(service, feed, an_activity):
    an_activity()
    zone = feed().vtimezone

    text = service.get(COMMUNITY).text

    assert "DTSTART;TZID=Asia/Shanghai:20190506T120000\r\n" in text
    assert zone.tzid.value == "Asia/Shanghai"
    in_summer = datetime(2019, 7, 1, tzinfo=feed().vevent.dtstart.value.tzinfo)
    assert in_summer.utcoffset() == timedelta(hours=8)


def test_no_line_is_longer_than_75_octets_and_none_breaks_a_character(
    service, an_activity, entries
):
    an_activity(title=LONG)
    lines = service.get(COMMUNITY).text.encode().split(b"\r\n")

    assert max(map(len, lines)) <= 75
    assert all(line.decode() is not None for line in lines)
    assert sum(line.startswith(b" ") for line in lines) > 5
    assert list(entries()) == [LONG]


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("茶话会\r\nBEGIN:VEVENT", "茶话会 BEGIN:VEVENT"),
        ("a\rEND:VCALENDAR", "a END:VCALENDAR"),
        ("a;b,c:d\"e'f\\n", "a;b,c:d\"e'f\\n"),
        ("🏮" * 40, "🏮" * 40),
    ],
)
def test_a_title_cannot_break_out_of_its_entry(an_activity, entries, title, told):
    an_activity(title=title)

    assert list(entries()) == [told]


def test_a_change_keeps_the_uid_and_raises_the_sequence(service, an_activity, entries, worker):
    activity = an_activity().json["id"]
    before = entries()["亲子阅读"]
    service.now += timedelta(minutes=5)
    later = {"ends_at": (NOON + timedelta(hours=3)).isoformat()}
    service.put(f"/v1/activities/{activity}", later, as_=worker)

    after = entries()["亲子阅读"]

    assert after.uid.value == before.uid.value
    assert (before.sequence.value, after.sequence.value) == ("0", "1")
    assert after.dtend.value.astimezone(UTC) == NOON + timedelta(hours=3)
    assert after.dtstamp.value == NOON + timedelta(minutes=5)


def test_what_is_called_off_stays_in_the_feed_as_cancelled(service, an_activity, entries, worker):
    activity = an_activity().json["id"]
    service.post(f"/v1/activities/{activity}/calling-off", {"reason": "台风"}, as_=worker)

    entry = entries()["亲子阅读"]

    assert (entry.status.value, entry.sequence.value) == ("CANCELLED", "1")
    assert entry.description.value == "已取消：台风"


def test_sign_ups_change_nothing_in_the_feed_and_name_nobody(service, an_activity, ann):
    activity = an_activity().json["id"]
    before = service.get(COMMUNITY).text
    service.post(f"/v1/activities/{activity}/signups", {"resident_id": "ann"}, as_=ann)

    assert service.get(COMMUNITY).text == before


def test_a_feed_holds_its_own_community_and_what_lies_within_it(service, an_activity, entries):
    service.given("divisions", service.stored("divisions", DABU).__class__(**estate(service)))
    an_activity(title="本社区")
    an_activity(title="小区里", division=f"{DABU}-e01", space_id=None)

    assert list(entries()) == ["本社区", "小区里"]
    assert list(entries(SPACE)) == ["本社区"]


def estate(service):
    above = service.stored("divisions", DABU)
    return vars(above) | {"id": f"{DABU}-e01", "division": f"{DABU}-e01", "parent": DABU}


def test_a_feed_holds_the_last_month_and_what_comes(service, an_activity, feed):
    an_activity()
    service.now += timedelta(days=31)

    assert not hasattr(feed(), "vevent_list")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"/v1/divisions/{LISHUI}/calendar.ics", 422),
        ("/v1/divisions/440605126099/calendar.ics", 422),
        ("/v1/spaces/nowhere/calendar.ics", 404),
        (f"{COMMUNITY}?week=1", 400),
    ],
)
def test_a_feed_there_is_not_is_refused(service, path, status):
    answer = service.get(path)

    assert (answer.status, answer.json["status"]) == (status, status)
