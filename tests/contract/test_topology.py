"""Services and the command line find the same differences, and say them in the same words."""

from typing import Any

import pytest

from chassis.messaging import differences as of_services
from chassis.messaging.definitions import Definitions, as_definitions
from chassis.messaging.topology import topology
from gongzhi.topology import differences as of_the_command_line

WANTED = as_definitions(topology({"guidance": ["a.#", "b.#"]}, [1]))
QUEUE, EVENTS = "gongzhi.guidance.events", "gongzhi.events"


def found(
    *,
    without: tuple[str, ...] = (),
    changed: dict[str, Any] | None = None,
    unbound: str | None = None,
) -> Definitions:
    """Give what a broker would tell: all that is wanted, but for this."""
    there = {kind: [dict(one) for one in told] for kind, told in WANTED.items()}
    there = {
        kind: [one for one in told if one.get("name") not in without]
        for kind, told in there.items()
    }
    there["bindings"] = [one for one in there["bindings"] if one["routing_key"] != unbound]
    there["bindings"].append({"source": "", "destination": QUEUE, "routing_key": QUEUE})
    for one in [*there["exchanges"], *there["queues"]]:
        one.update((changed or {}).get(one["name"], {}))
    return there


def arguments(**changed: Any) -> dict[str, Any]:
    (queue,) = [one for one in WANTED["queues"] if one["name"] == QUEUE]
    told = queue["arguments"] | {name.replace("_", "-"): said for name, said in changed.items()}
    return {"arguments": {name: said for name, said in told.items() if said is not None}}


MISSING = [
    (found(without=(EVENTS,)), "exchange gongzhi.events is missing"),
    (found(without=(QUEUE,)), "queue gongzhi.guidance.events is missing"),
    (found(unbound="a.#"), "gongzhi.guidance.events is not bound to gongzhi.events by a.#"),
    (found(unbound=""), "gongzhi.retry.1s is not bound to gongzhi.retry.1s"),
]
DIFFERENT = [
    (
        found(changed={EVENTS: {"type": "fanout"}}),
        "exchange gongzhi.events has type fanout, wanted is topic",
    ),
    (
        found(changed={QUEUE: {"durable": False}}),
        "queue gongzhi.guidance.events has durable False, wanted is True",
    ),
    (
        found(changed={QUEUE: arguments(x_delivery_limit=20)}),
        "queue gongzhi.guidance.events has x-delivery-limit 20, wanted is 50",
    ),
    (
        found(changed={QUEUE: arguments(x_overflow=None)}),
        "queue gongzhi.guidance.events has x-overflow unset, wanted is reject-publish",
    ),
    (
        found(changed={QUEUE: arguments(x_max_length=9)}),
        "queue gongzhi.guidance.events has x-max-length 9, wanted is unset",
    ),
]


def test_a_broker_as_it_should_be_differs_in_nothing() -> None:
    assert not of_services.differences(WANTED, found())
    assert of_the_command_line.differences(WANTED, found()).sentences() == ()


@pytest.mark.parametrize(("there", "said"), MISSING)
def test_what_is_missing_is_said_alike(there: Definitions, said: str) -> None:
    ours, theirs = (
        of_services.differences(WANTED, there),
        of_the_command_line.differences(WANTED, there),
    )

    assert said in ours.missing
    assert (ours.missing, ours.different) == (theirs.missing, theirs.different)


@pytest.mark.parametrize(("there", "said"), DIFFERENT)
def test_what_is_different_is_said_alike(there: Definitions, said: str) -> None:
    ours, theirs = (
        of_services.differences(WANTED, there),
        of_the_command_line.differences(WANTED, there),
    )

    assert ours == of_services.Differences(different=(said,))
    assert theirs.sentences() == (said,)


def test_what_is_beyond_the_file_concerns_the_operator_and_no_service() -> None:
    there = found()
    queue = {"name": "gongzhi.old.events", "durable": True, "auto_delete": False, "arguments": {}}
    there["queues"] += [queue, queue | {"name": "ext.partner.events"}]
    there["bindings"] += [
        {"source": EVENTS, "destination": QUEUE, "routing_key": "old.#"},
        {"source": EVENTS, "destination": "ext.partner.events", "routing_key": "a.#"},
    ]

    assert not of_services.differences(WANTED, there)
    assert of_the_command_line.differences(WANTED, there).sentences() == (
        "queue gongzhi.old.events is on the broker and not in the file",
        "gongzhi.guidance.events is bound to gongzhi.events by old.#, and not in the file",
    )
    assert of_the_command_line.surplus_bindings(WANTED, there) == [
        (EVENTS, QUEUE, "old.#", "queue")
    ]
