"""Queues, exchanges and bindings as they must be on every broker."""

from chassis.messaging.topology import DEAD, EVENTS, Topology, declare, topology

LAID_OUT = topology({"guidance": ["b.#", "a.#"], "expression": ["c.#"]}, [1, 600])
QUEUES = {queue.name: queue for queue in LAID_OUT.queues}


class Channel:
    """Remembers what it was told to declare."""

    def __init__(self):
        self.exchanges, self.queues, self.bindings = {}, {}, []

    def exchange_declare(self, name, kind, *, durable, auto_delete, arguments):
        self.exchanges[name] = (kind, durable, auto_delete, arguments)

    def queue_declare(self, name, *, durable, auto_delete, arguments):
        self.queues[name] = (durable, auto_delete, arguments)

    def queue_bind(self, queue, exchange, key):
        self.bindings.append((queue, exchange, key))


def bound(queue):
    return [(one.source, one.routing_key) for one in LAID_OUT.bindings if one.destination == queue]


def declared():
    channel = Channel()
    declare(channel, LAID_OUT)
    return channel


def test_a_service_takes_what_it_listens_to_from_one_queue():
    assert bound("gongzhi.guidance.events") == [(EVENTS, "a.#"), (EVENTS, "b.#")]


def test_what_the_broker_gives_up_on_lies_with_the_service_s_dead_letters():
    arguments = QUEUES["gongzhi.guidance.events"].arguments

    assert arguments["x-dead-letter-exchange"] == DEAD
    assert arguments["x-dead-letter-routing-key"] == "guidance"
    assert arguments["x-delivery-limit"] == 50
    assert bound("gongzhi.dead.guidance") == [(DEAD, "guidance")]


def test_a_step_of_the_ladder_holds_messages_for_its_time_and_sends_them_home():
    step = QUEUES["gongzhi.retry.600s"]

    assert bound(step.name) == [("gongzhi.retry.600s", "")]
    assert step.arguments["x-message-ttl"] == 600_000
    assert step.arguments["x-dead-letter-exchange"] == ""
    assert "x-dead-letter-routing-key" not in step.arguments


def test_every_queue_survives_its_nodes_and_refuses_rather_than_drops():
    for durable, auto_delete, arguments in declared().queues.values():
        assert (durable, auto_delete) == (True, False)
        assert arguments["x-queue-type"] == "quorum"
        assert arguments["x-overflow"] == "reject-publish"


def test_what_is_dead_lettered_on_the_broker_is_never_lost_on_the_way():
    passing_on = [q for q in LAID_OUT.queues if "x-dead-letter-exchange" in q.arguments]

    assert {q.arguments["x-dead-letter-strategy"] for q in passing_on} == {"at-least-once"}


def test_everything_bound_is_declared():
    channel = declared()

    assert {queue for queue, _, _ in channel.bindings} == set(channel.queues)
    assert {exchange for _, exchange, _ in channel.bindings} <= set(channel.exchanges)
    assert all(durable for _, durable, _, _ in channel.exchanges.values())


def test_two_topologies_together_name_each_thing_once():
    other = topology({"guidance": ["b.#", "d.#"]}, [1])

    together = LAID_OUT + other

    assert [one.name for one in together.queues] == [one.name for one in LAID_OUT.queues]
    assert set(together.bindings) == {*LAID_OUT.bindings, *other.bindings}
    assert len(together.bindings) == len(LAID_OUT.bindings) + 1
    assert Topology() + LAID_OUT == LAID_OUT
