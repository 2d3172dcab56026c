"""Act 10: what was decided is carried out jointly, watched, and confirmed by who asked for it."""

from typing import Any

from ..desk import Desk, until
from ..settling import settle
from ..world import World
from .topics import RESOLVED, WATCHERS, Story, stage_of

MILESTONES = ("planned", "carried_out", "inspected")
FIRST, AGAIN = "first", "again"
HELPERS, MINUTES = 6, 90
OPINION = "先试行三个月，再由居民评议 / try it for three months, then let residents judge"


def carry_out(desk: Desk, world: World, stories: list[Story]) -> None:
    """Carry out every resolution; one topic is reopened and carried out a second time."""
    resolved = [story for story in stories if story.ends in RESOLVED]
    progress = desk.bars("execution", len(resolved) + 1)
    settle(desk)
    deliver_advice(desk)

    def carry(story: Story) -> None:
        _watch(desk, world, story)
        _execute(desk, world, story, FIRST)
        _confirm(desk, story, FIRST, satisfied=story.ends == "closed")
        progress(1)

    desk.together(carry, resolved)
    for story in (one for one in resolved if one.ends == "reopened"):
        _execute(desk, world, story, AGAIN)
        _confirm(desk, story, AGAIN, satisfied=True)
        progress(1)


def deliver_advice(desk: Desk) -> None:
    """Let the advisers who were asked give their opinion."""
    for advice in desk.integrator.pages("collaboration", "/v1/advice", status="requested"):
        path = f"/v1/advice/{advice['id']}/opinion"
        desk.once(desk.worker, "collaboration", path, {"opinion": OPINION})


def _watch(desk: Desk, world: World, story: Story) -> None:
    chance = world.chance("watches", story.told["name"])
    for one in chance.sample(story.neighbors, WATCHERS):
        path, body = f"{story.path}/monitors", {"resident_id": one.id}
        desk.once(desk.worker, "expression", path, body)


def _execute(desk: Desk, world: World, story: Story, time: str) -> None:
    path = f"/v1/tasks/task-{story.id}"
    _wait_for_round(desk, path, time)
    chance = world.chance("helps", story.told["name"], time)
    for milestone in MILESTONES:
        body: dict[str, Any] = {"milestone": milestone}
        desk.once(desk.worker, "collaboration", f"{path}/progress", body, again=time)
    helpers = chance.sample(story.neighbors, HELPERS)
    served = [{"resident_id": one.id, "minutes": MINUTES} for one in helpers]
    desk.bulk("collaboration", f"{path}/service", served)
    body = {"summary": story.told["proposal"]}
    desk.once(desk.worker, "collaboration", f"{path}/completion", body, again=time)


def _wait_for_round(desk: Desk, path: str, time: str) -> None:
    """Wait until the task was opened, or opened again, by the event of its topic."""
    rounds = 1 if time == FIRST else 2

    def asked() -> bool | None:
        _, _, topic_id = path.partition("/task-")
        tasks = desk.integrator.get("collaboration", "/v1/tasks", topic_id=topic_id)["items"]
        return True if tasks and tasks[0]["rounds"] >= rounds else None

    until(asked, f"{path} to be opened ({time})")


def _confirm(desk: Desk, story: Story, time: str, *, satisfied: bool) -> None:
    """Let who raised a topic say whether it is done; the answer of an earlier replay stands."""
    topic = stage_of(desk, story, "reported", "closed")
    body = {"satisfied": satisfied} | ({} if satisfied else {"reason": "臭味仍在，下游还有垃圾"})
    raiser = desk.resident(topic["raised_by"])
    desk.once(raiser, "expression", f"{story.path}/confirmation", body, again=time)
