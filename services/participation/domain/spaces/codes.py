"""Checking in by the short-lived code that a space shows: whoever says it is there."""

from dataclasses import dataclass
from datetime import UTC, datetime

from chassis.errors import Invalid, Refused

from ..codes import code_of, ends_of, is_code, slot_of


@dataclass(frozen=True)
class DoorCode:
    """What the codes of a space are derived from: a key, the space, and minutes for each."""

    key: bytes
    space_id: str
    minutes: int

    def shown(self, now: datetime) -> tuple[str, datetime]:
        """Give the code to show now, and the moment it is refused from."""
        slot = slot_of(now, self.minutes)
        until = datetime.fromtimestamp(ends_of(slot, self.minutes), UTC)
        return code_of(self.key, self.space_id, slot), until

    def holds(self, said: str, now: datetime) -> bool:
        """Tell whether what was said is the code of now, or the one shown just before."""
        slot = slot_of(now, self.minutes)
        return is_code(said, key=self.key, about=self.space_id, slot=slot)


@dataclass(frozen=True)
class Said:
    """What was said at a check-in: a code, when it was, and whether a keeper says so."""

    code: str | None
    visited_at: datetime | None
    by_keeper: bool


def code_said(said: Said, *, asked: bool) -> str | None:
    """Give the code that was said; refuse one told of another time, and a lack of what is asked.

    A keeper answers for the check-in and needs no code.
    """
    if said.code is None and asked and not said.by_keeper:
        raise Refused(
            "code-needed",
            "this space asks for the code that is shown there",
            "该空间须输入现场签到码",
            field="code",
        )
    if said.code is not None and said.visited_at is not None:
        raise Invalid(
            "code-is-for-now",
            "a code says that somebody is there now: leave visited_at out",
            "签到码只用于当场签到，请勿填写时间",
            field="visited_at",
        )
    return said.code


def check_code(said: str, code: DoorCode, *, now: datetime) -> None:
    """Refuse a code that is not the one shown."""
    if not code.holds(said, now):
        raise Refused(
            "code-wrong",
            "the code is wrong or no longer holds: read it again where it is shown",
            "签到码不正确或已过期，请重新查看现场签到码",
            field="code",
        )
