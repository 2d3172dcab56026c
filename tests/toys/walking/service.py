"""The whole toy: what it hears, keeps, and is told over HTTP."""

import os
from dataclasses import dataclass, replace
from typing import Annotated, ClassVar

from marshmallow.validate import Length

from chassis.errors import NotFound
from chassis.events import Inbound, described
from chassis.http.call import Call
from chassis.service import Service, Stored, post, subscribe

from .store import Gate, Gates, Walker, Walkers

NAME = os.environ.get("TOY_NAME", "walking")  # one of its own for each test
IN_ORDER = os.environ.get("TOY_ORDERED", "yes") == "yes"


@dataclass(frozen=True)
class StepTaken(Inbound):
    """Somebody took a step, to be noted after the one before it."""

    producer: ClassVar[str] = NAME
    walker: str = described("w1", "who")
    number: int = described(1, "which")
    gate: str = described("", "what must be open first")
    patient: bool = described(False, "whether to wait for the step before")


@dataclass(frozen=True)
class OpenGate:
    """A gate to be opened."""

    id: Annotated[str, Length(1, 60)] = described("g1", "which")


class WalkingService(Service):
    """Notes steps in the order they were taken."""

    name = NAME

    walkers = Stored(Walkers)
    gates = Stored(Gates)

    @post("/v1/gates", body=OpenGate, view=Gate, roles=("worker",))
    def open_gate(self, call: Call) -> Gate:
        """Open a gate."""
        gate = Gate(call.body.id)
        self.gates.add(gate)
        return gate

    @subscribe(StepTaken, loads={"walkers": "walker"}, ordered=IN_ORDER)
    def on_step_taken(self, event: StepTaken) -> None:
        """Note a step, and whether it is the next one."""
        walker = self.walkers.find(event.walker) or Walker(event.walker)
        follows = event.number == walker.latest + 1
        if event.patient and not follows:
            raise NotFound("step", str(event.number - 1))
        if event.gate and self.gates.find(event.gate) is None:
            raise NotFound("gate", event.gate)
        self.walkers.save(
            replace(
                walker,
                taken=walker.taken + 1,
                latest=event.number,
                wrong=walker.wrong + (not follows),
            )
        )
