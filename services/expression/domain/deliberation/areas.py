"""双重计票: owners decide by heads and by the floor area of what they own (民法典 278).

Areas are whole square decimeters, hundredths of what the property register says in square meters.
"""

from collections import Counter
from dataclasses import replace

from chassis.errors import Refused

from ..topics.votes import Choice
from .deliberation import Count, Terms, Weight, Who, asked_of, needed

PER_SQUARE_METER = 100
NONE_YET = Count(0, 0, 0)


def by_area(terms: Terms, quorum: int | str, area: int | None) -> Terms:
    """Fix what a vote is held to by area, where the standard wants that: by name, and of seats.

    A weighed ballot would tell whose it is: few flats have the same area.
    """
    if terms.weight is Weight.HEADS:
        return terms
    if terms.secret:
        raise Refused(
            "secret-by-area",
            "floor area is counted in votes by name only: an area tells whose ballot it is",
            "按面积计票的事项只能记名表决：面积会显示选票属于谁",
        )
    if terms.who is Who.RESIDENTS or not area:
        raise Refused(
            "areas-missing",
            "floor area counts here: enter the area of every seat of this place first",
            "该事项按面积计票：请先录入本地全部席位的专有部分面积",
        )
    least = needed(quorum, area) if isinstance(quorum, str) else 0
    return replace(terms, area=area, area_quorum=least)


def shifted(count: Count, before: Choice | None, after: Choice, weight: int = 1) -> Count:
    """Count a voice, or move it where somebody changed their mind."""
    change: Counter[Choice | None] = Counter({after: weight})
    change[before] -= weight
    return Count(
        agree=count.agree + change[Choice.AGREE],
        disagree=count.disagree + change[Choice.DISAGREE],
        passed=count.passed + change[Choice.PASS],
    )


def require_areas(areas: Count, terms: Terms) -> None:
    """Refuse what holds by heads and not by floor area."""
    if terms.weight is Weight.HEADS:
        return
    if areas.cast < terms.area_quorum:
        raise Refused(
            "area-quorum-missing",
            f"owners of {_meters(areas.cast)} of {_meters(terms.area_quorum)} m² have voted",
            f"参与表决的专有部分面积须达{_meters(terms.area_quorum)}㎡，现为{_meters(areas.cast)}㎡",
        )
    base, least = asked_of(areas, terms, entitled=terms.area)
    if areas.agree < least:
        raise Refused(
            "area-majority-missing",
            f"owners of {_meters(areas.agree)} of {_meters(base)} m² agree: {_meters(least)} must",
            f"{_meters(base)}㎡中{_meters(areas.agree)}㎡赞成：须有{_meters(least)}㎡赞成",
        )


def _meters(area: int) -> str:
    return f"{area / PER_SQUARE_METER:.2f}"
