import pytest

from chassis.testing.harness import token

HETANG, LUZHOU = "440605126010", "440605126011"
ON = "2019-05-01"


@pytest.fixture
def hetang(service, integrator):
    """Two more communities of Lishui, which stand since 2018."""
    for code in (HETANG, LUZHOU):
        place = {"code": code, "name": f"名{code[-2:]}居委会", "kind": "residents_committee"}
        place |= {"parent": "440605126", "since": "2018-01-01"}
        assert service.post("/v1/divisions", place, as_=integrator).status == 201
    return HETANG


@pytest.fixture
def merged(service, official, worker, places, hetang):
    path = f"/v1/divisions/{places.dabu}"
    estate = service.post(f"{path}/places", {"kind": "estate", "name": "大步花园"}, as_=worker).json
    building = {"kind": "building", "name": "3栋"}
    service.post(f"/v1/divisions/{estate['id']}/places", building, as_=worker)
    answer = service.post(f"{path}/merger", {"into": hetang, "on": ON}, as_=official)
    assert answer.status == 201, answer.json
    return answer.json


def ids(answer):
    return [place["id"] for place in answer.json["items"]]


def test_a_merged_place_stays_readable_and_says_what_came_after(service, merged, places):
    gone = service.get(f"/v1/divisions/{places.dabu}").json

    assert gone == merged
    assert (gone["valid_to"], gone["successors"], gone["ended_by"]) == (ON, [HETANG], "merged")
    assert service.get(f"/v1/divisions/{HETANG}").json["predecessors"] == [places.dabu]


def test_the_tree_of_a_day_shows_what_stood_on_it(service, merged, places):
    lishui = f"/v1/divisions?parent={places.lishui}"

    assert ids(service.get(lishui)) == [HETANG, LUZHOU]
    assert ids(service.get(f"{lishui}&on=2019-04-30")) == [places.dabu, HETANG, LUZHOU]
    assert ids(service.get(f"{lishui}&on=2017-12-31")) == [places.dabu]


def test_the_tree_of_a_day_is_leafed_through(service, merged, places):
    first = service.get(f"/v1/divisions?parent={places.lishui}&on=2019-04-30&limit=2").json
    rest = service.get(
        f"/v1/divisions?parent={places.lishui}&on=2019-04-30&cursor={first['next']}"
    ).json

    assert [len(first["items"]), len(rest["items"]), rest["next"]] == [2, 1, None]


def test_the_summary_of_a_day_counts_what_stood_on_it(service, merged, places):
    def communities(query=""):
        summary = service.get(f"/v1/divisions/summary?division={places.lishui}{query}").json
        return summary["communities"], summary["by_kind"]["building"]

    now = communities()
    assert communities("&on=2019-05-06") == now
    assert communities("&on=2019-04-30") == (now[0] + 1, 1)
    assert communities("&on=2017-12-31") == (now[0] - 1, 1)
    assert now[1] == 1


def test_what_lay_below_lies_below_the_successor_now(service, merged, places):
    old = service.get(f"/v1/divisions/{places.dabu}-e01-b01").json
    new = service.get(f"/v1/divisions/{old['successors'][0]}").json

    assert old["valid_to"] == ON
    assert (new["id"], new["name"], new["valid_from"]) == (f"{HETANG}-e01-b01", "3栋", ON)
    assert ids(service.get(f"/v1/divisions?parent={HETANG}")) == [f"{HETANG}-e01"]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/v1/residents", {}),
        ("/v1/spaces", {"kind": "youth_home", "name": "家", "capacity": 4}),
        ("/v1/affairs", {"title": "路灯", "kind": "lighting"}),
        (
            "/v1/shifts",
            {
                "title": "探访",
                "organization_id": "o",
                "places": 5,
                "starts_at": "2019-05-07T01:00:00Z",
                "ends_at": "2019-05-07T02:00:00Z",
            },
        ),
    ],
)
def test_nothing_new_is_entered_under_a_code_that_ended(service, merged, worker, path, body):
    for code in (merged["id"], f"{merged['id']}-e01-b01"):
        answer = service.post(path, body | {"division": code}, as_=worker, language="zh")

        assert answer.status == 409, answer.json
        assert answer.json["type"].endswith("division-ended")
        assert HETANG in answer.json["detail"]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("places", {"kind": "building", "name": "4栋"}),
        ("weakness", {"reason": "没有议事"}),
        ("merger", {"into": LUZHOU, "on": "2019-05-02"}),
        ("names", {"name": "新名", "on": "2019-05-02"}),
        ("split", {"parts": [{"code": HETANG}, {"code": LUZHOU}], "on": "2019-05-02"}),
    ],
)
def test_a_place_that_ended_changes_no_more(service, merged, official, path, body):
    answer = service.post(f"/v1/divisions/{merged['id']}/{path}", body, as_=official)

    assert (answer.status, answer.json["type"].split(":")[-1]) == (409, "division-ended")


