"""Act 13, with DATA: a real deliberation nobody here wrote, brought in as `gongzhi import` does."""

from pathlib import Path

from gongzhi.polis import Export, import_export, read_export
from gongzhi.polis.importing import Entry

from ..desk import DISTRICT, Desk, WentWrong

FOLDER = "polis-vtaiwan-uberx"


def read(folder: Path) -> Export:
    """Read the deliberation on UberX of 2015, before anything else is done."""
    return read_export(folder / FOLDER)


def bring_in(desk: Desk, export: Export) -> str:
    """Import it; give the id of its topic."""
    entry = Entry(FOLDER, export.topic, DISTRICT, "transport")
    outcome = import_export(desk.integrator, export, entry, bars=desk.bars)
    refused = [*outcome.statements.refused, *outcome.votes.refused]
    if refused:
        said = refused[0][1].get("detail")
        raise WentWrong(f"{len(refused)} statements and votes were refused, the first: {said}")
    return outcome.topic_id
