"""Nothing sealed is opened beside the access log."""

from pathlib import Path

SERVICE = Path(__file__).parents[3] / "services" / "participation"


def opening(word):
    sources = {path: path.read_text(encoding="utf-8") for path in SERVICE.rglob("*.py")}
    return {
        str(path.relative_to(SERVICE)): text.count(word)
        for path, text in sources.items()
        if word in text
    }


def test_sealed_data_is_opened_at_one_place():
    assert opening(".unseal(") == {"ways_in/residents/personal.py": 1}


def test_whoever_has_it_opened_logs_the_look():
    assert opening(".opened(") == {
        "ways_in/residents/personal.py": 1,
        "ways_in/residents/exports.py": 2,
        "ways_in/residents/identity_marks.py": 1,
    }
