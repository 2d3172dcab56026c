"""Published deliberations as tables of votes, where GONGZHI_DATA names the folder that has them."""

import csv
import json
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

AGREE, DISAGREE, PASS = "agree", "disagree", "pass"
# tables so small are done sooner by one thread, the more so beside other tests
ONE_THREAD = threadpool_limits(1)
CHOICES = {1: AGREE, -1: DISAGREE, 0: PASS}
ON_CSV = ("polis-vtaiwan-uberx", "polis-15-per-hour-seattle", "polis-bg2050-volunteers")
ON_JSON = ("below-100-ptpts", "50ptpt-3gp-strict-no-meta")


@dataclass(frozen=True)
class Published:
    """Votes (a row for each voter), what was not let through, and each voter's published group."""

    statements: list[str]
    votes: np.ndarray
    rejected: frozenset[str]
    groups: np.ndarray

    @property
    def voters(self):
        """Give everybody's votes as the service has them."""
        return [
            {s: CHOICES[int(v)] for s, v in zip(self.statements, row, strict=True) if v in CHOICES}
            for row in self.votes
        ]


def folder(*names):
    """Find a folder of data; what is missing is said, and in CI it is a failure."""
    data = os.environ.get("GONGZHI_DATA", "")
    found = Path(data).joinpath(*names)
    if data and found.is_dir():
        return found
    said = f"GONGZHI_DATA names no folder with {'/'.join(names)}"
    if os.environ.get("CI"):
        pytest.fail(said)
    return pytest.skip(said)


def rows(file):
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def exported(name):
    """Read a deliberation from its export."""
    found = folder(name)
    comments, people = rows(found / "comments.csv"), rows(found / "participants-votes.csv")
    statements = [row["comment-id"] for row in comments]
    votes = [[float(person[s]) if person[s] else np.nan for s in statements] for person in people]
    rejected = frozenset(row["comment-id"] for row in comments if row["moderated"] == "-1")
    groups = [int(person["group-id"] or -1) for person in people]
    return Published(statements, np.array(votes), rejected, np.array(groups))


def computed(name):
    """Read a deliberation with what the Polis server itself worked out: both."""
    found = folder("polis-math-small", name)
    theirs = json.loads((found / "math-pca2.json").read_text("utf-8"))
    people = theirs["base-clusters"]
    members = dict(zip(people["id"], people["members"], strict=True))
    of = {
        person: group["id"]
        for group in theirs["group-clusters"]
        for base in group["members"]
        for person in members[base]
    }
    cast = {}
    for vote in json.loads((found / "votes.json").read_text("utf-8")):
        who = vote.get("pid", vote.get("participant_id"))
        cast.setdefault(who, {})[vote.get("tid", vote.get("statement_id"))] = vote["vote"]
    votes = [[cast[who].get(s, np.nan) for s in theirs["tids"]] for who in sorted(cast)]
    groups = np.array([of.get(who, -1) for who in sorted(cast)])
    statements = [str(one) for one in theirs["tids"]]
    rejected = frozenset(map(str, theirs["mod-out"]))
    return Published(statements, np.array(votes, dtype=float), rejected, groups), theirs


def published(name):
    """Read any of the five."""
    return exported(name) if name in ON_CSV else computed(name)[0]
