"""Many pieces of content in one request: each is checked, done and answered on its own."""

from collections import Counter
from typing import Any

import orjson
from werkzeug.wrappers import Response

from chassis.errors import Unavailable
from chassis.http.bodies import read_json
from chassis.http.command import Command
from chassis.http.desk import Desk
from chassis.http.problems import Problem, problem_of
from chassis.http.replies import Reply, as_json, etag
from chassis.http.requests import Asked, command_of
from chassis.http.validation import wrong_fields
from chassis.work.items import Outcome

MOST_ITEMS = 500


def write_bulk(asked: Asked, desk: Desk) -> Response:
    """Do what can be done of a bulk, and answer item by item in the order they came."""
    if "HTTP_IF_MATCH" in asked.request.environ:
        raise Problem("malformed-header", "If-Match is for one thing", "If-Match 不适用于批量")
    slots = [_slot(asked, content, place) for place, content in enumerate(_items(asked))]
    _write(desk, [slot for slot in slots if isinstance(slot, Command)])
    told = [_told(slot, asked) for slot in slots]
    counts = Counter(_counted(slot, one) for slot, one in zip(slots, told, strict=True))
    return Reply(200, as_json({"items": told, "counts": dict(counts)})).response()


def _items(asked: Asked) -> list[Any]:
    content = read_json(asked.request)
    items = content.get("items") if isinstance(content, dict) else None
    if not isinstance(items, list) or set(content) != {"items"}:
        raise _unfit('send {"items": [...]} and nothing else', '请发送 {"items": [...]}')
    if not 1 <= len(items) <= MOST_ITEMS:
        raise _unfit(f"1 to {MOST_ITEMS} items", f"1 到 {MOST_ITEMS} 项")
    return items


def _unfit(en: str, zh: str) -> Problem:
    problem = wrong_fields([{"field": "items", "rule": "length", "message": f"{zh} / {en}"}])
    problem.said = {"en": en, "zh": zh}
    return problem


def _slot(asked: Asked, content: Any, place: int) -> Command | Problem:
    try:
        return command_of(asked, content, f"/{place}")
    except Problem as problem:
        if problem.kind.status != 422:  # noqa: PLR2004 - a bad header is at fault for all items
            raise
        return problem


def _write(desk: Desk, commands: list[Command]) -> None:
    if not commands:
        return
    try:
        desk.write(commands)
    except Unavailable:
        if not any(_settled(command) for command in commands):
            raise
    else:
        if not any(_settled(command) for command in commands):
            raise commands[0].error or Unavailable("nothing was settled")


def _settled(command: Command) -> bool:
    return command.outcome is not Outcome.PENDING


def _told(slot: Command | Problem, asked: Asked) -> dict[str, Any]:
    if isinstance(slot, Problem):
        return _refused(slot, asked)
    try:
        reply = slot.answer()
    except Exception as error:  # noqa: BLE001 - each item tells its own
        return _refused(problem_of(error, asked.language), asked)
    told: dict[str, Any] = {"status": reply.status}
    if reply.body:
        told["body"] = orjson.Fragment(reply.body)
    if reply.version:
        told["etag"] = etag(reply.version)
    return told


def _refused(problem: Problem, asked: Asked) -> dict[str, Any]:
    document = problem.document(asked.language, asked.request.path)
    return {"status": problem.kind.status, "problem": document}


def _counted(slot: Command | Problem, told: dict[str, Any]) -> str:
    if "problem" in told:
        return "refused"
    return "repeated" if isinstance(slot, Command) and slot.replayed else "done"
