from datetime import timedelta

import pytest

from chassis.testing import token
from services.expression import inbound
from services.expression.domain.residents.resident import Resident
from services.expression.events import ConsultationResultPublished, StepOverdue
from tests.component.expression.asking import (
    BY_DAY,
    BY_NIGHT,
    DAY,
    QUESTIONS,
    answers,
    asking,
    code,
    set_up,
    settle,
    shown,
    window,
)


def results(hall):
    return [e for e in hall.h.announced if isinstance(e, ConsultationResultPublished)]


def test_those_asked_answer_once_and_the_clock_publishes_the_result_once(hall):
    topic_id = asking(hall)
    for number in range(1, 8):
        assert answers(hall, topic_id, f"r-{number}").status == 201
    settle(hall)
    settle(hall, days=5)

    [announced] = results(hall)
    result = shown(hall, topic_id)["result"]
    assert (announced.asked, announced.answered) == (None, 7)  # 8 asked: one kept silent
    assert announced.results["hours"] == {"day": 7, "night": 0}
    assert result["answered"] == 7
    assert result["published_by"] == "system"


def test_a_change_of_mind_replaces_the_answer_and_is_no_second_voice(hall):
    topic_id = asking(hall)
    for number in range(1, 6):
        answers(hall, topic_id, f"r-{number}")
    changed = answers(hall, topic_id, "r-1", BY_NIGHT)
    again = answers(hall, topic_id, "r-1", BY_NIGHT)
    settle(hall)

    assert (changed.json["changes"], again.json["changes"]) == (1, 2)
    assert hall.facts().count("ConsultationAnswered") == 5
    assert results(hall)[0].results["hours"] == {"day": 4, "night": 1}


def test_the_same_answer_sent_again_under_its_key_is_the_same(hall):
    topic_id = asking(hall)

    first, again = (answers(hall, topic_id, key="k") for _ in range(2))

    assert first.json == again.json
    assert again.json["changes"] == 0


def test_before_it_opens_after_it_closed_and_by_those_not_asked_nothing_is_taken(hall):
    topic_id = asking(hall, opens=1)

    early = code(answers(hall, topic_id))
    hall.h.now = hall.noon + 2 * DAY
    elsewhere = code(answers(hall, topic_id, "r-far"))
    unknown = code(answers(hall, topic_id, "r-unknown"))
    hall.h.now = hall.noon + 3 * DAY
    late = code(answers(hall, topic_id))

    assert early == (409, "consultation-not-open")
    assert elsewhere == unknown == (403, "not-asked")
    assert late == (409, "consultation-closed")
    assert "ConsultationAnswered" not in hall.facts()


@pytest.mark.parametrize(
    ("given", "status", "said"),
    [
        ([{"question": "nobody-asked", "choices": ["day"]}], 422, "question-unknown"),
        ([{"question": "hours", "choices": ["noon"]}], 422, "answer-unfit"),
        ([{"question": "hours", "choices": ["day", "night"]}], 422, "answer-unfit"),
        ([{"question": "hours", "rating": 3}], 422, "answer-unfit"),
        ([{"question": "hours"}], 422, "answer-unfit"),
        ([*BY_DAY, *BY_NIGHT], 422, "questions-unfit"),
        ([*BY_DAY, {"question": "gates", "choices": ["g1", "g2", "g3"]}], 422, "answer-unfit"),
        ([*BY_DAY, {"question": "gates", "choices": ["g1", "g1"]}], 422, "answer-unfit"),
        ([*BY_DAY, {"question": "need", "rating": 6}], 422, "answer-unfit"),
        ([*BY_DAY, {"question": "else", "text": "  "}], 422, "answer-unfit"),
        ([{"question": "need", "rating": 3}], 422, "answer-missing"),
        ([*BY_DAY, {"question": "else", "text": ""}], 422, "invalid-body"),
        ([*BY_DAY, {"question": "else", "text": "长" * 4001}], 422, "invalid-body"),
        ([*BY_DAY, {"question": "else", "text": "长" * 400_000}], 413, "too-large"),
        ([], 422, "invalid-body"),
    ],
)
def test_what_is_no_answer_is_refused_and_nothing_is_kept(hall, given, status, said):
    topic_id = asking(hall)

    answer = answers(hall, topic_id, given=given)

    assert answer.status == status
    assert said in answer.json["type"] or status == 413
    assert hall.h.stored("answers", f"{topic_id}:r-1") is None


