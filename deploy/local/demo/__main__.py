"""Replays the pilot of Nanhai as an integrator would; status 1 when a figure is not met."""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import httpx
from rich.console import Console
from rich.markup import escape

from gongzhi import Problem, Unreadable
from gongzhi.cli import WRONG_INPUT
from gongzhi.commands.progress import bars
from gongzhi.polis import Export

from ..stack import RUN
from . import report
from .acts import (
    bodies,
    captains,
    dabu,
    elsewhere,
    execution,
    offers,
    people,
    places,
    standards,
    steps,
    topics,
    voices,
    year,
)
from .desk import Desk, WentWrong, read_run
from .figures.elsewhere import figures_of_the_export
from .figures.figure import Figure
from .figures.integrity import figures_that_follow
from .figures.source import figures_of_the_source
from .figures.voices import figures_of_the_voices
from .settling import settle
from .world import World

SEED = "nanhai-2018"
WIDTH = 110


@click.command("demo")
@click.option("--data", type=click.Path(path_type=Path), help="Folder with real deliberations.")
@click.option("--residents", type=click.IntRange(120, 20_000), default=2_000, show_default=True)
@click.option("--seed", default=SEED, show_default=True)
@click.option("--run", type=click.Path(path_type=Path), default=RUN, help="Where the stack runs.")
def main(data: Path | None, residents: int, seed: str, run: Path) -> None:
    """Replay the pilot, read every figure back, say whether all are met."""
    console = Console(width=WIDTH) if not sys.stdout.isatty() else Console()
    began = time.monotonic()
    console.print(f"{residents:,} residents, made up from the seed {seed}")
    try:
        described = read_run(run / "stack.json")
        export = elsewhere.read(data) if data else None
        with bars() as bar, Desk(described, bar) as desk:
            figures, told, seconds = play(desk, World(seed, residents), export)
    except (WentWrong, Problem, Unreadable, httpx.TransportError) as wrong:
        console.print(f"[bold red]{escape(str(wrong))}[/]")
        sys.exit(WRONG_INPUT if isinstance(wrong, Unreadable) else 1)
    report.show(console, figures, told)
    about = {"seed": seed, "residents": residents, "seconds": seconds, "gateway": described.gateway}
    report.write(run / "demo.json", figures, told, about)
    console.print(f"{time.monotonic() - began:.0f} s; the same as JSON: {run / 'demo.json'}")
    for service in described.services:
        address = f"{described.gateway}/api/{service}"
        console.print(f"{address}/v1/   {address}/openapi.json", soft_wrap=True)
    sys.exit(0 if all(figure.met for figure in figures) else 1)


def play(
    desk: Desk, world: World, export: Export | None
) -> tuple[list[Figure], dict[str, Any], dict[str, float]]:
    """Play every act in its order, then read back what came of it."""
    seconds: dict[str, float] = {}
    timed = _timing(seconds)
    timed("standards", lambda: standards.publish(desk, world))
    timed("places", lambda: places.enter(desk, world))
    timed("bodies", lambda: bodies.register(desk, world))
    timed("residents", lambda: people.register(desk, world))
    timed("captains", lambda: captains.enter(desk, world))
    timed("settling", lambda: (dabu.find_weak(desk), settle(desk)))
    timed("survey", lambda: (dabu.plan(desk, world), dabu.survey(desk, world)))
    timed("offers", lambda: offers.open_doors(desk, world))
    timed("year", lambda: year.replay(desk, world))
    stories = timed("topics", lambda: topics.deliberate(desk, world))
    timed("execution", lambda: execution.carry_out(desk, world, stories))
    timed("voices", lambda: voices.hear(desk, world))
    timed("next steps", lambda: steps.answer_all(desk, world))
    timed("recovery", lambda: dabu.recover(desk))
    imported = timed("import", lambda: elsewhere.bring_in(desk, export)) if export else ""
    timed("settled", lambda: settle(desk))
    figures = timed("figures", lambda: _read_back(desk, world))
    if export:
        figures += timed("export", lambda: figures_of_the_export(desk, imported, export))
    return figures, report.systems(desk), seconds


def _read_back(desk: Desk, world: World) -> list[Figure]:
    follow = [*figures_that_follow(desk, world), *figures_of_the_voices(desk)]
    return [*figures_of_the_source(desk, world), *follow]


def _timing(seconds: dict[str, float]) -> Callable[[str, Callable[[], Any]], Any]:
    def timed(name: str, act: Callable[[], Any]) -> Any:
        began = time.monotonic()
        result = act()
        seconds[name] = round(time.monotonic() - began, 1)
        return result

    return timed


if __name__ == "__main__":
    main()
