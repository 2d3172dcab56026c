"""A place is found by its code, by an address, or by coordinates; or it is said why not."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from chassis.errors import Invalid
from services.expression.domain.open311.gazetteer import Location, place
from services.expression.gazetteer import GAZETTEER

ROOT = Path(__file__).parents[3]
AROUND_DALI = ((113.0, 23.0), (113.2, 23.0), (113.2, 23.2), (113.0, 23.2))
OUTLINED = replace(GAZETTEER, outlines={"440605125": ((AROUND_DALI,),)})
TANGZHONG, DABU, LIXIONG, DALI = "440605124004", "440605126009", "440605125003", "440605125"


@pytest.mark.parametrize(
    ("location", "found"),
    [
        (Location(address_id=TANGZHONG), TANGZHONG),
        (Location(address_id=f"{TANGZHONG}-e01-b03", address="大沥镇"), f"{TANGZHONG}-e01-b03"),
        (Location(address="佛山市南海区大沥镇沥雄社区3号门"), LIXIONG),
        (Location(address="大沥镇盐步大道"), DALI),
        (Location(23.1062, 113.1104), DALI),
        (Location(23.1062, 113.1104, "沥雄社区3号门"), LIXIONG),
        (Location(23.1062, 113.1104, "某处"), DALI),
    ],
)
def test_the_smallest_place_that_is_certain(location, found):
    assert place(location, OUTLINED) == found


@pytest.mark.parametrize(
    ("location", "field", "said"),
    [
        (Location(), "lat", "say where it is"),
        (Location(34.19, -118.49), "lat", "lie in no place"),
        (Location(address="火星"), "address_string", "names no place"),
        (Location(address_id="440605999001"), "address_id", "no place 440605999001"),
        (Location(address_id="x"), "address_id", "no place x"),
        (Location(23.1062, 113.1104, "里水镇大步社区"), "lat", "the coordinates in"),
        (Location(address="大步社区和塘中社区之间"), "address_string", "several places"),
    ],
)
def test_where_there_is_none_it_is_said_why(location, field, said):
    with pytest.raises(Invalid) as refused:
        place(location, OUTLINED)

    assert (refused.value.code, refused.value.field) == ("location-unplaced", field)
    assert said in refused.value.en


def test_without_outlines_coordinates_need_an_address():
    with pytest.raises(Invalid, match="no outlines"):
        place(Location(23.1062, 113.1104), GAZETTEER)

    assert place(Location(23.1062, 113.1104, "沥雄社区3号门"), GAZETTEER) == LIXIONG


def test_a_hole_and_what_lies_outside_belong_to_nobody():
    square = ((0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 9.0))
    hole = ((3.0, 3.0), (6.0, 3.0), (6.0, 6.0), (3.0, 6.0))
    holed = type(GAZETTEER)({"440605125": "镇"}, {"440605125": ((square, hole),)})

    assert place(Location(1, 1), holed) == "440605125"
    for lat, long in ((4, 4), (10, 1), (-1, 1)):
        with pytest.raises(Invalid):
            place(Location(lat, long), holed)


def test_the_places_are_those_that_participation_begins_with():
    told = (ROOT / "services/participation/divisions/440605.json").read_text("utf-8")
    names = {one["code"]: one["name"] for one in json.loads(told)["items"]}
    ours = json.loads((ROOT / "services/expression/gazetteer.json").read_text("utf-8"))

    assert ours["names"] == names
    assert GAZETTEER.whole == "440605"
