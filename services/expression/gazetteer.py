"""The names of places, read once from the file beside this module.

It has room for outlines of towns and holds none: those there are may not be passed on with it.
"""

import json
from pathlib import Path

from .domain.open311.gazetteer import read_gazetteer

GAZETTEER = read_gazetteer(
    json.loads(Path(__file__).with_name("gazetteer.json").read_text("utf-8"))
)
