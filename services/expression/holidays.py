"""The calendar of working days, read once from the file beside this module."""

import json
from pathlib import Path

from .domain.rules.calendar import read_calendar

CALENDAR = read_calendar(json.loads(Path(__file__).with_name("holidays.json").read_text("utf-8")))
