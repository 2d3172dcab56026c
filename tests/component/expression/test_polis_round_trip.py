"""What goes out as a Polis export comes in again as it was, however it is shuffled and repeated."""

import csv
import random
from dataclasses import replace

import pytest

from gongzhi import Unreadable
from gongzhi.polis import import_export, read_deliberation, read_export, write_export
from gongzhi.polis.importing import Entry
from tests.component.expression.elsewhere import api_of, export_of, rows

SEATTLE = "polis-15-per-hour-seattle"
STAGES = (("agree", "0"), ("disagree", "0"), ("pass", "1"), ("agree", "1"))


def brought_in(hall, export, reference="first"):
    entry = Entry(reference, "停车", "440605", "parking")
    outcome = import_export(api_of(hall), export, entry)
    assert [*outcome.statements.refused, *outcome.votes.refused] == []
    return outcome.topic_id


def written(hall, topic_id, folder):
    write_export(read_deliberation(api_of(hall), topic_id), folder)
    return folder


def end_state(hall, topic_id):
    """Give what is counted and what stands, by the numbers that statements and voters came with."""
    api, path = api_of(hall), f"/v1/topics/{topic_id}"
    statements = {
        one["reference"]: (one["text"], one["agrees"], one["disagrees"], one["passes"])
        for one in api.pages("expression", f"{path}/statements")
    }
    matrix = {
        row["voter_id"].rpartition(":")[2]: {
            key.rpartition("-")[2]: choice for key, choice in row["votes"].items()
        }
        for row in api.pages("expression", f"{path}/matrix")
    }
    return statements, matrix, api.get("expression", path)["counts"]


@pytest.fixture
def small(hall, tmp_path):
    """An export of two statements and three voters, one of whom changes their mind twice."""
    comments = [("timestamp", "comment-id", "author-id", "moderated", "comment-body")]
    comments += [
        (1435654192000, 0, 7, 1, "先劃訪客車位\n再說"),
        (1435654192500, 1, 8, -1, "不必，“”"),
    ]
    votes = [("timestamp", "comment-id", "voter-id", "vote")]
    votes += [(1435654200000, 0, 3, 1), (1435654200000, 0, 3, -1), (1435654200500, 0, 3, 0)]
    votes += [(1435654201000, 1, 4, 1), (1435654199000, 0, 12, -1)]
    folder = tmp_path / "small"
    folder.mkdir()
    for name, lines in (("comments", comments), ("votes", votes), ("summary", [("topic", "停車")])):
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as opened:
            csv.writer(opened).writerows(lines)
    return folder


def test_what_was_exported_comes_in_again_as_it_was(hall, small, tmp_path):
    first = brought_in(hall, read_export(small))

    export = read_export(written(hall, first, tmp_path / "out"))
    second = brought_in(hall, export, "second")

    assert end_state(hall, second) == end_state(hall, first)
    assert end_state(hall, first)[2] == {"statements": 2, "votes": 5, "voters": 3}


def test_what_was_exported_changes_nothing_where_it_came_from(hall, small, tmp_path):
    first = brought_in(hall, read_export(small))
    before = end_state(hall, first)

    brought_in(hall, read_export(written(hall, first, tmp_path / "out")))

    assert end_state(hall, first) == before


def test_residents_go_out_under_a_number_and_with_every_change_of_mind(hall, tmp_path):
    topic_id = hall.discussed()
    statement = hall.said(topic_id)
    path = f"/{topic_id}/statements/{statement}/votes"
    for choice, who in STAGES:
        hall.post(path, {"choice": choice}, as_=hall.of(f"r-{int(who) + 1}"))

    out = written(hall, topic_id, tmp_path / "out")

    assert "r-" not in (out / "votes.csv").read_text("utf-8").replace("voter-id", "")
    assert [row["vote"] for row in rows(out, "votes.csv")] == ["1", "0", "-1", "1"]
    [comment] = rows(out, "comments.csv")
    assert (comment["agrees"], comment["disagrees"]) == ("2", "1")
    people = {row["participant"]: row["0"] for row in rows(out, "participants-votes.csv")}
    assert sorted(people.values()) == ["-1", "1"]
    assert rows(out, "stats-history.csv")[-1]["n-voters"] == "2"


def test_a_folder_that_holds_something_is_left_alone(hall, small, tmp_path):
    topic_id = brought_in(hall, read_export(small))
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "votes.csv").write_text("mine")

    with pytest.raises(Unreadable, match="not empty"):
        written(hall, topic_id, tmp_path / "out")

    assert [file.name for file in (tmp_path / "out").iterdir()] == ["votes.csv"]


def test_only_integrators_read_who_voted_what(hall, small):
    topic_id = brought_in(hall, read_export(small))

    lists = ("votes", f"statements/{topic_id}-s-0/votes/import")
    paths = [f"/v1/topics/{topic_id}/{one}" for one in lists]

    for who, status in ((hall.of("r-1"), 403), (hall.official, 403), (hall.integrator, 200)):
        assert [hall.h.get(path, as_=who).status for path in paths] == [status, status]


def test_a_real_deliberation_ends_as_published_straight_or_shuffled_and_told_twice(hall):
    export = read_export(export_of(SEATTLE))
    votes = random.Random(2019).sample(export.votes * 2, k=2 * len(export.votes))

    straight = end_state(hall, brought_in(hall, export))
    crooked = end_state(hall, brought_in(hall, replace(export, votes=votes), "crooked"))

    comments = rows(export_of(SEATTLE), "comments.csv")
    told = {row["comment-id"]: (int(row["agrees"]), int(row["disagrees"])) for row in comments}
    assert len(told) == 54
    assert {one: cast[1:3] for one, cast in straight[0].items()} == told
    assert straight[1] == standing(SEATTLE)
    assert crooked == straight


def standing(name):
    """Give the last votes as the export holds them."""
    choices = {"1": "agree", "-1": "disagree", "0": "pass"}
    people = rows(export_of(name), "participants-votes.csv")
    cast = {
        person["participant"]: {
            column: choices[mark] for column, mark in person.items() if column.isdigit() and mark
        }
        for person in people
    }
    return {who: votes for who, votes in cast.items() if votes}
