"""`make test` leaves no test out."""

from tests.__main__ import HERE, lanes


def test_every_test_file_is_in_one_lane_and_no_other():
    everywhere = [path for lane in lanes() for path in lane]
    found = [
        file for path in everywhere for file in ([path] if path.suffix else path.rglob("test_*.py"))
    ]

    assert sorted(found) == sorted(HERE.rglob("test_*.py"))
