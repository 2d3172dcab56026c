"""What each category is called on the hotline, read once from the file beside this module."""

import json
from pathlib import Path
from typing import Any

HOTLINE: dict[str, Any] = json.loads(Path(__file__).with_name("hotline.json").read_text("utf-8"))
