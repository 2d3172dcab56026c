"""A connection to the broker that swallows everything is given up in time and opened anew."""

import time

import pytest

from tests.integration.chassis.proxy import Proxy
from tests.integration.chassis.rig import Rig, eventually

DETECTED_WITHIN = 8.0


@pytest.mark.slow
def test_events_go_out_again_after_the_broker_fell_silent(rig: Rig) -> None:
    proxy = Proxy(rig.broker.port)
    rig.settings |= {
        "AMQP_URI": f"amqp://guest:guest@127.0.0.1:{proxy.port}//",
        "GONGZHI_BROKER_DEADLINE_SECONDS": "3",
        "GONGZHI_HEARTBEAT_SECONDS": "2",
    }
    replica = rig.started(1)[0]
    assert rig.post(replica).status_code == 201
    assert eventually(lambda: rig.counted() == 1)

    swallowed = proxy.swallow()
    silent_since = time.monotonic()
    assert rig.post(replica).status_code == 201
    unpublished = {"state": "pending"}
    assert eventually(lambda: rig.collection("events").count_documents(unpublished) == 0)

    assert swallowed >= 2
    assert time.monotonic() - silent_since < DETECTED_WITHIN
    assert eventually(lambda: rig.counted() == 2)
    assert rig.dead_letters() == []
    proxy.close()