def test_a_population_is_places_and_groups_as_they_were_heard_of(hall):
    elder = inbound.ResidentRegistered("r-1", hall.building, hall.noon, ["elder", "villager"])
    hall.h.hears(elder, twice=True)
    topic_id = asking(hall, groups=["elder"])

    assert answers(hall, topic_id, "r-1").status == 201
    assert code(answers(hall, topic_id, "r-2")) == (403, "not-asked")
    assert code(set_up(hall, topic_id, groups=["astrologer"])) == (422, "invalid-body")


def test_turnout_by_group_hides_small_groups_and_what_would_give_them_away(hall):
    young = [Resident(f"y-{n}", hall.building, groups=("youth",)) for n in range(40)]
    old = [Resident(f"o-{n}", hall.building, groups=("elder", "youth")) for n in range(20)]
    hall.h.given("residents", *young, *old)
    topic_id = asking(hall, turnout_by=["elder", "youth"])
    for who in [*(f"y-{n}" for n in range(30)), "o-0", "o-1", "r-1"]:
        assert answers(hall, topic_id, who).status == 201
    settle(hall)

    result = shown(hall, topic_id)["result"]
    lines = {line["row"]: line for line in result["turnout"]}
    assert (result["asked"], result["answered"]) == (68, 33)
    assert lines["elder"]["answered"] is None
    assert lines["other"]["answered"] is None
    assert sum(line["answered"] is None for line in lines.values()) >= 2


def test_where_fewer_than_five_answered_nobody_learns_what_they_said(hall):
    topic_id = asking(hall)
    for number in range(1, 5):
        answers(hall, topic_id, f"r-{number}")
    settle(hall)

    result = shown(hall, topic_id)["result"]
    assert result["answered"] is None
    assert result["questions"][0]["options"] == {}
    assert results(hall)[0].results.get("hours") is None


def test_staff_publish_by_a_deadline_and_a_result_kept_back_is_called_late_then_published(hall):
    topic_id = asking(hall, publication="staff")
    for number in range(1, 7):
        answers(hall, topic_id, f"r-{number}")
    path, body = f"/{topic_id}/consultation/result", {"summary": "多数赞成白天限停"}
    open_still = code(hall.post(path, body))
    settle(hall)
    owed = shown(hall, topic_id)
    published = hall.post(path, body)
    twice = code(hall.post(path, body))

    assert open_still == (409, "consultation-open")
    assert (owed["state"], owed["result"]) == ("counted", None)
    assert published.json["result"]["summary"] == body["summary"]
    assert twice == (409, "result-published")
    assert len(results(hall)) == 1


def test_a_result_that_staff_keep_back_is_called_late_once_a_level_and_then_published(hall):
    topic_id = asking(hall, publication="staff")
    for number in range(1, 7):
        answers(hall, topic_id, f"r-{number}")
    for days in (4, 20, 20, 40, 60, 90):
        settle(hall, days=days)

    late = [e for e in hall.h.announced if isinstance(e, StepOverdue) and e.step == "result"]
    assert [(one.topic_id, one.level) for one in late] == [(topic_id, 1), (topic_id, 2)]
    assert len(results(hall)) == 1


def test_questions_stay_as_they_are_once_it_is_open(hall):
    topic_id = hall.raised(**window(hall, opens=1))

    first = set_up(hall, topic_id)
    changed = set_up(hall, topic_id, questions=QUESTIONS[:1])
    hall.h.now = hall.noon + DAY
    begun = code(set_up(hall, topic_id))

    assert (first.status, changed.status) == (200, 200)
    assert len(shown(hall, topic_id)["questions"]) == 1
    assert begun == (409, "consultation-begun")


def test_what_cannot_be_asked_is_refused(hall):
    topic_id = hall.raised(**window(hall))
    options = QUESTIONS[0] | {"options": QUESTIONS[0]["options"][:1]}

    assert code(set_up(hall, hall.raised())) == (409, "channel-regular")
    assert code(set_up(hall, topic_id, places=["440605125"])) == (422, "asked-elsewhere")
    assert code(set_up(hall, topic_id, places=[hall.building] * 2)) == (422, "asked-twice")
    assert code(set_up(hall, topic_id, questions=[options])) == (422, "questions-unfit")
    assert code(set_up(hall, topic_id, questions=QUESTIONS[:1] * 2)) == (422, "questions-unfit")
    assert code(set_up(hall, topic_id, questions=[])) == (422, "invalid-body")


