"""Deliberations held on Polis, from the export every Polis site offers."""

from gongzhi.polis.export import Export, read_export
from gongzhi.polis.importing import Outcome, import_export

__all__ = ["Export", "Outcome", "import_export", "read_export"]
