"""What officials are shown of the effect of offering steps."""

from dataclasses import dataclass

from chassis.events import described

from ..domain.outcomes import Outcome

EXAMPLE = {
    "label": "space", "offered": 900, "stepped_up": 270, "taken": 300, "declined": 200,
    "ignored": 400, "held_out": 100, "held_out_stepped_up": 18, "rate": 0.3,
    "held_out_rate": 0.18, "uplift": {"difference": 0.12, "low": 0.0297, "high": 0.1879},
}  # fmt: skip


@dataclass(frozen=True)
class OutcomesView:
    """What offering led to in a place; each resident counts once, null is withheld."""

    division: str = described("440605124", "community, town or district")
    experiment: str = described("spring.7.10.28", "name, seed, percent held out and days")
    in_force: bool = described(True, "whether residents still take part in it")
    total: Outcome | None = described(
        EXAMPLE | {"label": "440605124"}, "all residents who took part"
    )
    by_step: list[Outcome] = described([EXAMPLE], "by the rung they stood on")
    by_space_kind: list[Outcome] = described([], "by the kind of space they had come to last")
    by_place: list[Outcome] = described([], "by the place right below")
