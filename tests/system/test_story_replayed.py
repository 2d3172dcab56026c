"""Whatever guidance concluded from the stories is found again in the history of the others."""

from typing import Any

from .running import eventually
from .story import Story


def replayed(story: Story, *, to_shadow: bool) -> dict[str, Any]:
    ops = story.running.ops
    asked = ops.post("guidance", "/v1/replays", start="0", to_shadow=to_shadow, rows=to_shadow)
    path = f"/v1/replays/{asked['id']}"
    eventually(lambda: ops.get("guidance", path)["state"] != "running", patience=120)
    told: dict[str, Any] = ops.get("guidance", path)
    return told


def test_a_shadow_of_guidance_equals_the_live_one(story: Story) -> None:
    story.running.settle()

    told = replayed(story, to_shadow=True)

    assert (told["differences"], len(told["lines"])) == (0, 1), told["lines"]
    assert told["lines"][0].startswith("shadow equals live")
    assert told["done"] == told["total"] > 0


def test_nothing_was_missed(story: Story) -> None:
    story.running.settle()
    ledger = story.scene.integrator.items("guidance", "/v1/scores/town:440605124/ledger")

    told = replayed(story, to_shadow=False)

    assert told["lines"][0].endswith("had taken effect, 0 delivered again"), told["lines"]
    assert ledger == story.scene.integrator.items("guidance", "/v1/scores/town:440605124/ledger")
