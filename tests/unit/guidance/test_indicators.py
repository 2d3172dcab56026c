from services.guidance.domain.indicators import by, of_place
from tests.unit.guidance.builders import SHISHAN, TANGZHONG


def test_a_town_is_the_sum_of_its_communities():
    records = [
        {"id": TANGZHONG, "division": TANGZHONG, "topics_raised": 3, "topics_answered": 2},
        {"id": "440605124005", "division": "440605124005", "topics_raised": 1},
    ]

    figures = of_place(SHISHAN, records)

    assert figures.counts == {"topics_answered": 2, "topics_raised": 4}
    assert figures.rates["answered"] == 0.5


def test_a_rate_of_nothing_is_no_rate():
    assert of_place(TANGZHONG, []).rates == {
        "answered": None,
        "solved": None,
        "satisfied": None,
        "worked": None,
        "overturned": None,
        "screening_hours": None,
    }


def test_the_mean_time_to_screening_is_told_in_hours():
    record = {"id": TANGZHONG, "screenings_timed": 2, "screening_seconds": 10800}

    assert of_place(TANGZHONG, [record]).rates["screening_hours"] == 1.5


def test_numbers_are_added_up_for_each_value_of_a_label():
    records = [
        {"id": "a:space", "division": "a", "rung": "space", "offered": 1},
        {"id": "b:space", "division": "b", "rung": "space", "offered": 2, "accepted": 1},
        {"id": "b:activity", "division": "b", "rung": "activity", "offered": 5},
    ]

    assert by("rung", records) == [
        {"rung": "activity", "offered": 5},
        {"rung": "space", "accepted": 1, "offered": 3},
    ]
