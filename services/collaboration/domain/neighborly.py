"""Organizations of neighbors, of the kinds each town chose: rural and urban ones.

Villages have mutual aid societies (互助社), neighborhood associations (街坊会) and neighborhood
centers (邻里中心): Xiqiao, Jiujiang, Danzao. Cities have building captains (楼长团队): Guicheng and
Dali.
"""

from enum import StrEnum

from chassis.divisions import levels, within
from chassis.errors import Invalid

from ..events import OrganizationKind


class Setting(StrEnum):
    """Where a kind of organization is at home."""

    RURAL = "rural"
    URBAN = "urban"


KINDS_OF = {
    Setting.RURAL: (
        OrganizationKind.MUTUAL_AID,
        OrganizationKind.NEIGHBORHOOD_ASSOCIATION,
        OrganizationKind.NEIGHBORHOOD_CENTER,
    ),
    Setting.URBAN: (OrganizationKind.BUILDING_CAPTAINS,),
}
OF_NEIGHBORS = frozenset(kind for kinds in KINDS_OF.values() for kind in kinds)
COMMUNITY_LEVEL = 3
BUILDING = "b"


def known_setting(text: str) -> Setting:
    """Take a setting as a caller names it."""
    if text not in set(Setting):
        raise Invalid(
            "setting-unknown",
            "setting is one of rural, urban",
            "setting 须为 rural（农村）或 urban（城市）",
            field="setting",
        )
    return Setting(text)


def check_stands_among_neighbors(kind: OrganizationKind, division: str) -> None:
    """Refuse an organization of neighbors that stands in a town: neighbors live in a community."""
    if kind in OF_NEIGHBORS and len(levels(division)) < COMMUNITY_LEVEL:
        raise Invalid(
            "stands-in-a-community",
            f"a body of the kind {kind.value} stands in a community, an estate or a village",
            "互助社、街坊会、邻里中心和楼长团队须设在社区（村）或其小区、自然村",
            field="division",
        )


def check_buildings(buildings: tuple[str, ...], home: str) -> None:
    """Refuse buildings that are none, or that lie outside the community of the captains."""
    for code in buildings:
        if not levels(code)[-1].startswith(BUILDING):
            raise Invalid(
                "not-a-building",
                f"{code} is the code of no building",
                f"{code} 不是楼栋代码",
                field="buildings",
            )
        if not within(code, home):
            raise Invalid(
                "building-elsewhere",
                f"{code} lies outside {home}, where the organization stands",
                f"楼栋 {code} 不在该组织所在的 {home}",
                field="buildings",
            )
