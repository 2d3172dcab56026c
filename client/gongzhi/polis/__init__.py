"""Deliberations held on Polis: read from the files every Polis site offers, and written as such."""

from gongzhi.polis.deliberation import Deliberation, read_deliberation
from gongzhi.polis.export import Export, read_export
from gongzhi.polis.importing import Outcome, import_export
from gongzhi.polis.writing import write_export

__all__ = [
    "Deliberation",
    "Export",
    "Outcome",
    "import_export",
    "read_deliberation",
    "read_export",
    "write_export",
]
