"""Those who take part in the drain."""

from typing import Any

from benchmarks.contender import DATABASE, Contender
from chassis.messaging.topology import EVENTS, queue_name, topology

ACTIONS = "actions.action_taken.v1.#"
PEERS = ("bench.events", ACTIONS)
ACTION_KEY = "actions.action_taken.v1.440605124"
POINTS_KEY = "scores.points_earned.v1.#"

NAMEKO = Contender(
    name="nameko",
    module=("benchmarks.peers.nameko_plain",),
    queue="evt-actions-action_taken--scores.on_action_taken",
    hears=("actions.events", "action_taken"),
    fills=("actions.events", "action_taken"),
    tells=("scores.events", "points_earned"),
    queue_arguments={},  # a classic queue, as nameko declares: cheaper than quorum
)
FASTSTREAM = Contender(
    name="faststream",
    module=("benchmarks.peers.faststream_outbox",),
    queue="bench.faststream",
    hears=PEERS,
    fills=("bench.events", ACTION_KEY),
    tells=("bench.events", POINTS_KEY),
)
RAW = Contender(
    name="raw",
    module=("benchmarks.peers.raw_bulk",),
    queue="bench.raw",
    hears=PEERS,
    fills=("bench.events", ACTION_KEY),
    tells=("bench.events", POINTS_KEY),
    content_type="application/cloudevents+json",
)


def _our_queue() -> dict[str, Any]:
    return dict(topology({DATABASE: [ACTIONS]}, []).queues[-1].arguments)


OURS = Contender(
    name="gongzhi",
    module=("chassis.ops.runner", "benchmarks.scores"),
    queue=queue_name(DATABASE),
    hears=(EVENTS, ACTIONS),
    fills=(EVENTS, ACTION_KEY),
    tells=(EVENTS, POINTS_KEY),
    content_type="application/cloudevents+json",
    queue_arguments=_our_queue(),
    settings={"GONGZHI_HTTP_PORT": "0"},
)
