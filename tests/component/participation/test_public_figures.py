from datetime import date, timedelta

import pytest


@pytest.fixture
def counted(service, worker, places):
    """Three communities, one of which has three who visited a space."""

    def rungs(**numbers):
        return {"residents": sum(numbers.values())} | numbers

    rows = {
        places.dabu: rungs(none=40, space=3, activity=9),
        places.tangzhong: rungs(none=50, space=20, activity=30),
        places.zone: rungs(none=60, space=70, activity=8),
    }
    kept = service.backend.collections.setdefault("rungs", {})
    kept |= {code: {"_id": code, "division": code, **row} for code, row in rows.items()}
    service.tick("publish_figures")
    return service


def shown(service):
    figures = service.get("/v1/public-figures").json
    return {row["division"]: row for row in [*figures["communities"], figures["total"]]}


def test_a_small_number_is_withheld_and_so_is_what_would_give_it_away(counted, places):
    lines = shown(counted)

    assert lines[places.dabu]["rungs"]["space"] is None
    assert lines[places.dabu]["residents"] == 52
    for line in lines.values():
        assert list(line["rungs"].values()).count(None) != 1
    hidden = [code for code, line in lines.items() if line["rungs"]["space"] is None]
    assert len(hidden) > 1
    assert lines[places.district]["residents"] == 290


def test_figures_are_published_once_a_day(counted, places, worker):
    before = shown(counted)
    counted.backend.collections["rungs"][places.zone]["none"] += 1

    counted.tick("publish_figures")
    same_day = shown(counted)
    counted.now += timedelta(days=1)
    counted.tick("publish_figures")

    assert same_day == before
    assert shown(counted)[places.zone]["rungs"]["none"] == 61
    assert counted.get("/v1/public-figures").json["on"] == date(2019, 5, 7).isoformat()


def test_of_a_district_nothing_was_published_for_there_is_nothing(service):
    service.tick("publish_figures")

    assert service.get("/v1/public-figures").status == 404
    assert service.get("/v1/public-figures?division=440606").status == 404