def test_a_declined_topic_asks_nobody_and_what_nobody_answered_is_called_off(hall):
    topic_id = asking(hall)
    hall.post(f"/{topic_id}/decline", {"reason": "已列入2019年改造"})

    declined = code(answers(hall, topic_id))
    settle(hall)

    assert declined == (409, "consultation-ended")
    assert shown(hall, topic_id)["state"] == "called_off"
    assert results(hall) == []


def test_everyone_sees_their_own_answer_and_staff_read_texts_without_names(hall):
    topic_id = asking(hall)
    given = [*BY_DAY, {"question": "else", "text": "请保留访客车位"}]
    answers(hall, topic_id, "r-2", [*BY_DAY, {"question": "else", "text": "旧"}])
    answers(hall, topic_id, "r-2", given)

    own = hall.get(f"/{topic_id}/consultation/answer", as_=hall.of("r-2"))
    texts = hall.get(f"/{topic_id}/consultation/texts?question=else", as_=hall.staff)
    other = hall.h.get(f"/v1/topics/{topic_id}/consultation/answer", as_=hall.of("r-3"))

    assert [one["text"] for one in own["answers"]] == [None, "请保留访客车位"]
    assert [one["text"] for one in texts["items"]] == ["请保留访客车位"]
    assert "r-2" not in str(texts)
    assert other.status == 404


def test_paper_forms_come_in_by_the_hundred_and_each_counts_once(hall):
    topic_id = asking(hall)
    forms = [{"answers": BY_DAY, "resident_id": f"r-{n}"} for n in (1, 2, 2, 3)]
    forms.append({"answers": BY_DAY, "resident_id": "r-unknown"})

    told = hall.post(f"/{topic_id}/consultation/answers/bulk", {"items": forms})

    assert told.json["counts"] == {"done": 4, "refused": 1}
    assert hall.facts().count("ConsultationAnswered") == 3
    assert hall.h.stored("answers", f"{topic_id}:r-3").entered_by == "w-1"


def test_many_are_counted_a_piece_at_a_time(hall):
    crowd = (Resident(f"c-{n:04d}", hall.building) for n in range(1200))
    hall.h.given("residents", *crowd)
    topic_id = asking(hall)
    for number in range(6):
        answers(hall, topic_id, f"c-{number:04d}")

    states = []
    for _ in range(4):
        settle(hall)
        states.append(shown(hall, topic_id)["state"])

    assert states == ["counting", "counting", "published", "published"]
    assert results(hall)[0].asked == 1208


def test_who_is_forgotten_leaves_an_answer_that_is_nobodys_and_the_result_stays(hall):
    topic_id = asking(hall)
    for number in range(1, 7):
        answers(hall, topic_id, f"r-{number}")
    hall.h.hears(inbound.ResidentErased("r-1", hall.place), twice=True)
    hall.h.tick("forget_residents")
    hall.h.tick("forget_residents")
    settle(hall)

    assert "r-1" not in str(hall.h.backend.collections["answers"])
    assert hall.h.announced[-2].cut_off["answers"] == 1
    assert results(hall)[0].answered == 6


def test_a_captain_who_is_forgotten_is_named_in_no_form_they_entered(hall):
    topic_id = asking(hall)
    captain = token("captain", sub="lou", divisions=(hall.place,))
    form = {"answers": BY_DAY, "resident_id": "r-1"}
    hall.post(f"/{topic_id}/consultation/answers", form, as_=captain)
    hall.h.hears(inbound.ResidentErased("lou", hall.place), twice=True)
    for _ in range(2):
        hall.h.tick("forget_residents")

    kept = hall.h.stored("answers", f"{topic_id}:r-1")
    assert kept.entered_by.startswith("erased:")


def test_another_town_and_a_resident_cannot_set_up_or_publish(hall):
    topic_id = asking(hall, publication="staff")
    elsewhere = token("worker", sub="w-2", divisions=("440605125",))
    hall.h.now = hall.noon + timedelta(days=4)

    for who in (elsewhere, hall.of("r-1")):
        path = f"/{topic_id}/consultation/result"
        assert hall.post(path, {"summary": "x"}, as_=who).status == 403
