import json
from pathlib import Path

import pytest

import services.participation
from services.participation.events import PlaceEnded, PlaceEntered

OFFICIAL_LIST = Path(services.participation.__file__).parent / "divisions" / "440605.json"
COMMUNITY = {
    "code": "440605126010",
    "name": "新社区居委会",
    "kind": "residents_committee",
    "parent": "440605126",
}


@pytest.fixture
def nanhai(anew, integrator):
    items = json.loads(OFFICIAL_LIST.read_text(encoding="utf-8"))["items"]
    anew.answer = anew.post("/v1/divisions/bulk", {"items": items}, as_=integrator)
    return anew


def test_the_official_list_names_its_source():
    source = json.loads(OFFICIAL_LIST.read_text(encoding="utf-8"))["source"]

    assert "国家统计局" in source["origin"]
    assert source["compiled_licence"].startswith("WTFPL")


def test_the_official_list_of_nanhai_is_entered_whole(nanhai):
    summary = nanhai.get("/v1/divisions/summary").json

    assert {item["status"] for item in nanhai.answer.json["items"]} == {201}
    assert summary["towns"] == 7
    assert summary["communities"] == 307
    assert (summary["committees"], summary["zones"]) == (290, 17)


def test_entering_the_official_list_again_changes_nothing(nanhai, integrator):
    before = nanhai.backend.collections["divisions"].copy()
    items = json.loads(OFFICIAL_LIST.read_text(encoding="utf-8"))["items"]

    nanhai.post("/v1/divisions/bulk", {"items": items}, as_=integrator)

    assert nanhai.backend.collections["divisions"] == before
    assert nanhai.get("/v1/divisions/summary").json["communities"] == 307


def test_a_town_counts_its_own_communities(nanhai):
    guicheng = nanhai.get("/v1/divisions/summary?division=440605011").json

    assert (guicheng["towns"], guicheng["communities"]) == (1, 45)


def test_anybody_leafs_through_the_communities_of_a_town(nanhai):
    first = nanhai.get("/v1/divisions?parent=440605011&limit=40").json
    rest = nanhai.get(f"/v1/divisions?parent=440605011&cursor={first['next']}").json

    assert (len(first["items"]), len(rest["items"]), rest["next"]) == (40, 5, None)


def test_anybody_looks_a_community_up(nanhai):
    lixiong = nanhai.get("/v1/divisions/440605125003").json

    assert lixiong["short_name"] == "沥雄社区"
    assert lixiong["committee"]


def test_an_unknown_place_is_not_found(nanhai):
    assert nanhai.get("/v1/divisions/440605999").status == 404


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"parent": "440605199"}, "parent-unknown"),
        ({"parent": None}, "parent-unknown"),
        ({"code": "440605124010"}, "code-outside-parent"),
        ({"kind": "town"}, "code-does-not-fit"),
    ],
)
def test_a_place_that_does_not_fit_is_refused(service, integrator, change, code):
    answer = service.post("/v1/divisions", COMMUNITY | change, as_=integrator)

    assert answer.status == 422
    assert answer.json["type"].endswith(code)


def test_a_code_of_a_wrong_width_is_refused_before_anything_is_asked(service, integrator):
    answer = service.post("/v1/divisions", COMMUNITY | {"code": "4406051"}, as_=integrator)

    assert answer.status == 422


def test_a_refusal_is_said_in_chinese_to_who_reads_it(service, integrator):
    wanted = COMMUNITY | {"parent": "440605199"}

    answer = service.post("/v1/divisions", wanted, as_=integrator, language="zh")

    assert "不存在" in answer.json["detail"]


def test_an_integrator_of_one_town_enters_nothing_in_another(service, captain, worker):
    assert service.post("/v1/divisions", COMMUNITY, as_=worker).status == 403


def test_a_building_gets_an_id_of_our_own(service, worker, places):
    path = f"/v1/divisions/{places.dabu}/places"
    estate = service.post(path, {"kind": "estate", "name": "大步花园"}, as_=worker).json

    building = service.post(
        f"/v1/divisions/{estate['id']}/places", {"kind": "building", "name": "3栋"}, as_=worker
    )

    assert building.json["id"] == f"{places.dabu}-e01-b01"
    assert service.get("/v1/divisions/summary").json["by_kind"]["building"] == 1


def test_a_worker_names_no_building_elsewhere(service, worker, places):
    answer = service.post(
        f"/v1/divisions/{places.tangzhong}/places", {"kind": "building", "name": "3栋"}, as_=worker
    )

    assert answer.status == 403


def test_communities_join_a_round_of_pilots(service, official, places):
    pilot = {"community_id": places.dabu, "round": "2018-1", "since": "2018-02-01"}
    pilot |= {"level": "district", "setting": "rural"}

    for _ in range(2):
        answer = service.post("/v1/pilots/bulk", {"items": [pilot]}, as_=official)

    assert answer.json["items"][0]["status"] == 201
    assert service.get("/v1/divisions/summary").json["pilots"] == 1
    assert [place["id"] for place in service.get("/v1/pilots").json["items"]] == [places.dabu]


def test_a_zone_is_no_pilot(service, official, places):
    pilot = {"community_id": places.zone, "round": "1", "since": "2018-02-01", "level": "town"}

    assert service.post("/v1/pilots", pilot, as_=official).status == 409


def test_a_weak_community_is_announced_and_so_is_its_recovery(service, official, places, announced):
    path = f"/v1/divisions/{places.dabu}"
    service.post(f"{path}/weakness", {"reason": "没有议事"}, as_=official)

    recovered = service.post(f"{path}/recovery", as_=official).json

    assert announced() == ["CommunityFlaggedWeak", "CommunityRecovered"]
    assert recovered["rectifications"][0]["recovered_on"] == "2019-05-06"


def places_told(h):
    told = [event for event in h.announced if isinstance(event, PlaceEntered | PlaceEnded)]
    return [(type(event).__name__, event.place_id) for event in told]


def test_others_are_told_of_a_place_once(nanhai, integrator):
    estate = {**COMMUNITY, "code": "440605126009-e01", "kind": "estate", "parent": "440605126009"}
    nanhai.announced.clear()

    for kind in ("estate", "estate", "natural_village"):
        nanhai.post("/v1/divisions", {**estate, "kind": kind}, as_=integrator)

    assert places_told(nanhai) == [("PlaceEntered", "440605126009-e01")] * 2


def test_towns_are_no_places_others_are_told_of(nanhai):
    assert len(places_told(nanhai)) == 307


def test_places_that_were_entered_before_are_told_of_by_the_clock(nanhai):
    kept = nanhai.backend.collections["divisions"]
    for code in ("440605126", "440605126009"):
        del kept[code]["told"]
    nanhai.announced.clear()

    for _ in range(3):
        nanhai.tick("tell_of_places")

    assert places_told(nanhai) == [("PlaceEntered", "440605126009")]
