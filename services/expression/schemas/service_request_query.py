"""What may be asked of Open311, as the query of a request says it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from marshmallow import ValidationError, fields

from chassis.divisions import pattern_within
from chassis.errors import Invalid, Refused
from chassis.http.call import Call
from chassis.schemas import within_the_calendar

from ..domain.open311.requests import CLOSED, OPEN, stages_of
from ..gazetteer import GAZETTEER

MOMENT = fields.AwareDateTime(format="iso")
LONGEST_WINDOW = timedelta(days=90)
MOST = 1000
MOST_IDS = 200
HERE = {"jurisdiction_id": "the district, or a town of it, by its code"}
WINDOW = {
    "start_date": "from this moment on, as 2019-05-06T00:00:00Z",
    "end_date": "up to this moment; 90 days at most",
}
PAGES = {"page": "which page, from 1", "page_size": f"requests on a page; {MOST} at most in all"}


@dataclass(frozen=True)
class Window:
    """From when to when is asked."""

    start: datetime
    end: datetime


def jurisdiction(code: str) -> str:
    """Give the place that is asked about; none named is all there is."""
    if code and code not in GAZETTEER.names:
        raise Refused(
            "jurisdiction-unknown",
            f"jurisdiction_id {code} is not served here",
            f"本系统不服务 jurisdiction_id {code}",
            field="jurisdiction_id",
        )
    return code or GAZETTEER.whole


def window_of(call: Call) -> Window:
    """Read from when to when is asked; 90 days, or the last 90, where no more is said."""
    end = moment_of(call.query, "end_date")
    start = moment_of(call.query, "start_date")
    if end is None:
        end = start + LONGEST_WINDOW if start else call.now
    if start is None:
        start = end - LONGEST_WINDOW
    if not timedelta() <= end - start <= LONGEST_WINDOW:
        raise _unfit("end_date", "0 to 90 days after start_date", "须在 start_date 之后 90 天以内")
    return Window(start, end)


def moment_of(query: Mapping[str, str], name: str) -> datetime | None:
    """Read a moment; the protocol wants an offset in each."""
    text = query.get(name, "").strip().replace(" ", "+")  # a plus of the query stands for a space
    if not text:
        return None
    try:
        moment = MOMENT.deserialize(text)
        within_the_calendar(moment)
    except ValidationError:
        raise _unfit(name, "write 2019-05-06T00:00:00Z", "请写成 2019-05-06T00:00:00Z") from None
    return moment.astimezone(UTC)


def wanted_of(query: Mapping[str, str], place: str) -> dict[str, Any]:
    """Give the query of the topics that are asked for."""
    wanted: dict[str, Any] = {}
    if "service_code" in query:
        wanted["category"] = {"$in": _parted(query["service_code"])}
    if "status" in query:
        asked = {one.lower() for one in _parted(query["status"])}
        if not asked <= {OPEN, CLOSED}:
            raise _unfit("status", "open or closed", "open 或 closed")
        wanted["stage"] = {"$in": [stage for one in sorted(asked) for stage in stages_of(one)]}
    if place != GAZETTEER.whole:
        wanted["division"] = {"$regex": pattern_within([place])}
    return wanted


def ids_of(call: Call) -> list[str]:
    """Read which requests are asked for by id."""
    ids = _parted(call.query.get("service_request_id", ""))
    if len(ids) > MOST_IDS:
        raise _unfit("service_request_id", f"{MOST_IDS} at most", f"最多 {MOST_IDS} 个")
    return ids


def _parted(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def page_of(query: Mapping[str, str]) -> tuple[int, int]:
    """Give the first and the last place of a page; beyond the thousandth there is none."""
    size = _count(query, "page_size", MOST)
    start = (_count(query, "page", 1) - 1) * size
    return min(start, MOST), min(start + size, MOST)


def _count(query: Mapping[str, str], name: str, usual: int) -> int:
    text = query.get(name, str(usual))
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text[:9]) <= MOST:
        raise _unfit(name, f"1 to {MOST}", f"1 到 {MOST}")
    return int(text[:9])


def _unfit(name: str, en: str, zh: str) -> Invalid:
    return Invalid("argument-unfit", f"{name}: {en}", f"{name}：{zh}", field=name)
