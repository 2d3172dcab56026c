"""Act 9: topics go through the whole loop: raised, screened, discussed, resolved, carried out."""

from dataclasses import dataclass
from typing import Any

from ..desk import Desk, until
from ..world import STORIES, Resident, World, content

CENTERS = {"dabu": "center-lishui", "lixiong": "center-dali", "tangzhong": "center-shishan"}
DELIBERATED = ("closed", "reopened", "discussion")
RESOLVED = ("closed", "reopened")
VOTERS, WATCHERS = 30, 3
CHOICES = ("agree",) * 7 + ("disagree",) * 2 + ("pass",)


@dataclass(frozen=True)
class Story:
    """One topic as the content tells it, by the id it got, with the neighbors it concerns."""

    told: dict[str, Any]
    id: str
    neighbors: list[Resident]

    @property
    def path(self) -> str:
        """Give its address."""
        return f"/v1/topics/{self.id}"

    @property
    def ends(self) -> str:
        """Say what became of it."""
        return str(self.told["ends"])


def deliberate(desk: Desk, world: World) -> list[Story]:
    """Let residents raise topics, staff screen them, neighbors speak, vote and decide."""
    told = content("topics")["items"]
    progress = desk.bars("topics", 3 * len(told))
    stories = [_raise(desk, world, one) for one in told]
    world.topics = {story.told["name"]: story.id for story in stories}
    progress(len(stories))
    for story in stories:
        _screen(desk, world, story)
        progress(1)

    def discuss(story: Story) -> None:
        _speak(desk, world, story)
        _decide(desk, world, story)
        progress(1)

    desk.together(discuss, stories)
    return stories


def _raise(desk: Desk, world: World, told: dict[str, Any]) -> Story:
    place = STORIES[told["community"]] + told.get("building", "")
    neighbors = _neighbors(world, told)
    raiser = neighbors[world.chance("raises", told["name"]).randrange(len(neighbors))]
    body = {name: told[name] for name in ("title", "category", "note")} | {"division": place}
    topic = desk.once(desk.resident(raiser.id), "expression", "/v1/topics", body)
    return Story(told, topic["id"], neighbors)


def _neighbors(world: World, told: dict[str, Any]) -> list[Resident]:
    """Give who may speak: the community, or those whose number put them into the building."""
    neighbors = world.neighbors(STORIES[told["community"]])
    if "building" not in told:
        return neighbors
    return [one for one in neighbors if one.number % 4 == 0]


def _screen(desk: Desk, world: World, story: Story) -> None:
    if story.ends == "declined":
        body = {"reason": story.told["reason"]}
        desk.once(desk.worker, "expression", f"{story.path}/decline", body)
    elif story.ends == "merged":
        body = {"into_id": world.topics[story.told["into"]], "reason": story.told["note"]}
        desk.once(desk.worker, "expression", f"{story.path}/merge", body)
    else:
        desk.once(desk.worker, "expression", f"{story.path}/screening", {"note": ""})


def _speak(desk: Desk, world: World, story: Story) -> None:
    if story.ends not in DELIBERATED:
        return
    chance = world.chance("speaks", story.told["name"])
    said = [
        {"text": text, "resident_id": chance.choice(story.neighbors).id}
        for text in story.told["statements"]
    ]
    statements = desk.bulk("expression", f"{story.path}/statements", said)

    def vote(statement: dict[str, Any]) -> None:
        path = f"{story.path}/statements/{statement['id']}/votes"
        desk.bulk("expression", path, _votes(world, story, statement["text"]))

    desk.together(vote, statements)


def _decide(desk: Desk, world: World, story: Story) -> None:
    if story.ends not in RESOLVED:
        return
    body = {"text": story.told["proposal"]}
    desk.once(desk.worker, "expression", f"{story.path}/proposal", body)
    desk.bulk("expression", f"{story.path}/proposal/votes", _votes(world, story, "the resolution"))
    lead = {"lead_id": CENTERS[story.told["community"]]}
    desk.once(desk.official, "expression", f"{story.path}/resolution", lead)


def _votes(world: World, story: Story, about: str) -> list[dict[str, Any]]:
    chance = world.chance("votes", story.told["name"], about)
    voters = chance.sample(story.neighbors, min(VOTERS, len(story.neighbors)))
    return [{"resident_id": one.id, "choice": chance.choice(CHOICES)} for one in voters]


def stage_of(desk: Desk, story: Story, *stages: str) -> dict[str, Any]:
    """Wait until a topic stands in one of these stages."""

    def asked() -> dict[str, Any] | None:
        topic: dict[str, Any] = desk.integrator.get("expression", story.path)
        return topic if topic["stage"] in stages else None

    return until(asked, f"topic {story.told['name']} to be {' or '.join(stages)}")
