"""Sheets on their way to the service that really answers, in memory."""

import csv
from threading import Lock

import httpx
from click.testing import CliRunner

from chassis.testing import token
from gongzhi.cli import gongzhi

CENTER = token("integrator", sub="center", divisions=("440605",))
DABU = "440605126009"
RESIDENTS = ("居民编号", "区划代码", "群体", "姓名")
SPACES = ("空间编号", "类型", "名称", "区划代码", "容量", "开放时间", "服务群体")
VISITS = ("居民编号", "空间编号", "到访时间")
HOURS = ("居民编号", "分钟", "服务日期")
TEN = [f"r-{n}" for n in range(10)]


class Gateway:
    """Leads what the client asks to the service; from some request on it falls silent."""

    def __init__(self, service):
        self.service = service
        self.asked = []
        self.silent_after = None
        self._one_at_a_time = Lock()  # the service under test has one worker

    def __call__(self, request):
        with self._one_at_a_time:
            return self._answer(request)

    def _answer(self, request):
        if self.silent_after is not None and len(self.asked) >= self.silent_after:
            raise httpx.ConnectError("the line is cut")
        self.asked.append(request.url.path)
        path = request.url.path.removeprefix("/api/participation")
        answer = self.service._client.open(
            path, method=request.method, data=request.content, headers=dict(request.headers)
        )
        return httpx.Response(answer.status_code, content=answer.data, headers=answer.headers)


def run(*arguments):
    return CliRunner().invoke(gongzhi, [*map(str, arguments), "--token", CENTER])


def a_sheet(file, *rows):
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows(rows)
    return file


def reported(file):
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def visits(file, numbers=TEN, day="2019-05-03 10:00"):
    return a_sheet(file, VISITS, *((number, "s-1", day) for number in numbers))


def told(printed):
    return printed.stdout.strip()
