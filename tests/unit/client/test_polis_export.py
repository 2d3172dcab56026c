"""A Polis export is read in the order of its votes, and every mistake is named by file and row."""

import pytest

from gongzhi import Unreadable
from gongzhi.polis import read_export

from .exports import COMMENTS, VOTES, an_export


def test_votes_are_read_by_time_and_by_row_where_the_time_is_the_same(tmp_path):
    export = read_export(an_export(tmp_path))

    assert [(v["statement"], v["choice"], v["order"]) for v in export.votes] == [
        ("1", "disagree", 2),
        ("0", "agree", 1),
        ("0", "pass", 3),
    ]


def test_a_moment_is_told_to_the_millisecond(tmp_path):
    export = read_export(an_export(tmp_path))

    assert export.statements[0]["created_at"] == "2015-06-30T08:49:52.085+00:00"


def test_statements_keep_their_line_breaks_and_what_moderators_said(tmp_path):
    export = read_export(an_export(tmp_path))

    assert export.topic == "停車"
    assert [(s["text"], s["moderated"]) for s in export.statements] == [
        ("先劃訪客車位\n再說", "accepted"),
        ("不必", "rejected"),
    ]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"votes": VOTES.replace("comment-id,", "")}, "votes.csv has no column comment-id"),
        ({"votes": ""}, "votes.csv has no column timestamp, comment-id, voter-id, vote"),
        ({"votes": VOTES.replace("3,-1", "3,5")}, "votes.csv, row 2: vote is 5, not one of"),
        ({"votes": VOTES.replace(",3,0", ",,0")}, "votes.csv, row 3: voter-id is empty"),
        ({"votes": VOTES.replace("x,1,3", "x,9,3")}, "row 2: comment-id 9 is not in comments.csv"),
        ({"votes": VOTES + "1435654299000,x\n"}, "votes.csv, row 4: comment-id is missing"),
        ({"votes": VOTES.replace("1435654200000", "9" * 20)}, "row 2: timestamp is no date"),
        (
            {"comments": COMMENTS.replace("不必", "  ")},
            "comments.csv, row 2: comment-body is empty",
        ),
        ({"comments": COMMENTS.replace("0,1,-1", "0,1,7")}, "row 2: moderated is 7, not one of"),
        ({"comments": COMMENTS.replace("86,1,8", "86,0,8")}, "row 2: comment-id 0 is there twice"),
        ({"comments": COMMENTS.replace("不必", "不" * 4001)}, "has 4,001 characters, not 4,000"),
        ({"votes": VOTES.replace("vote\n", "vote,order\n")}, "votes.csv, row 1: order is missing"),
        (
            {"votes": VOTES.replace("vote\n", "vote,order\n").replace(",1\n", f",1,{2**53 + 1}\n")},
            "row 1: order is 9007199254740993, not 9007199254740992 at most",
        ),
    ],
)
def test_what_is_wrong_is_named_by_file_and_row(tmp_path, files, said):
    with pytest.raises(Unreadable) as wrong:
        read_export(an_export(tmp_path, **files))

    assert said in str(wrong.value)


def test_a_folder_or_file_that_is_missing_is_named(tmp_path):
    with pytest.raises(Unreadable, match="there is no folder"):
        read_export(tmp_path / "nothing")
    with pytest.raises(Unreadable, match=r"summary\.csv cannot be read"):
        read_export(tmp_path)


def test_a_file_that_is_no_text_is_named(tmp_path):
    (an_export(tmp_path) / "votes.csv").write_bytes(b"timestamp,\xff\xfe\n")

    with pytest.raises(Unreadable, match=r"votes\.csv is not text in UTF-8"):
        read_export(tmp_path)


def test_the_rank_of_an_export_of_ours_is_kept(tmp_path):
    votes = (
        VOTES.replace("vote\n", "vote,order\n").replace("1\n", "1,70\n").replace(",0\n", ",0,3\n")
    )

    export = read_export(an_export(tmp_path, votes=votes))

    assert [v["order"] for v in export.votes] == [70, 3, 70]
