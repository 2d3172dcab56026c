"""Events go out whichever replica lives: the lease of one that died is taken over in time."""

import time
from typing import Any

from deploy.local.servers import ServiceProcess
from tests.integration.chassis.rig import Rig, eventually

LEASE_SECONDS = 3


def relay_lease(rig: Rig) -> dict[str, Any]:
    return rig.collection("leases").find_one({"_id": "relay"}) or {"holder": "", "token": 0}


def parted(rig: Rig) -> tuple[ServiceProcess, ServiceProcess]:
    """Tell the replica that holds the relay's lease from the other."""
    first, second = rig.started(2)
    assert eventually(lambda: bool(relay_lease(rig)["holder"]))
    holds = first.env["GONGZHI_INSTANCE"] == relay_lease(rig)["holder"]
    return (first, second) if holds else (second, first)


def test_the_lease_of_a_replica_that_died_is_taken_over(rig: Rig) -> None:
    rig.settings |= {"GONGZHI_LEASE_SECONDS": str(LEASE_SECONDS)}
    holder, other = parted(rig)
    before = relay_lease(rig)

    holder.kill()
    died_at = time.monotonic()
    assert rig.post(other).status_code == 201
    assert eventually(lambda: rig.counted() == 1)

    assert time.monotonic() - died_at < 3 * LEASE_SECONDS
    assert relay_lease(rig)["holder"] == other.env["GONGZHI_INSTANCE"]
    assert relay_lease(rig)["token"] > before["token"]


def test_a_replica_that_comes_back_goes_on_under_a_new_token(rig: Rig) -> None:
    rig.settings |= {"GONGZHI_LEASE_SECONDS": "300"}
    replica = rig.started(1)[0]
    assert eventually(lambda: bool(relay_lease(rig)["holder"]))
    before = relay_lease(rig)

    replica.kill()
    replica.start().wait_ready()
    assert rig.post(replica).status_code == 201

    assert eventually(lambda: rig.counted() == 1)
    assert relay_lease(rig)["token"] > before["token"]
