"""A deliberation as the service tells it: what was said, and every vote as it was cast."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gongzhi.api import Api
from gongzhi.bulk import Progress

Bars = Callable[[str, int], Progress]
CAST = ("agrees", "disagrees", "passes")
Vote = dict[str, Any]


@dataclass(frozen=True)
class Deliberation:
    """A topic with its statements, its votes in the order in which they were cast, its groups."""

    topic: dict[str, Any]
    statements: list[dict[str, Any]]
    votes: list[Vote]
    opinions: dict[str, Any]


def read_deliberation(
    api: Api, topic_id: str, *, bars: Bars = lambda _name, _total: lambda _n: None
) -> Deliberation:
    """Read all of a deliberation, before anything of it is written."""
    path = f"/v1/topics/{topic_id}"
    topic = api.get("expression", path)
    statements = list(api.pages("expression", f"{path}/statements"))
    statements.sort(key=lambda one: (moment(one["made_at"]), one["id"]))
    progress = bars("voters", topic["counts"]["voters"])
    votes = {_age(vote): vote for vote in _votes(api, path, progress)}
    progress = bars("statements", len(statements))
    for statement in statements:
        progress(1)
        if _was_changed(statement):
            imported = f"{path}/statements/{statement['id']}/votes/import"
            votes |= {_age(vote): vote for vote in api.pages("expression", imported)}
    in_order = [votes[age] for age in sorted(votes)]
    return Deliberation(topic, statements, in_order, api.get("expression", f"{path}/opinions"))


def _votes(api: Api, path: str, progress: Progress) -> Iterator[Vote]:
    for voter in api.pages("expression", f"{path}/votes"):
        progress(1)
        yield from voter["votes"]


def _was_changed(statement: dict[str, Any]) -> bool:
    """Tell whether votes were cast elsewhere on a statement that stand no more."""
    cast = sum(statement[name] for name in CAST)
    return statement["origin"] == "import" and cast > sum(statement["standing"].values())


def _age(vote: Vote) -> tuple[datetime, int, str, str]:
    return moment(vote["cast_at"]), vote["order"], vote["voter_id"], vote["statement_id"]


def moment(text: str) -> datetime:
    """Read a moment as the API tells it: as text, a whole second would come after its parts."""
    return datetime.fromisoformat(text)
