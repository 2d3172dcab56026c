"""Brings a Polis deliberation in as a topic; the same export again changes nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gongzhi.api import Api
from gongzhi.bulk import BulkReport, Progress, key_of, send
from gongzhi.polis.export import Export

Bars = Callable[[str, int], Progress]
AT_A_TIME = 2


@dataclass(frozen=True)
class Entry:
    """How a deliberation is entered: where it belongs, under which name, as what."""

    reference: str
    title: str
    division: str
    category: str


@dataclass(frozen=True)
class Outcome:
    """The topic a deliberation became, and what came of its statements and votes."""

    topic_id: str
    statements: BulkReport
    votes: BulkReport


def import_export(
    api: Api, export: Export, entry: Entry, *, bars: Bars = lambda _name, _total: lambda _n: None
) -> Outcome:
    """Import a deliberation: the topic, what was said, then every vote."""
    topic_id = _import_topic(api, entry)
    path = f"/v1/topics/{topic_id}"
    statements = send(
        api,
        "expression",
        f"{path}/statements/import",
        export.statements,
        progress=bars("statements", len(export.statements)),
    )
    votes = send(
        api,
        "expression",
        f"{path}/votes/import",
        export.votes,
        progress=bars("votes", len(export.votes)),
        together=AT_A_TIME,
    )
    return Outcome(topic_id, statements, votes)


def _import_topic(api: Api, entry: Entry) -> str:
    body: dict[str, Any] = {**vars(entry), "origin": "import"}
    topic = api.post("expression", "/v1/topics", body, key=key_of("expression", "topics", body))
    return str(topic["id"])
