"""Matters of other systems come in as they stand there, with the threads of what was said."""

import pytest

from chassis.testing import token

TOPICS, SAID = "/import", "/import/statements"
MATTER = {
    "reference": "pam-3",
    "title": "Carrils bici",
    "category": "transport",
    "division": "440605",
    "author": "7",
    "raised_at": "2016-01-22T00:00:00+01:00",
}
ENDED = {"ended": "declined", "ended_at": "2016-04-08T00:00:00+02:00", "reason": "rejected"}
COMMENT = {"topic": "pam-3", "author": "9", "created_at": "2016-02-01T10:27:33Z"}


def brought(hall, *items, path=TOPICS, as_=None):
    body = {"items": [{**MATTER, **item} if path == TOPICS else COMMENT | item for item in items]}
    answer = hall.post(f"{path}/bulk", body, as_=as_ or hall.integrator)
    assert answer.status == 200, answer.json
    return answer.json


def comment(number, reply_to=None, **more):
    return {"reference": str(number), "text": f"text {number}", "reply_to": reply_to} | more


def test_what_is_open_elsewhere_is_discussed_here_and_announced(hall):
    brought(hall, {})
    topic = hall.topic("import-pam-3")

    assert (topic.stage, topic.origin, topic.entered_by) == ("discussion", "import", "i-1")
    assert topic.raised_by == "import:import-pam-3:7"
    assert topic.raised_at.isoformat() == "2016-01-21T23:00:00+00:00"
    [event] = hall.h.announced
    assert (event.raised_by, event.origin) == (topic.raised_by, "import")


def test_what_ended_elsewhere_owes_nothing_and_is_no_news(hall):
    brought(hall, ENDED)
    topic = hall.topic("import-pam-3")

    assert (topic.stage, topic.step, topic.due_at, topic.alarm_at) == ("declined", *[None] * 3)
    assert [(line.act, line.reason) for line in topic.history][1] == ("ended elsewhere", "rejected")
    assert hall.h.announced == []
    told = hall.h.get("/open311/v2/requests/import-pam-3.json").json[0]
    assert (told["status"], told["updated_datetime"]) == ("closed", "2016-04-07T22:00:00Z")


def test_what_was_said_keeps_whom_it_answers_however_deep(hall):
    brought(hall, ENDED)
    told = brought(hall, comment(1), *(comment(n, str(n - 1)) for n in range(2, 13)), path=SAID)

    assert told["counts"] == {"done": 12}
    shown = {one["reference"]: one for one in hall.get("/import-pam-3/statements")["items"]}
    assert shown["12"]["reply_to"] == "import-pam-3-s-11"
    assert shown["1"]["reply_to"] is None
    assert hall.get("/import-pam-3")["counts"]["statements"] == 12
    assert hall.h.announced == []


def test_the_same_again_changes_nothing(hall):
    for _ in range(2):
        brought(hall, {}, ENDED | {"reference": "pam-4"})
        brought(hall, comment(1), comment(2, "1"), path=SAID)

    assert len(hall.h.backend.collections["topics"]) == 2
    assert hall.get("/import-pam-3")["counts"]["statements"] == 2
    assert hall.facts() == ["TopicRaised", "StatementMade", "StatementMade"]


def test_the_spot_is_kept_beside_the_topic(hall):
    brought(hall, {"lat": 34.19, "long": -118.49, "address": "16815 W VANOWEN ST"})

    told = hall.h.get("/open311/v2/requests/import-pam-3.json").json[0]
    assert (told["lat"], told["address"]) == (34.19, "16815 W VANOWEN ST")


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ({"category": "magic"}, "category-unknown"),
        ({"raised_at": "2030-01-01T00:00:00Z"}, "raised-in-future"),
        (ENDED | {"ended": None}, "ended-unfit"),
        (ENDED | {"ended_at": "2015-01-01T00:00:00Z"}, "ended-unfit"),
        ({"title": ""}, "invalid-body"),
        ({"lat": 91}, "invalid-body"),
        ({"division": "440606"}, "outside-your-divisions"),
    ],
)
def test_a_matter_that_makes_no_sense_is_refused_alone(hall, item, code):
    told = brought(hall, item, {"reference": "pam-5"})

    assert told["counts"] == {"refused": 1, "done": 1}
    assert told["items"][0]["problem"]["type"].endswith(code)


def test_another_matter_under_the_same_reference_is_refused(hall):
    brought(hall, {})
    told = brought(hall, {"title": "Una altra"})

    assert told["items"][0]["problem"]["type"].endswith("reference-taken")


@pytest.mark.parametrize(
    ("item", "code"),
    [
        (comment(2, "missing"), "not-found"),
        (comment(2, topic="pam-9"), "not-found"),
        (comment(1, text="别的"), "statement-differs"),
        (comment(1, "1"), "statement-differs"),
    ],
)
def test_a_reply_to_nothing_is_refused_and_nothing_is_kept_of_it(hall, item, code):
    brought(hall, {})
    brought(hall, comment(1), path=SAID)

    told = brought(hall, item, path=SAID)

    assert told["items"][0]["problem"]["type"].endswith(code)
    assert hall.get("/import-pam-3")["counts"]["statements"] == 1


def test_integrators_alone_import_and_within_their_places(hall):
    elsewhere = token("integrator", sub="i-2", divisions=("440605126",))
    brought(hall, {"division": "440605124"})
    for who, path in ((hall.official, TOPICS), (hall.of("r-1"), SAID)):
        body = {"items": [MATTER]}
        assert hall.post(f"{path}/bulk", body, as_=who).status == 403

    told = brought(hall, comment(1), path=SAID, as_=elsewhere)

    assert told["items"][0]["status"] == 403
