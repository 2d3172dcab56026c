"""The client and the documents list the settings that the services really read."""

import json
import tomllib
from pathlib import Path

from chassis.config import Settings, described_settings, table

ROOT = Path(__file__).parents[2]


def test_the_clients_list_of_settings_is_current():
    listed = json.loads((ROOT / "client/gongzhi/settings.json").read_text(encoding="utf-8"))

    assert listed == described_settings(), "run make docs"


def test_the_document_of_settings_is_current():
    assert (ROOT / "docs/settings.md").read_text(encoding="utf-8") == table(), "run make docs"


def test_a_service_says_the_version_of_the_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert Settings().version == project["version"]