def test_a_merger_said_twice_changes_nothing(service, merged, official, places):
    before = service.backend.collections["division_counts"].copy()
    body = {"into": HETANG, "on": ON}

    again = service.post(f"/v1/divisions/{places.dabu}/merger", body, as_=official)

    assert (again.status, again.json) == (201, merged)
    assert service.backend.collections["division_counts"] == before


def test_places_are_not_merged_in_a_ring(service, merged, official, places):
    body = {"into": places.dabu, "on": "2019-05-02"}

    answer = service.post(f"/v1/divisions/{HETANG}/merger", body, as_=official)

    assert answer.status == 409
    assert HETANG in answer.json["detail"]


def test_the_official_list_entered_again_does_not_bring_an_ended_place_back(
    service, merged, integrator, places
):
    place = {"code": places.dabu, "name": f"名{places.dabu}", "kind": "residents_committee"}
    place |= {"parent": places.lishui}

    same = service.post("/v1/divisions", place, as_=integrator)
    renamed = service.post("/v1/divisions", place | {"name": "又立"}, as_=integrator)

    assert same.json["valid_to"] == ON
    assert renamed.status == 409


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"into": "440605126009", "on": ON}, "merged-into-itself"),
        ({"into": "440605126999", "on": ON}, "division-unknown"),
        ({"into": "440605124", "on": ON}, "level-differs"),
        ({"into": HETANG, "on": "2019-05-07"}, "in-the-future"),
        ({"into": HETANG, "on": "2017-01-01"}, "before-it-stood"),
    ],
)
@pytest.mark.usefixtures("hetang")
def test_a_merger_that_cannot_be_is_refused(service, official, body, code):
    before = service.get("/v1/divisions").json

    answer = service.post("/v1/divisions/440605126009/merger", body, as_=official)

    assert (answer.status, answer.json["type"].split(":")[-1]) == (422, code)
    assert service.get("/v1/divisions").json == before


def test_an_official_of_one_town_merges_nothing_into_another(service, hetang, places, worker):
    lishui = token("official", sub="li", divisions=(places.lishui,))
    body = {"into": places.tangzhong, "on": ON}

    assert service.post(f"/v1/divisions/{HETANG}/merger", body, as_=lishui).status == 403
    assert service.post(f"/v1/divisions/{HETANG}/merger", body, as_=worker).status == 403


def test_a_place_is_split_and_its_estates_go_where_it_is_said(
    service, official, worker, places, hetang
):
    path = f"/v1/divisions/{places.dabu}"
    for name in ("东园", "西园"):
        service.post(f"{path}/places", {"kind": "estate", "name": name}, as_=worker)
    parts = [{"code": HETANG, "places": [f"{places.dabu}-e01"]}, {"code": LUZHOU}]

    missing = service.post(f"{path}/split", {"parts": parts, "on": ON}, as_=official)
    parts[1]["places"] = [f"{places.dabu}-e02"]
    gone = service.post(f"{path}/split", {"parts": parts, "on": ON}, as_=official).json

    assert missing.json["type"].endswith("place-left-over")
    assert (gone["ended_by"], gone["successors"]) == ("split", [HETANG, LUZHOU])
    assert service.get(f"/v1/divisions/{LUZHOU}-e01").json["name"] == "西园"


def test_a_renamed_place_bears_its_old_name_on_the_days_before(service, official, places):
    path = f"/v1/divisions/{places.dabu}"
    body = {"name": "大步村社区居委会", "short_name": "大步村", "on": ON}

    renamed = service.post(f"{path}/names", body, as_=official).json

    assert renamed["name"] == "大步村社区居委会"
    assert service.get(f"{path}?on=2019-04-30").json["name"] == f"名{places.dabu}"
    assert service.get(f"{path}?on={ON}").json["short_name"] == "大步村"


