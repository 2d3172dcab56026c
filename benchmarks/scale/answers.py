"""How long single requests take on a small and on a large database, asked in turn."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from statistics import median

from benchmarks.report import Row, row
from benchmarks.scale.stack import Answer, Caller, Stack
from benchmarks.scale.world import World, communities

WARM_UP, TIMES = 50, 400
FIRST_FEW = 5
WITHIN = round(1 / 1.2, 3)  # of the median on the small database
Ask = Callable[[Caller, World, int], Answer]


@dataclass(frozen=True)
class Question:
    """One kind of request: what is asked of which service, of a resident by number."""

    name: str
    service: str
    ask: Ask


@dataclass(frozen=True)
class Took:
    """What one kind of request took, in seconds, on either database."""

    question: Question
    small: list[float]
    large: list[float]

    @property
    def row(self) -> Row:
        """Compare the medians."""
        large, small = (1e6 * median(some) for some in (self.large, self.small))
        name = f"scale: {self.question.name}"
        return row(name, large, small, unit="µs", goal=WITHIN, ratio=small / large)


def _check_in(caller: Caller, world: World, number: int) -> Answer:
    space = world.spaces[world.place(number)]
    return caller.post("/v1/visits", {"resident_id": world.resident(number), "space_id": space})


def _of_resident(path: str) -> Ask:
    return lambda caller, world, number: caller.get(path.format(world.resident(number)))


def _of_place(path: str) -> Ask:
    return lambda caller, _world, number: caller.get(path.format(_place(number)))


def _place(number: int) -> str:
    return communities()[number % len(communities())]


CHECK_IN = Question("check-in", "participation", _check_in)
QUESTIONS = (
    CHECK_IN,
    Question("standing", "participation", _of_resident("/v1/residents/{}/standing")),
    Question("next step", "guidance", _of_resident("/v1/suggestions?resident_id={}")),
    Question("total: points of a community", "guidance", _of_place("/v1/scores/community:{}")),
    Question(
        "funnel: residents by rung",
        "participation",
        _of_place("/v1/standings/summary?division={}"),
    ),
    Question(
        "funnel: steps offered and taken",
        "guidance",
        _of_place("/v1/suggestions/summary?division={}"),
    ),
    Question(
        "funnel: outcomes and uplift",
        "guidance",
        _of_place("/v1/suggestions/outcomes?division={}"),
    ),
)


def compare(small: Stack, large: Stack) -> tuple[list[Took], list[str]]:
    """Ask every question of both in turn, so that what else the machine does counts for both."""
    wrong: list[str] = []
    took = [_compare(question, (small, large), wrong) for question in QUESTIONS]
    return took, wrong[:FIRST_FEW]


def _compare(question: Question, stacks: tuple[Stack, Stack], wrong: list[str]) -> Took:
    answers = [_answers(question, stack) for stack in stacks]
    taken: tuple[list[float], list[float]] = ([], [])
    for turn in range(WARM_UP + TIMES):
        for which in ((0, 1), (1, 0))[turn % 2]:
            answer = next(answers[which])
            if answer.status not in (200, 201):
                wrong.append(f"{question.name}: {answer.status} {answer.body[:99]!r}")
            if turn >= WARM_UP:
                taken[which].append(answer.took)
    took = Took(question, *taken)
    print(f"  {took.row.name:<42}{took.row.ours:>9,.0f} {took.row.peer:>9,.0f} µs", flush=True)
    return took


def _answers(question: Question, stack: Stack) -> Iterator[Answer]:
    caller = stack.caller(question.service)
    strangers = stack.world.strangers(question.name)
    for turn in count():
        yield question.ask(caller, stack.world, strangers[turn % len(strangers)])
