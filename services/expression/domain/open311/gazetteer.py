"""Where something is, by what people say of it: a code, an address, or coordinates (WGS-84)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from chassis.errors import Invalid

from ..places import TOWN, contains

OFFICES = ("居委会", "村委会")
VILLAGE_OFFICE = "村委会"
Ring = tuple[tuple[float, float], ...]
Outline = tuple[tuple[Ring, ...], ...]


@dataclass(frozen=True)
class Gazetteer:
    """Places by code: their names as an address has them, and the outlines of towns."""

    names: Mapping[str, str]
    outlines: Mapping[str, Outline]

    @property
    def whole(self) -> str:
        """Name the place that contains all others."""
        return min(self.names, key=len)

    def knows(self, division: str) -> bool:
        """Tell whether there is such a place; what lies below a community is its own affair."""
        return division.partition("-")[0] in self.names


@dataclass(frozen=True)
class Location:
    """Where a request says it is, in any of the ways a caller may say it."""

    lat: float | None = None
    long: float | None = None
    address: str = ""
    address_id: str = ""


def read_gazetteer(document: Mapping[str, Any]) -> Gazetteer:
    """Read a gazetteer from the file it is kept in."""
    outlines = {
        code: tuple(tuple(tuple(map(tuple, ring)) for ring in part) for part in parts)
        for code, parts in document["outlines"].items()
    }
    return Gazetteer({code: _spoken(name) for code, name in document["names"].items()}, outlines)


def _spoken(name: str) -> str:
    """Give the name as it stands in an address: without the committee, a village as a village."""
    for office in OFFICES:
        if name.endswith(office):
            plain = name.removesuffix(office)
            return plain if office != VILLAGE_OFFICE or plain.endswith("村") else f"{plain}村"
    return name


def place(location: Location, gazetteer: Gazetteer) -> str:
    """Give the smallest place that a location certainly lies in; Invalid says why there is none."""
    if location.address_id:
        return _by_code(location.address_id, gazetteer)
    named = _by_name(location.address, gazetteer) if location.address else ""
    found = _by_coordinates(location, gazetteer)
    if named and found and not contains(found, named) and not contains(named, found):
        raise _unplaced(
            "lat",
            f"the address lies in {named}, the coordinates in {found}",
            f"地址位于 {named}，坐标位于 {found}",
        )
    if not named and not found:
        raise _nowhere(location, gazetteer)
    return max(named, found, key=len)


def _by_code(code: str, gazetteer: Gazetteer) -> str:
    if not gazetteer.knows(code):
        raise _unplaced("address_id", f"there is no place {code}", f"没有区划 {code}")
    return code


def _by_name(address: str, gazetteer: Gazetteer) -> str:
    """Find the place an address names, within the town it names if it does."""
    said = _longest({c: n for c, n in gazetteer.names.items() if n in address and len(c) >= TOWN})
    towns = [code for code in said if len(code) == TOWN]
    below = [c for c in said if len(c) > TOWN and (not towns or c[:TOWN] in towns)]
    found = below or towns
    if len(found) > 1:
        places = ", ".join(sorted(found))
        raise _unplaced(
            "address_string",
            f"several places are meant, {places}: send the code of one as address_id",
            f"可能是多个地方（{places}）：请用 address_id 注明区划代码",
        )
    return found[0] if found else ""


def _longest(said: Mapping[str, str]) -> list[str]:
    """Leave out a name that stands only within a longer one that is said too."""
    names = set(said.values())
    return [c for c, n in said.items() if not any(n != other and n in other for other in names)]


def _by_coordinates(location: Location, gazetteer: Gazetteer) -> str:
    if location.lat is None or location.long is None:
        return ""
    point = (location.long, location.lat)
    return next((c for c, outline in gazetteer.outlines.items() if _covers(outline, point)), "")


def _covers(outline: Outline, point: tuple[float, float]) -> bool:
    return any(
        _within(part[0], point) and not any(_within(hole, point) for hole in part[1:])
        for part in outline
    )


def _within(ring: Iterable[tuple[float, float]], point: tuple[float, float]) -> bool:
    """Count how often a ray to the east crosses the ring: an odd number of times from within."""
    corners, (x, y) = list(ring), point
    crossed = False
    for (x1, y1), (x2, y2) in zip(corners, corners[1:] + corners[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            crossed = not crossed
    return crossed


def _nowhere(location: Location, gazetteer: Gazetteer) -> Invalid:
    if location.lat is not None and not gazetteer.outlines:
        return _unplaced(
            "lat",
            "no outlines are kept here: send address_string or address_id with lat and long",
            "本系统未保存区划边界：请在坐标之外用 address_string 或 address_id 注明地点",
        )
    if location.lat is not None:
        return _unplaced(
            "lat",
            "the coordinates lie in no place that is served here; WGS-84 is expected",
            "坐标不在本系统服务的区划内；请使用 WGS-84",
        )
    if location.address:
        return _unplaced(
            "address_string",
            "the address names no place that is served here: name the community or the town,"
            " or send the place's code as address_id",
            "地址中没有本系统服务的社区或镇街：请写明，或用 address_id 注明区划代码",
        )
    return _unplaced(
        "lat",
        "say where it is: lat and long, address_string or address_id",
        "请注明地点：lat 和 long、address_string 或 address_id",
    )


def _unplaced(field: str, en: str, zh: str) -> Invalid:
    return Invalid("location-unplaced", en, zh, field=field)