def test_a_place_is_not_shown_on_a_day_on_which_it_did_not_stand(service, merged, places):
    answer = service.get(f"/v1/divisions/{places.dabu}?on={ON}")

    assert (answer.status, answer.json["type"].split(":")[-1]) == (409, "not-standing")
    assert service.get(f"/v1/divisions/{places.dabu}?on=5月").status == 422


def test_a_village_that_becomes_a_residents_committee_is_counted_as_one(
    service, integrator, places
):
    place = {"code": HETANG, "name": "河塘村委会", "kind": "villagers_committee"}
    place |= {"parent": places.lishui}
    service.post("/v1/divisions", place, as_=integrator)

    service.post("/v1/divisions", place | {"kind": "residents_committee"}, as_=integrator)

    summary = f"/v1/divisions/summary?division={places.lishui}"
    kinds = service.get(summary).json["by_kind"]
    before = service.get(f"{summary}&on=2019-05-05").json["by_kind"]
    assert (kinds["residents_committee"], kinds["villagers_committee"]) == (1, 0)
    assert (before["residents_committee"], before["villagers_committee"]) == (0, 1)


def test_an_estate_that_came_with_a_code_is_not_overwritten(service, integrator, worker, places):
    own = {"code": f"{places.dabu}-e01", "name": "旧园", "kind": "estate", "parent": places.dabu}
    service.post("/v1/divisions", own, as_=integrator)

    path = f"/v1/divisions/{places.dabu}/places"
    built = service.post(path, {"kind": "estate", "name": "新园"}, as_=worker).json

    assert built["id"] == f"{places.dabu}-e02"
    assert service.get(f"/v1/divisions/{own['code']}").json["name"] == "旧园"


def test_a_place_is_not_built_before_its_community_stood(service, worker, official, hetang):
    body = {"kind": "estate", "name": "新园", "since": "2017-12-31"}

    early = service.post(f"/v1/divisions/{hetang}/places", body, as_=official)
    late = service.post(
        f"/v1/divisions/{hetang}/places", body | {"since": "2019-05-07"}, as_=official
    )

    assert [one.json["type"].split(":")[-1] for one in (early, late)] == [
        "before-it-stood",
        "in-the-future",
    ]


def test_a_community_is_said_to_be_rural(service, worker, places):
    path = f"/v1/divisions/{places.dabu}/setting"

    rural = service.put(path, {"setting": "rural"}, as_=worker)

    assert rural.json["setting"] == "rural"
    assert ids(service.get("/v1/divisions?setting=rural")) == [places.dabu]
    assert service.put(path, {"setting": "lunar"}, as_=worker).status == 422


def test_buildings_are_listed_by_kind(service, worker, places):
    path = f"/v1/divisions/{places.dabu}/places"
    service.post(path, {"kind": "natural_village", "name": "大步村"}, as_=worker)
    service.post(path, {"kind": "building", "name": "3栋"}, as_=worker)

    buildings = service.get(f"/v1/divisions?parent={places.dabu}&kind=building")

    assert ids(buildings) == [f"{places.dabu}-b02"]


def test_what_lies_in_a_community_is_counted_now_and_as_it_was(service, merged, places):
    def buildings(code, query=""):
        return service.get(f"/v1/divisions/summary?division={code}{query}").json["by_kind"][
            "building"
        ]

    assert (buildings(places.dabu), buildings(HETANG)) == (0, 1)
    assert (buildings(places.dabu, "&on=2019-04-30"), buildings(HETANG, "&on=2019-04-30")) == (1, 0)
    assert buildings(f"{HETANG}-e01") == 1


def test_residents_of_a_merged_community_take_part_as_before(service, merged, ann):
    visit = service.post("/v1/visits", {"resident_id": "ann", "space_id": "home"}, as_=ann)
    ask = {"side": "ask", "kind": "errands", "resident_id": "ann"}
    ask |= {"starts_at": "2019-05-07T01:00:00Z", "ends_at": "2019-05-07T03:00:00Z"}
    asked = service.post("/v1/aid", ask, as_=ann)
    elsewhere = service.post("/v1/aid", ask | {"division": f"{merged['id']}-e01"}, as_=ann)

    assert (visit.status, visit.json["division"]) == (201, merged["id"])
    assert (asked.status, asked.json["division"]) == (201, merged["id"])
    assert elsewhere.json["type"].endswith("division-ended")
