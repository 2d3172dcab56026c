"""实名程度: how surely it is known who raises, speaks or votes, and what the standard asks for."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from chassis.errors import Forbidden

from ..rules.conduct import LEVELS
from .resident import Resident

USUAL = "self_declared"  # of those registered before levels were told
VOUCHED = "staff_verified"  # of those for whom staff enter something
IN_CHINESE = {
    "anonymous": "匿名",
    "self_declared": "自行申报",
    "staff_verified": "工作人员核实",
    "real_name": "实名",
}
DEEDS = {
    "raise": ("raises a topic", "提出议题"),
    "speak": ("speaks", "发言"),
    "vote": ("votes", "表决"),
}


def assure(
    known: Resident | None, resident_id: str, *, division: str, level: str, at: datetime
) -> Resident:
    """Note how surely a resident is known; news that was overtaken changes nothing."""
    resident = known or Resident(resident_id, division)
    if resident.assured_at and resident.assured_at > at:
        return resident
    return replace(resident, assurance=level, assured_at=at)


def require_assured(
    resident: Resident | None, deed: str, asked: Mapping[str, str], *, vouched: bool = False
) -> None:
    """Refuse a deed of somebody who is known less surely than the standard asks for."""
    level = (resident.assurance if resident else "") or USUAL
    rank = max(LEVELS.index(level), LEVELS.index(VOUCHED) if vouched else 0)
    if rank >= LEVELS.index(asked[deed]):
        return
    en, zh = DEEDS[deed]
    raise Forbidden(
        "assurance-too-low",
        f"whoever {en} here is known as {asked[deed]} at least, and you as {level}",
        f"在此{zh}须达到“{IN_CHINESE[asked[deed]]}”，您目前为“{IN_CHINESE[level]}”",
    )
