import pytest

from services.participation.domain.spaces.space import Space, SpaceKind

DABU, HETANG, LUZHOU = "440605126009", "440605126010", "440605126011"
ON = "2019-05-01"


@pytest.fixture
def tree(service, integrator, official, worker):
    """Two more communities of Lishui; an estate with a building in Dabu. Give a way to send."""
    for code in (HETANG, LUZHOU):
        place = {"code": code, "name": f"名{code[-2:]}居委会", "kind": "residents_committee"}
        place |= {"parent": "440605126", "since": "2018-01-01"}
        service.post("/v1/divisions", place, as_=integrator)
    estate = {"kind": "estate", "name": "大步花园"}
    made = service.post(f"/v1/divisions/{DABU}/places", estate, as_=worker).json["id"]
    building = {"kind": "building", "name": "3栋"}
    service.post(f"/v1/divisions/{made}/places", building, as_=worker)
    service.announced.clear()

    def send(code, what, by=official, **body):
        return service.post(f"/v1/divisions/{code}/{what}", {"on": ON} | body, as_=by)

    return send


@pytest.fixture
def shown(service):
    return lambda code, on="": service.get(f"/v1/divisions/{code}{on}")


@pytest.fixture
def changes(service):
    """Name what became of which place, as others were told."""
    return lambda: [(e.change, e.place_id) for e in service.announced if hasattr(e, "change")]


def rule_of(answer):
    return answer.json["type"].rpartition(":")[2]


def test_a_merger_is_taken_back_with_all_that_was_carried_over(service, tree, shown, changes):
    before = [shown(code).json for code in (DABU, f"{DABU}-e01", f"{DABU}-e01-b01", HETANG)]
    counted = service.get("/v1/divisions/summary").json
    tree(DABU, "merger", into=HETANG)

    back = tree(DABU, "taking-back")

    assert (back.status, back.json["valid_to"], back.json["successors"]) == (201, None, [])
    after = [shown(code).json for code in (DABU, f"{DABU}-e01", f"{DABU}-e01-b01", HETANG)]
    assert after == before
    assert service.get("/v1/divisions/summary").json == counted
    assert shown(f"{HETANG}-e01").json["successors"] == [f"{DABU}-e01"]
    assert shown(f"{HETANG}-e01", "?on=2019-05-03").status == 409
    assert changes() == [("merged", DABU), ("taken_back", DABU)]


def test_what_stands_again_is_told_to_those_who_keep_places(service, tree):
    tree(DABU, "merger", into=HETANG)
    service.announced.clear()

    tree(DABU, "taking-back")

    told = [(type(e).__name__, e.place_id) for e in service.announced if hasattr(e, "place_id")]
    assert ("PlaceEntered", DABU) in told
    assert ("PlaceEntered", f"{DABU}-e01-b01") in told
    assert ("PlaceEnded", f"{HETANG}-e01-b01") in told


def test_a_place_that_stands_again_can_be_merged_once_more(tree, shown):
    tree(DABU, "merger", into=HETANG)
    tree(DABU, "taking-back")

    again = tree(DABU, "merger", into=LUZHOU)

    assert (again.status, again.json["successors"]) == (201, [LUZHOU])
    assert shown(f"{DABU}-e01").json["successors"] == [f"{LUZHOU}-e01"]
    assert shown(HETANG).json["predecessors"] == []


def test_a_split_that_ended_a_place_is_taken_back(tree, shown):
    parts = [{"code": HETANG, "places": [f"{DABU}-e01"]}, {"code": LUZHOU, "places": []}]
    tree(DABU, "split", parts=parts)

    back = tree(DABU, "taking-back")

    assert (back.status, back.json["ended_by"]) == (201, None)
    assert [shown(code).json["predecessors"] for code in (HETANG, LUZHOU)] == [[], []]


def test_a_split_of_which_a_place_is_a_part_itself_is_taken_back(service, tree, shown, changes):
    before = [shown(code).json for code in (DABU, f"{DABU}-e01", f"{DABU}-e01-b01", HETANG)]
    counted = service.get("/v1/divisions/summary").json
    parts = [{"code": DABU}, {"code": HETANG, "places": [f"{DABU}-e01"]}]
    tree(DABU, "split", parts=parts)
    moved = shown(f"{DABU}-e01").json["successors"]
    assert tree(DABU, "split", parts=parts).status == 201

    back = tree(DABU, "taking-back")

    assert (moved, back.status) == ([f"{HETANG}-e01"], 201)
    after = [shown(code).json for code in (DABU, f"{DABU}-e01", f"{DABU}-e01-b01", HETANG)]
    assert after == before
    assert service.get("/v1/divisions/summary").json == counted
    assert changes() == [("split", DABU), ("taken_back", DABU)]
    assert rule_of(tree(DABU, "taking-back")) == "no-such-change"


def test_a_split_is_taken_back_after_the_name_that_came_later(tree):
    tree(DABU, "split", parts=[{"code": DABU}, {"code": HETANG}])
    tree(DABU, "names", name="大步村社区居委会", on="2019-05-03")

    early = tree(DABU, "taking-back")

    assert rule_of(early) == "no-such-change"
    assert tree(DABU, "taking-back", on="2019-05-03").status == 201
    assert tree(DABU, "taking-back").status == 201


def test_a_name_is_taken_back(tree, shown, changes):
    tree(DABU, "names", name="大步村社区居委会")

    back = tree(DABU, "taking-back")

    assert (back.json["name"], back.json["former"]) == (f"名{DABU}", [])
    assert changes() == [("renamed", DABU), ("taken_back", DABU)]
    assert rule_of(tree(DABU, "taking-back")) == "no-such-change"


def test_what_was_built_since_keeps_a_merger_as_it_is(service, tree, official, shown):
    tree(DABU, "merger", into=HETANG)
    building = {"kind": "building", "name": "4栋"}
    path = f"/v1/divisions/{HETANG}-e01/places"
    assert service.post(path, building, as_=official).status == 201

    assert rule_of(tree(DABU, "taking-back")) == "rests-on-it"
    assert shown(DABU).json["valid_to"] == ON


def test_what_was_recorded_since_keeps_a_merger_as_it_is(service, tree, places):
    tree(DABU, "merger", into=HETANG)
    there = (f"{HETANG}-e01", SpaceKind.YOUTH_HOME, "家", 9, places.noon)
    service.given("spaces", Space("s", *there))

    refused = tree(DABU, "taking-back")

    assert rule_of(refused) == "rests-on-it"
    assert f"{HETANG}-e01" in refused.json["detail"]


def test_a_merger_into_what_ended_itself_is_not_taken_back_first(tree):
    tree(DABU, "merger", into=HETANG)
    tree(HETANG, "merger", into=LUZHOU, on="2019-05-03")

    assert rule_of(tree(DABU, "taking-back")) == "rests-on-it"
    assert tree(HETANG, "taking-back", on="2019-05-03").status == 201
    assert tree(DABU, "taking-back").status == 201


@pytest.mark.parametrize("on", ["2019-05-02", "2999-01-01"])
def test_another_day_than_that_of_the_last_change_is_refused(tree, on):
    tree(DABU, "merger", into=HETANG)

    assert rule_of(tree(DABU, "taking-back", on=on)) == "no-such-change"


def test_what_never_changed_has_nothing_to_take_back(tree):
    assert rule_of(tree(DABU, "taking-back")) == "no-such-change"
    assert tree(DABU, "taking-back", on="soon").status == 422


def test_only_officials_of_all_places_concerned_take_back(tree, worker):
    tree(DABU, "merger", into=HETANG)

    assert tree(DABU, "taking-back", worker).status == 403
