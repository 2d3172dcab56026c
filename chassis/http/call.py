"""One request, as the method of a service sees it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from chassis.errors import Forbidden
from chassis.http.paging import FIRST_PAGE, Page
from chassis.principal import Principal


@dataclass
class Call:
    """Who asks, with what content, for which part; time and ids come from the unit of work."""

    principal: Principal
    body: Any = None
    query: Mapping[str, str] = field(default_factory=dict)
    page: Page = FIRST_PAGE
    roles: frozenset[str] = frozenset()
    work: Any = None
    known: str = ""  # the revision that those who follow have, where they are asked for

    @property
    def now(self) -> datetime:
        """Give the time of the unit of work."""
        now: datetime = self.work.now
        return now

    def new_id(self) -> str:
        """Give an id nobody else has."""
        return str(self.work.new_id())

    def speaks_for(self, subject: str) -> None:
        """Refuse callers who speak for someone else, unless they answer for a division."""
        if self.principal.sub != subject and not self.principal.divisions:
            raise Forbidden("not-yourself", "you can only speak for yourself", "您只能代表自己操作")

    def covers(self, division: str) -> None:
        """Refuse callers whose divisions do not cover this one.

        Callers without divisions act for themselves: they pass where their role was let in.
        """
        let_in = not self.roles or bool(self.roles & self.principal.roles)
        if not self.principal.divisions and let_in:
            return
        if not self.principal.covers(division):
            raise Forbidden(
                "outside-your-divisions",
                f"your token does not cover {division}",
                f"您的权限不包括 {division}",
            )
