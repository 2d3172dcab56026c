"""Hours on the real database: what many do at once to one line counts once."""

from collections import Counter
from functools import partial
from typing import Any

import pytest

from deploy.local.servers import wait_until
from tests.integration.participation.desk import DABU, EVENTUALLY, Desk, at_once

ATTEMPTS = 20
HOURS = {"minutes": 90, "served_on": "2019-05-04"}


def statuses(desk: Desk, path: str, body: dict[str, Any]) -> Counter[int]:
    answers = at_once(partial(desk.post, path, body) for _ in range(ATTEMPTS))
    return Counter(answer.status_code for answer in answers)


def sums(desk: Desk) -> Counter[str]:
    total: Counter[str] = Counter()
    for account in desk.kept["hours_accounts"].find():
        total.update({name: account.get(name, 0) for name in ("system", "attested")})
    return total


@pytest.fixture
def resident(desk: Desk) -> str:
    return desk.made("/v1/residents", division=DABU)


def test_of_many_who_reverse_one_line_exactly_one_does(desk: Desk, resident: str) -> None:
    entry = desk.made("/v1/hours", resident_id=resident, **HOURS)

    answers = statuses(desk, f"/v1/hours/{entry}/reversals", {"reason": "mistyped"})

    assert answers == {201: 1, 409: ATTEMPTS - 1}
    account = desk.get(f"/v1/residents/{resident}/hours/account")
    assert (account["attested_minutes"], account["entries"]) == (0, 2)
    assert sums(desk) == {"system": 0, "attested": 0}


def test_of_many_lines_for_one_day_no_more_are_entered_than_it_has_hours(
    desk: Desk, resident: str
) -> None:
    answers = statuses(desk, "/v1/hours", HOURS | {"resident_id": resident})

    assert answers == {201: 16, 409: ATTEMPTS - 16}  # 16 times 90 minutes are 24 hours
    assert desk.get(f"/v1/residents/{resident}/hours")["minutes"] == 24 * 60


def test_lines_from_before_there_were_accounts_are_posted(desk: Desk, resident: str) -> None:
    desk.kept["hours"].insert_one(
        HOURS
        | {"_id": f"old-{resident}", "resident_id": resident, "division": DABU}
        | {"grade": "attested", "version": 1}
    )

    def posted() -> bool:
        account = desk.get(f"/v1/residents/{resident}/hours/account")
        return bool(account["attested_minutes"] == 90)

    assert wait_until(posted, EVENTUALLY)
    assert desk.kept["hours"].count_documents({"posted": None}) == 0
    assert desk.kept["hours_postings"].count_documents({"entry_id": f"old-{resident}"}) == 2
    assert sums(desk) == {"system": 0, "attested": 0}
