"""Every event handler has a test that delivers the very same event twice."""

import ast
from pathlib import Path

import pytest

from chassis.contracts import contract_of, service_classes

ROOT = Path(__file__).parents[2]


def named_twice(text):
    """Give the names in a file of tests that asks for second deliveries; none where it does not.

    Deliveries stand in tables that many tests go through, so a file is as near as one can look.
    """
    nodes = list(ast.walk(ast.parse(text)))
    if not any(isinstance(node, ast.keyword) and _is_twice(node) for node in nodes):
        return set()
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    return names | {node.attr for node in nodes if isinstance(node, ast.Attribute)}


def _is_twice(keyword):
    return (
        keyword.arg == "twice"
        and isinstance(keyword.value, ast.Constant)
        and keyword.value.value is True
    )


def never_twice(service, folder):
    tests = [path.read_text(encoding="utf-8") for path in folder.rglob("*.py")]
    named = set().union(*map(named_twice, tests)) if tests else set()
    return sorted(
        f"{service.name}.{method}"
        for event, method in contract_of(service).hears.items()
        if event.__name__ not in named
    )


@pytest.mark.parametrize("service", service_classes(), ids=lambda service: service.name)
def test_every_handler_is_given_the_same_event_twice(service):
    assert never_twice(service, ROOT / "tests" / "component" / service.name) == []


def test_a_handler_without_such_a_test_is_found(tmp_path):
    service = service_classes()[0]
    (tmp_path / "test_service.py").write_text(
        "def test_it(h):\n    h.hears(Nothing(), twice=True)\n"
    )

    assert len(never_twice(service, tmp_path)) == len(contract_of(service).hears)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("def test(h):\n    h.hears(Seen('a'), twice=True)", True),
        ("def test(h):\n    h.hears(inbound.Seen('a'), twice=True)", True),
        ("def test(h):\n    h.hears(Seen('a'))", False),
        ("def test(h):\n    h.hears(Seen('a'), twice=False)", False),
    ],
)
def test_only_a_second_delivery_counts(text, found):
    assert ("Seen" in named_twice(text)) is found
