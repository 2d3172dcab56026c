"""Spreadsheets that communities keep: read row by row, checked, and sent through the public API."""

from gongzhi.sheets.importing import Outcome, Way, import_sheet
from gongzhi.sheets.kinds import KINDS, Kind
from gongzhi.sheets.lines import Sheet
from gongzhi.sheets.template import write_template

__all__ = ["KINDS", "Kind", "Outcome", "Sheet", "Way", "import_sheet", "write_template"]
