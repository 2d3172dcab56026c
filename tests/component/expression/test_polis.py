"""A real deliberation nobody here wrote: its published totals are the judge."""

import csv
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

CHOICES = {"1": "agree", "-1": "disagree", "0": "pass"}
MODERATED = {"1": "accepted", "0": "pending", "-1": "rejected"}
TOPIC = "import-uberx"


@pytest.fixture
def export():
    folder = os.environ.get("GONGZHI_DATA", "")
    found = Path(folder) / "polis-vtaiwan-uberx"
    if folder and found.is_dir():
        return found
    if os.environ.get("CI"):
        pytest.fail("GONGZHI_DATA names no folder with polis-vtaiwan-uberx")
    return pytest.skip("GONGZHI_DATA names no folder with polis-vtaiwan-uberx")


def rows(export, name):
    with (export / name).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def moment(milliseconds):
    return datetime.fromtimestamp(int(milliseconds) / 1000, UTC).isoformat()


def a_statement(row):
    return {
        "reference": row["comment-id"],
        "author": row["author-id"],
        "text": row["comment-body"],
        "created_at": moment(row["timestamp"]),
        "moderated": MODERATED[row["moderated"]],
    }


def a_vote(line, row):
    return {
        "voter": row["voter-id"],
        "statement": row["comment-id"],
        "choice": CHOICES[row["vote"]],
        "cast_at": moment(row["timestamp"]),
        "order": line,
    }


def entered(hall, path, items):
    for start in range(0, len(items), 500):
        body = {"items": items[start : start + 500]}
        answer = hall.post(f"/{TOPIC}/{path}/import/bulk", body, as_=hall.integrator)
        assert answer.json["counts"] == {"done": len(body["items"])}


def every(hall, path):
    page = hall.get(f"/{TOPIC}/{path}?limit=200", as_=hall.official)
    items = page["items"]
    while page["next"]:
        following = f"/{TOPIC}/{path}?limit=200&cursor={page['next']}"
        page = hall.get(following, as_=hall.official)
        items += page["items"]
    return items


@pytest.mark.slow
def test_a_real_deliberation_comes_out_as_its_export_says(hall, export):
    comments = rows(export, "comments.csv")
    votes = [a_vote(line, row) for line, row in enumerate(rows(export, "votes.csv"))]
    body = {"title": "Uber", "category": "transport", "division": "440605"}
    hall.post("", body | {"origin": "import", "reference": "uberx"}, as_=hall.integrator)

    entered(hall, "statements", [a_statement(row) for row in comments])
    entered(hall, "votes", sorted(votes, key=lambda vote: (vote["cast_at"], vote["order"])))

    totals = {s["reference"]: (s["agrees"], s["disagrees"]) for s in every(hall, "statements")}
    assert totals == {
        row["comment-id"]: (int(row["agrees"]), int(row["disagrees"])) for row in comments
    }
    counts = hall.get(f"/{TOPIC}")["counts"]
    assert counts == {"statements": 197, "votes": 49997, "voters": 1921}
    assert standing(hall) == published(export, [row["comment-id"] for row in comments])


def standing(hall):
    """Give the last votes as the service holds them, by voter and comment."""
    prefix = len(f"{TOPIC}-s-")
    return {
        row["voter_id"].rsplit(":", 1)[1]: {key[prefix:]: v for key, v in row["votes"].items()}
        for row in every(hall, "matrix")
    }


def published(export, comment_ids):
    """Give the last votes as the export holds them."""
    people = rows(export, "participants-votes.csv")
    return {
        person["participant"]: {c: CHOICES[person[c]] for c in comment_ids if person[c]}
        for person in people
    }
