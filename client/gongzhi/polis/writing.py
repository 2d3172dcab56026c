"""Writes a deliberation as Polis exports one: the same files, readable by what reads those."""

import csv
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from gongzhi.errors import Unreadable
from gongzhi.polis.deliberation import Deliberation, moment
from gongzhi.polis.export import CHOICES, MODERATED
from gongzhi.polis.numbering import Numbering

MARKS = {meaning: mark for mark, meaning in CHOICES.items()}
MODERATION = {meaning: mark for mark, meaning in MODERATED.items()}
TAKEN_BACK = "（已撤回 taken back）"
COMMENTS = ("timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees", "moderated")
COMMENTS += ("group-informed-consensus", "comment-body")
VOTES = ("timestamp", "datetime", "comment-id", "voter-id", "vote", "order")
PEOPLE = ("participant", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree")
HISTORY = ("n-votes", "n-comments", "n-visitors", "n-voters", "n-commenters")

Lines = Iterable[Iterable[Any]]


def write_export(deliberation: Deliberation, folder: Path) -> None:
    """Write the five files into a folder that is not there yet; all of them, or no folder."""
    require_room(folder)
    beside = folder.with_name(f"{folder.name}.part")
    try:
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(parents=True)
        for name, lines in _files(deliberation).items():
            _write(beside / name, lines)
        beside.replace(folder)
    except OSError as error:
        raise Unreadable(f"{folder} cannot be written: {error.strerror}") from error


def require_room(folder: Path) -> None:
    """Refuse a folder that holds something, before anything is asked for it."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Unreadable(f"{folder} is there already and not empty: name another folder")


def _files(told: Deliberation) -> dict[str, Lines]:
    numbers = Numbering(told)
    return {
        "summary.csv": _summary(told),
        "comments.csv": [COMMENTS, *_comments(told, numbers)],
        "votes.csv": [VOTES, *_votes(told, numbers)],
        "participants-votes.csv": _people(told, numbers),
        "stats-history.csv": [HISTORY, *_history(told)],
    }


def _summary(told: Deliberation) -> Lines:
    groups = told.opinions["groups"]
    return (
        ("topic", told.topic["title"]),
        ("url", ""),
        ("views", ""),
        ("voters", len({vote["voter_id"] for vote in told.votes})),
        ("voters-in-conv", sum(group["members"] for group in groups)),
        ("commenters", len({one["made_by"] for one in told.statements})),
        ("comments", len(told.statements)),
        ("groups", len(groups)),
        ("conversation-description", told.topic["note"]),
    )


def _comments(told: Deliberation, numbers: Numbering) -> Lines:
    shared = {one["statement_id"]: one["consensus"] for one in told.opinions["statements"]}
    for one in told.statements:
        yield (
            *_moment(one["made_at"]),
            numbers.statements[one["id"]],
            numbers.people[one["made_by"]],
            one["agrees"],
            one["disagrees"],
            MODERATION[one["moderated"]],
            shared.get(one["id"], ""),
            one["text"] or TAKEN_BACK,
        )


def _votes(told: Deliberation, numbers: Numbering) -> Lines:
    for vote in told.votes:
        who, what = numbers.people[vote["voter_id"]], numbers.statements[vote["statement_id"]]
        yield (*_moment(vote["cast_at"]), what, who, MARKS[vote["choice"]], vote["order"])


def _people(told: Deliberation, numbers: Numbering) -> Lines:
    """Tell of each voter the last vote on each statement; nobody's group is known outside."""
    columns = sorted(numbers.statements.values())
    yield (*PEOPLE, *columns)
    said: dict[int, int] = {}
    for one in told.statements:
        author = numbers.people[one["made_by"]]
        said[author] = said.get(author, 0) + 1
    for who, marks in sorted(_standing(told, numbers).items()):
        cast = list(marks.values())
        totals = (said.get(who, 0), len(cast), cast.count("1"), cast.count("-1"))
        yield (who, "", *totals, *(marks.get(column, "") for column in columns))


def _standing(told: Deliberation, numbers: Numbering) -> Mapping[int, dict[int, str]]:
    """Keep of all votes, which are in order, the last of each voter on each statement."""
    standing: dict[int, dict[int, str]] = {}
    for vote in told.votes:
        marks = standing.setdefault(numbers.people[vote["voter_id"]], {})
        marks[numbers.statements[vote["statement_id"]]] = MARKS[vote["choice"]]
    return standing


def _history(told: Deliberation) -> Lines:
    """Count on from one event to the next; visitors are not counted here."""
    happened = [(moment(one["made_at"]), 1, one["made_by"]) for one in told.statements]
    happened += [(moment(vote["cast_at"]), 0, vote["voter_id"]) for vote in told.votes]
    people: tuple[set[str], set[str]] = (set(), set())
    counts = [0, 0]
    for _, kind, who in sorted(happened):
        counts[kind] += 1
        people[kind].add(who)
        yield (*counts, "", *map(len, people))


def _moment(text: str) -> tuple[int, str]:
    when = moment(text)
    return round(when.timestamp() * 1000), when.isoformat(timespec="milliseconds")


def _write(file: Path, lines: Lines) -> None:
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened, lineterminator="\n").writerows(lines)
