"""A service is put together from parts: none of them hides a method of another."""

import inspect
from collections import defaultdict

import pytest

from chassis.contracts import service_classes


def hidden(service_cls):
    """Name what more than one part of a service defines."""
    defined = defaultdict(list)
    for part in service_cls.__mro__:
        if part.__module__.startswith("services."):
            names = (name for name, one in vars(part).items() if inspect.isfunction(one))
            for name in names:
                defined[name].append(part.__name__)
    return {name: parts for name, parts in defined.items() if len(parts) > 1}


@pytest.mark.parametrize("service_cls", service_classes(), ids=lambda one: one.__name__)
def test_no_part_of_a_service_hides_a_method_of_another(service_cls):
    assert hidden(service_cls) == {}


def test_a_hidden_method_is_found():
    def parted(name, *bases):
        body = {"__module__": "services.parted", "_over": lambda _self: None}
        return type(name, bases, body)

    one, other = parted("One"), parted("Other")
    both = type("Both", (one, other), {"__module__": "services.parted"})

    assert hidden(both) == {"_over": ["One", "Other"]}
