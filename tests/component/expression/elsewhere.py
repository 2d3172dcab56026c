"""The integrators' client speaking to the service under test, and real exports to feed it."""

import csv
import os
import threading
from pathlib import Path

import httpx
import pytest

from gongzhi import Api

PREFIX = "/api/expression"


def api_of(hall):
    """Give a client whose requests the service under test answers."""
    one_by_one = threading.Lock()  # the client sends several at once, the harness is no server

    def answer(request):
        with one_by_one:
            given = hall.h._client.open(
                request.url.raw_path.decode().removeprefix(PREFIX),
                method=request.method,
                data=request.content,
                headers=list(request.headers.items()),
            )
        return httpx.Response(given.status_code, content=given.data)

    api = Api(hall.integrator, gateway="http://gateway", language="en")
    headers = api._client.headers
    api._client.close()
    api._client = httpx.Client(
        base_url="http://gateway/api", transport=httpx.MockTransport(answer), headers=headers
    )
    return api


def export_of(name):
    """Find a real export; what is missing is said, and in CI it is a failure."""
    folder = os.environ.get("GONGZHI_DATA", "")
    found = Path(folder) / name
    if folder and found.is_dir():
        return found
    if os.environ.get("CI"):
        pytest.fail(f"GONGZHI_DATA names no folder with {name}")
    return pytest.skip(f"GONGZHI_DATA names no folder with {name}")


def rows(export, name):
    with (export / name).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))
