"""What a column may hold: a reader for each, from a cell to what the API takes."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from gongzhi.sheets.cells import number_text, plain, text
from gongzhi.sheets.faults import Wrong

Reader = Callable[[Any], Any]
CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
NOON = time(12)  # of a visit told by its day alone: in no space's night, and never another day
EARLIEST, LATEST = 1800, 2999
CODE = re.compile(r"[0-9]{6}([0-9]{3}([0-9]{3}(-e[0-9]{2,3})?(-b[0-9]{2,3})?)?)?")
DAY = r"(?P<year>[0-9]{4})(?P<sign>[-/.年])(?P<month>[0-9]{1,2})(?:[-/.月])(?P<day>[0-9]{1,2})日?"
CLOCK = r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.[0-9]+)?)?"
OFFSET = r"(?P<offset>Z|[+-][0-9]{2}:?[0-9]{2})?"
DATED = re.compile(rf"{DAY}(?:[ T]+{CLOCK}\s*{OFFSET})?")
BETWEEN_NAMES = re.compile(r"[、,;/|\s]+")


def texts(most: int, least: int = 1) -> Reader:
    """Read text of a length."""

    def read(value: Any) -> str:
        told = text(value)
        if not least <= len(told) <= most:
            raise Wrong(
                "length", f"长度须在 {least} 到 {most} 之间", f"{least} to {most} characters"
            )
        return told

    return read


def numbers(most: int, least: int = 1) -> Reader:
    """Read a number that is a name, as that of a telephone: text made of digits."""
    read_text = texts(most, least)
    return lambda value: read_text(number_text(value))


def code(value: Any) -> str:
    """Read the code of a division."""
    told = number_text(value)
    if not CODE.fullmatch(told):
        raise Wrong("pattern", "不是区划代码，如 440605126009", "no division code, as 440605126009")
    return told


def whole(low: int, high: int) -> Reader:
    """Read a whole number within limits."""

    def read(value: Any) -> int:
        told = number_text(value)
        if not re.fullmatch(r"[0-9]{1,9}", told):
            raise Wrong("whole-number", "须为整数", "a whole number is wanted")
        if not low <= int(told) <= high:
            raise Wrong("range", f"须在 {low} 到 {high} 之间", f"{low} to {high} is allowed")
        return int(told)

    return read


def one_of(names: Mapping[str, str]) -> Reader:
    """Read one of some names, in Chinese or as the API has it."""

    def read(value: Any) -> str:
        return _named(plain(value), names)

    return read


def some_of(names: Mapping[str, str]) -> Reader:
    """Read several of some names, with commas between them."""

    def read(value: Any) -> list[str]:
        told = (name for name in BETWEEN_NAMES.split(plain(value)) if name)
        return list(dict.fromkeys(_named(name, names) for name in told))

    return read


def _named(told: str, names: Mapping[str, str]) -> str:
    known = {**names, **{name: name for name in names.values()}}
    if told not in known:
        zh, en = "、".join(names), ", ".join(names.values())
        raise Wrong("one-of", f"“{told}”不在可选值中：{zh}", f"{told!r} is not one of {en}")
    return known[told]


def day(value: Any) -> str:
    """Read a day: a date of the spreadsheet, 2019-05-06, 2019/5/6 or 2019年5月6日."""
    return _moment(value).date().isoformat()


def moment(value: Any) -> str:
    """Read a moment, in China's time unless an offset stands with it; a day alone is its noon."""
    return _moment(value).isoformat()


def _moment(value: Any) -> datetime:
    if isinstance(value, datetime):
        stated = value.replace(microsecond=0)
    elif isinstance(value, date):
        stated = datetime.combine(value, time())
    else:
        return _within(_written(value))
    return _within((stated if stated.time() != time() else _noon(stated)).replace(tzinfo=CHINA))


def _written(value: Any) -> datetime:
    if isinstance(value, int | float) or not (told := DATED.fullmatch(plain(value))):
        raise _no_date()
    parts = told.groupdict()
    try:
        stated = datetime(int(parts["year"]), int(parts["month"]), int(parts["day"]))  # noqa: DTZ001
        if parts["hour"] is None:
            return _noon(stated).replace(tzinfo=CHINA)
        clock = time(int(parts["hour"]), int(parts["minute"]), int(parts["second"] or 0))
    except ValueError as error:
        raise _no_date() from error
    return datetime.combine(stated, clock, _zone(parts["offset"]))


def _zone(offset: str | None) -> timezone:
    if not offset:
        return CHINA
    if offset == "Z":
        return timezone.utc  # noqa: UP017 - datetime.UTC is the same thing by another name
    ahead = timedelta(hours=int(offset[1:3]), minutes=int(offset[-2:]))
    if ahead >= timedelta(days=1):
        raise _no_date()
    return timezone(-ahead if offset[0] == "-" else ahead)


def _noon(stated: datetime) -> datetime:
    return datetime.combine(stated, NOON)


def _within(stated: datetime) -> datetime:
    if not EARLIEST <= stated.year <= LATEST:
        raise Wrong(
            "range", f"年份须在 {EARLIEST} 到 {LATEST} 之间", f"years {EARLIEST} to {LATEST}"
        )
    return stated


def _no_date() -> Wrong:
    return Wrong(
        "date",
        "不是日期；请写 2019-05-06、2019/5/6 或 2019-05-06 09:30",
        "no date: write 2019-05-06, 2019/5/6 or 2019-05-06 09:30",
    )
