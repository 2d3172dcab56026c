"""Mutual aid and affairs on the real database: a place has one holder, a deadline comes once."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import partial

from deploy.local.servers import wait_until
from tests.integration.participation.desk import DABU, EVENTUALLY, Desk, at_once

ASKS = 40
SOON, THEN = (datetime.now(UTC) + timedelta(days=1, hours=hours) for hours in (0, 2))
SLOT = {"kind": "repairs", "starts_at": SOON.isoformat(), "ends_at": THEN.isoformat()}


def an_aid(desk: Desk, side: str) -> str:
    resident = desk.made("/v1/residents", division=DABU)
    return desk.made("/v1/aid", side=side, resident_id=resident, **SLOT)


def test_of_many_who_ask_for_the_same_helper_exactly_one_is_matched(desk: Desk) -> None:
    offer = an_aid(desk, "offer")
    asks = [an_aid(desk, "ask") for _ in range(ASKS)]

    answers = at_once(
        partial(desk.post, "/v1/aid-matches", {"ask_id": ask, "offer_id": offer}) for ask in asks
    )

    assert Counter(answer.status_code for answer in answers) == {201: 1, 409: ASKS - 1}
    [kept] = desk.kept["mutual_aid"].find({"_id": offer})
    [match] = desk.kept["mutual_aid_matches"].find({"offer_id": offer})
    assert (kept["held"], kept["looking"]) == ([match["_id"]], False)
    assert desk.kept["mutual_aid"].count_documents({"side": "ask", "held": match["_id"]}) == 1


def test_whose_turn_it_is_is_found_on_the_real_database(desk: Desk) -> None:
    first, second, ask = (an_aid(desk, side) for side in ("offer", "offer", "ask"))

    shown = desk.get(f"/v1/aid/{ask}/candidates")["candidates"]
    matched = desk.post("/v1/aid-matches", {"ask_id": ask}).json()

    assert [one["offer_id"] for one in shown] == [first, second]
    assert matched["offer_id"] == first


def test_a_deadline_that_passed_confirms_and_ends_once_on_two_replicas(desk: Desk) -> None:
    resident, ask = desk.made("/v1/residents", division=DABU), an_aid(desk, "ask")
    told = {"title": "照明", "kind": "lighting", "division": DABU, "resident_id": resident}
    affairs = [desk.made("/v1/affairs/handled", **told, team_id="captains") for _ in range(20)]
    past = datetime.now(UTC) - timedelta(minutes=1)
    desk.kept["affairs"].update_many({"_id": {"$in": affairs}}, {"$set": {"confirm_by": past}})
    desk.kept["mutual_aid"].update_one({"_id": ask}, {"$set": {"ends_at": past}})

    desk.started()

    done = {"_id": {"$in": affairs}, "stage": "confirmed"}
    kept = desk.kept["affairs"]
    assert wait_until(lambda: kept.count_documents(done) == len(affairs), EVENTUALLY)
    assert wait_until(lambda: len(desk.announced("affair_confirmed")) >= len(affairs), EVENTUALLY)
    assert wait_until(lambda: desk.announced("aid_ended") != [], EVENTUALLY)
    told_of = [one["affair_id"] for one in desk.announced("affair_confirmed")]
    assert sorted(told_of) == sorted(affairs)
    assert [one["about_id"] for one in desk.announced("aid_ended")] == [ask]
    [row] = desk.get("/v1/captains-log?by=community&team_id=captains")["items"]
    assert (row["affairs"], row["confirmed"], row["by_kind"]) == (20, 20, {"lighting": 20})
