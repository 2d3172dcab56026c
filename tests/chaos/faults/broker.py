"""Harm to the broker: stopped, killed, all its connections closed, out of memory."""

import time

from deploy.local.ports import wait_until

from ..rig import Rig

AWAY_SECONDS = 1.0
BLOCKED_SECONDS = 20.0
AT_LEAST_CONNECTIONS = 2
FULL, USUAL = "0.000001", "0.4"


def stop(rig: Rig) -> int:
    """Stop the broker in good order and start it again."""
    rig.broker.stop()
    return _away(rig)


def kill(rig: Rig) -> int:
    """Kill the broker and start it again."""
    rig.broker.kill()
    return _away(rig)


def _away(rig: Rig) -> int:
    fired = int(not rig.broker.running())
    time.sleep(AWAY_SECONDS)
    rig.broker.start().wait_ready(90)
    return fired


def close_connections(rig: Rig) -> int:
    """Close every connection there is; count it only if there were some."""
    there = len(rig.broker.ctl("list_connections", "pid").split())
    rig.broker.ctl("close_all_connections", "chaos")
    return int(there >= AT_LEAST_CONNECTIONS)


def memory_alarm(rig: Rig) -> int:
    """Let the broker think that it has no memory left: publishers are blocked."""
    rig.broker.ctl("set_vm_memory_high_watermark", FULL)
    try:
        blocked = wait_until(lambda: "memory" in _alarms(rig), BLOCKED_SECONDS, every=1.0)
        time.sleep(BLOCKED_SECONDS)
    finally:
        rig.broker.ctl("set_vm_memory_high_watermark", USUAL)
    return int(blocked)


def _alarms(rig: Rig) -> str:
    return rig.broker.ctl("eval", "rabbit_alarm:get_alarms().")
