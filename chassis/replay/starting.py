"""Where a replay begins: a position, a date, or a position for each producer; checked first."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from chassis.errors import Invalid
from chassis.replay.history import History, id_at, moment_of

NUMBER = re.compile(r"\d{1,15}", re.ASCII)
NAMED = re.compile(r"[a-z_]\w*:\d{1,15}(,[a-z_]\w*:\d{1,15})*", re.ASCII)


def starts_of(said: str, histories: Mapping[str, History]) -> dict[str, int]:
    """Give the position to begin after for each producer; refuse one that does not exist."""
    if NUMBER.fullmatch(said):
        starts = dict.fromkeys(histories, int(said))
    elif NAMED.fullmatch(said):
        starts = _named(said, histories)
    else:
        moment = _moment(said)
        return {name: _position_at(past, moment) for name, past in histories.items()}
    for producer, position in starts.items():
        _check(histories[producer], position)
    return starts


def _named(said: str, histories: Mapping[str, History]) -> dict[str, int]:
    starts = {}
    for part in said.split(","):
        producer, _, position = part.partition(":")
        if producer not in histories:
            heard = ", ".join(histories)
            raise Invalid(
                "producer-unheard",
                f"nothing is heard of {producer} here: name one of {heard}",
                f"本服务不接收 {producer} 的事件：可选 {heard}",
                field="start",
            )
        starts[producer] = int(position)
    return starts


def _moment(said: str) -> datetime:
    try:
        moment = datetime.fromisoformat(said)
    except ValueError as error:
        raise Invalid(
            "start-unreadable",
            f"{said} is no start: give a position (0: the beginning), a date, or service:position",
            f"{said} 不是有效的起点：请给出位置（0 为最初）、日期或 服务:位置",
            field="start",
        ) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _position_at(past: History, moment: datetime) -> int:
    oldest = past.oldest()
    first = past.began_at(oldest)
    if oldest and first and id_at(moment) < first:
        raise _gone(past, f"{moment:%Y-%m-%d %H:%M}", f"{moment_of(first):%Y-%m-%d %H:%M}")
    return past.position_at(moment)


def _check(past: History, position: int) -> None:
    oldest, newest = past.oldest(), past.newest()
    if position < oldest:
        raise _gone(past, f"position {position}", f"position {oldest}")
    if position > newest:
        raise Invalid(
            "position-ahead",
            f"{past.producer} has announced {newest} events: there is no position {position} yet",
            f"{past.producer} 共发布 {newest} 个事件：尚无位置 {position}",
            field="start",
        )


def _gone(past: History, asked: str, kept: str) -> Invalid:
    return Invalid(
        "position-gone",
        f"{past.producer} keeps its history from {kept} on: {asked} no longer exists",
        f"{past.producer} 的历史自 {kept} 起保留：{asked} 已不存在",
        field="start",
    )
