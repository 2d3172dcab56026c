"""Followers see what another replica writes; a stop leads them there, and they miss nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import orjson

from deploy.local.servers import ServiceProcess
from tests.integration.chassis.rig import PLACE, Rig, eventually

LIVE = f"/v1/totals/place:{PLACE}/live"


@contextmanager
def following(
    rig: Rig, replica: ServiceProcess, known: str = ""
) -> Iterator[Iterator[dict[str, str]]]:
    headers = {"Authorization": f"Bearer {rig.token}"} | ({"Last-Event-ID": known} if known else {})
    with httpx.stream("GET", replica.url + LIVE, headers=headers, timeout=rig.patience) as answer:
        assert answer.status_code == 200
        yield frames(answer.iter_lines())


def frames(lines: Iterator[str]) -> Iterator[dict[str, str]]:
    fields: dict[str, str] = {}
    for line in lines:
        if line == "" and "event" in fields:
            yield fields
            fields = {}
        name, _, value = line.partition(": ")
        fields[name] = value


def test_followers_see_what_another_replica_writes_and_go_on_there(rig: Rig) -> None:
    first, second = rig.started(2)

    with following(rig, first) as told:
        state = next(told)
        assert rig.post(second).status_code == 201
        change = next(told)
        first.stop()
        farewell = next(told)
        assert list(told) == []
    assert rig.post(second).status_code == 201
    assert eventually(lambda: rig.counted() == 2)
    with following(rig, second, known=change["id"]) as told:
        resumed = next(told)

    assert (state["event"], state["id"]) == ("state", "0")
    assert (change["event"], orjson.loads(change["data"])["actions"]) == ("change", 1)
    assert farewell["data"] == '{"reason":"stopping"}'
    assert (resumed["event"], orjson.loads(resumed["data"])["actions"]) == ("state", 2)
