"""Opening hours as people write them: 周一至周五 09:00-21:00；周六 09:00-12:00."""

import re
from typing import Any

from gongzhi.sheets.cells import plain
from gongzhi.sheets.faults import Wrong

WEEK = {name: day for day, names in enumerate(("一", "二", "三", "四", "五", "六", "日天"), 1)
        for name in names}  # fmt: skip
CLOCK = r"([01]?[0-9]|2[0-3]):([0-5][0-9])"
TO = r"\s*[-–—~至到]\s*"
SLOT = re.compile(rf"(?P<days>.*?)\s*{CLOCK}{TO}{CLOCK}")
DAYS = re.compile(rf"([1-7])(?:{TO}([1-7]))?")
BETWEEN_DAYS = re.compile(r"[、,\s]+")
EVERY_DAY = ("每天", "每日", "daily")
MOST_SLOTS = 21


def opening_hours(value: Any) -> list[dict[str, Any]]:
    """Read the hours of a week, one slot for each day; 1 is Monday."""
    slots = [slot for told in plain(value).split(";") if told.strip() for slot in _slots(told)]
    if len(slots) > MOST_SLOTS:
        raise Wrong("length", f"最多 {MOST_SLOTS} 个时段", f"{MOST_SLOTS} slots at most")
    return slots


def _slots(told: str) -> list[dict[str, Any]]:
    found = SLOT.fullmatch(told.strip())
    if not found:
        raise _unclear()
    days, hour, minute, end_hour, end_minute = found.groups()
    opens, closes = f"{int(hour):02}:{minute}", f"{int(end_hour):02}:{end_minute}"
    if opens >= closes:
        raise Wrong("hours-reversed", "开放时间须早于关闭时间", "a space opens before it closes")
    return [{"weekday": day, "opens": opens, "closes": closes} for day in _days(days)]


def _days(told: str) -> list[int]:
    if told in EVERY_DAY:
        return list(range(1, 8))
    numbered = re.sub("(?:周|星期)([一二三四五六日天])", lambda name: str(WEEK[name[1]]), told)
    days: list[int] = []
    for part in BETWEEN_DAYS.split(numbered):
        found = DAYS.fullmatch(part)
        if not found:
            raise _unclear()
        first, last = int(found[1]), int(found[2] or found[1])
        days += range(first, last + 1)
    if not days or len(set(days)) != len(days):
        raise _unclear()
    return days


def _unclear() -> Wrong:
    return Wrong(
        "opening-hours",
        "请写成 周一至周五 09:00-21:00；周六 09:00-12:00",
        "write 1-5 09:00-21:00; 6 09:00-12:00, where 1 is Monday",
    )
