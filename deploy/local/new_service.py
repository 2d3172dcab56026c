"""Writes the files of a new service, ready to run: `make service NAME=...`."""

import re
import sys
from pathlib import Path

from .services import ROOT

TEMPLATE = Path(__file__).parent / "service_template"
SUFFIX = ".template"
NAME = re.compile(r"[a-z][a-z]{2,30}")
NEXT = """\
{name} is there, with its tests: make test-fast runs them.
Next: say what it is for in services/{name}/__init__.py and README.md; write its events and its
domain, test first; add its three lines to deploy/compose.yaml; then: make catalogue check
"""


def write(name: str, project: Path = ROOT) -> list[Path]:
    """Fill in the template; give the files that were written."""
    places = {
        "services": project / "services" / name,
        "unit": project / "tests" / "unit" / name,
        "component": project / "tests" / "component" / name,
    }
    return [
        _filled(source, place / source.relative_to(TEMPLATE / part), name)
        for part, place in places.items()
        for source in sorted((TEMPLATE / part).rglob(f"*{SUFFIX}"))
    ]


def _filled(source: Path, target: Path, name: str) -> Path:
    target = target.with_name(target.name.removesuffix(SUFFIX))
    target.parent.mkdir(parents=True, exist_ok=True)
    text = source.read_text(encoding="utf-8")
    text = text.replace("@{name}", name).replace("@{Title}", name.capitalize())
    target.write_text(text, encoding="utf-8")
    return target


def main(arguments: list[str]) -> int:
    """Write a service, unless its name cannot be one or is taken."""
    name = arguments[0] if arguments else ""
    if not NAME.fullmatch(name):
        print("usage: make service NAME=word, of small letters", file=sys.stderr)
        return 2
    if (ROOT / "services" / name).exists():
        print(f"services/{name} is there already", file=sys.stderr)
        return 2
    for path in write(name):
        print(f"wrote {path.relative_to(ROOT)}")
    print(NEXT.format(name=name), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
