from datetime import date

from services.participation.domain.divisions.division import Division, Ended, Kind
from services.participation.domain.divisions.figures import (
    Codes,
    Recorded,
    Year,
    codes_within,
    figures_of,
    fold,
    heirs_of,
)

TOWN, NEXT = "440605126", "440605124"
A, B, C, ELSEWHERE = f"{TOWN}009", f"{TOWN}010", f"{TOWN}011", f"{NEXT}004"


def merged(code, into):
    return Division(
        code,
        code,
        code,
        Kind.RESIDENTS_COMMITTEE,
        code[:9],
        committee=True,
        valid_to=date(2019, 7, 1),
        ended_by=Ended.MERGED,
        successors=(into,),
    )


def service(code, year, minutes):
    return {"id": f"{code}:{year}", "division": code, "year": year, "minutes": minutes, "lines": 1}


RECORDED = Recorded(
    spaces=[
        {"id": "s", "division": A, "visits": 7, "2018-02": 3, "2018-12": 2, "2019-01": 2},
        {"id": "t", "division": f"{B}-e01", "visits": 4, "2018-03": 4, "hour_10": 4},
    ],
    service=[service(A, "2018", 60), service(B, "2018", 30), service(A, "2019", -20)],
    rungs=[
        {"id": A, "division": A, "residents": 3, "space": 2, "none": 1},
        {"id": B, "division": B, "residents": 5, "space": 5},
    ],
)


def shown(code, codes, heirs):
    figures = figures_of(code, RECORDED, codes=codes, heirs=heirs)
    return figures, {line.division: line for line in figures.communities}


def test_a_merged_community_is_found_under_its_successor_and_as_it_was():
    heirs = heirs_of([merged(A, B)])

    _, now = shown(TOWN, Codes.NOW, heirs)
    _, then = shown(TOWN, Codes.THEN, heirs)

    assert now[B].years == {"2018": Year(9, 90, 2), "2019": Year(2, -20, 1)}
    assert list(now) == [B]
    assert then[A].years == {"2018": Year(5, 60, 1), "2019": Year(2, -20, 1)}
    assert then[B].years == {"2018": Year(4, 30, 1)}


def test_the_total_is_the_same_under_either_codes():
    heirs = heirs_of([merged(A, B)])

    now, _ = shown(TOWN, Codes.NOW, heirs)
    then, _ = shown(TOWN, Codes.THEN, heirs)

    assert now.total == then.total
    assert now.total.years["2018"] == Year(9, 90, 2)
    assert (now.total.residents, now.total.rungs["space"]) == (8, 7)


def test_what_went_over_into_another_town_is_counted_there_and_only_there():
    heirs = heirs_of([merged(A, ELSEWHERE)])

    here, _ = shown(TOWN, Codes.NOW, heirs)
    there, lines = shown(NEXT, Codes.NOW, heirs)
    district, _ = shown(TOWN[:6], Codes.NOW, heirs)

    assert here.total.years["2018"].visits + there.total.years["2018"].visits == 9
    assert lines[ELSEWHERE].years["2018"] == Year(5, 60, 1)
    assert district.total.years["2018"] == Year(9, 90, 2)
    assert codes_within(NEXT, heirs) == [NEXT, A]


def test_a_line_of_mergers_leads_to_what_stands_today():
    assert heirs_of([merged(A, B), merged(B, C)]) == {A: C, B: C}


def test_published_rows_are_folded_into_what_stands_today():
    rows = fold(RECORDED.rungs, {A: B})

    assert rows == [{"id": B, "division": B, "residents": 8, "space": 7, "none": 1}]
