"""Who asks to be forgotten is, though services die on the way; who owes a receipt is named."""

from datetime import UTC, datetime, timedelta

import pytest

from services.participation.domain.residents.erasures import OTHERS

from .running import eventually
from .scene import TANGZHONG

PATIENCE = 240.0  # a timer that looks once a minute, on a machine that does much else
PROOF = {"residents", "erasures", "consents", "accesses", "disclosures"}
ZEROED = {"hours_accounts", "hours_totals"}
TOMBSTONES = {
    "collaboration/invitees",
    "expression/forgettings",
    "expression/residents",
    "guidance/erasures",
    "guidance/totals",
    *(f"participation/{name}" for name in PROOF | ZEROED),
}


@pytest.fixture(scope="module")
def forgotten(scene):
    """Somebody who visits, serves, consents, joins and speaks, and then asks to be forgotten."""
    resident_id = scene.register(name="司徒晓晴", phone="13971239999")
    who, me = {"resident_id": resident_id}, scene.resident(resident_id)
    me.post("participation", "/v1/visits", **who, space_id=scene.space)
    scene.worker.post(
        "participation", "/v1/hours", **who, minutes=45, served_on="2019-05-04", organization_id="o"
    )
    consent = {"purpose": "contact", "notice": "隐私告知书2019-1"}
    me.post("participation", f"/v1/residents/{resident_id}/consents", **consent)
    member = {"organization_id": scene.team_id, "resident_id": resident_id}
    me.post("collaboration", "/v1/members", **member)
    about = {"title": "电梯异响", "category": "lighting", "division": scene.building}
    topic = me.post("expression", "/v1/topics", **about)["id"]
    me.post("expression", f"/v1/topics/{topic}/statements", text="夜里响得厉害")
    scene.running.settle()
    return resident_id


def who_names(running, resident_id):
    """Name the collections of all services that know an id."""
    kept = running.documents().items()
    found = (place for place, document in kept if resident_id in f"{place} {document!r}")
    return {"/".join(place.split("/")[:2]) for place in found}


def sums(running):
    """Sum up the hours of all accounts, and the rows behind them."""
    kept = running.documents()
    accounts = [row for place, row in kept.items() if place.startswith("participation/hours_acc")]
    grades = {n: sum(row.get(n, 0) for row in accounts) for n in ("system", "attested")}
    rows = [place for place in kept if place.startswith("participation/hours_postings/")]
    return grades, len(rows)


def erasure_of(scene, resident_id):
    return scene.resident(resident_id).get("participation", f"/v1/residents/{resident_id}/erasure")


def receipts(erasure):
    return {one["service"] for one in erasure["receipts"]}


def forget_while_guidance_is_down(scene, resident_id):
    """Let guidance be down, and participation die as soon as it has answered."""
    scene.running.killed("guidance")
    scene.resident(resident_id).delete("participation", f"/v1/residents/{resident_id}")
    scene.running.killed("participation")
    scene.running.started("participation")

    def only_guidance_is_missing():
        erasure = erasure_of(scene, resident_id)
        return erasure["waiting"] == ["guidance"] and erasure["cut_off_at"] and erasure

    return eventually(only_guidance_is_missing, PATIENCE)


def let_the_deadline_pass(scene, resident_id):
    """Give the erasures that staff see as overdue, and what was announced of them."""
    past = datetime.now(UTC) - timedelta(seconds=1)
    scene.running.change("participation", "erasures", resident_id, due_at=past)
    late = {"state": "overdue", "division": TANGZHONG}
    listed = eventually(
        lambda: scene.official.items("participation", "/v1/erasures", **late), PATIENCE
    )
    return listed, eventually(lambda: said_of_overdue(scene.running))


def said_of_overdue(running):
    feed = running.feed("participation")
    return [one["data"] for one in feed if "erasure_overdue" in one["type"]]


def test_services_that_die_delay_the_receipts_are_named_and_lose_nothing(scene, forgotten):
    running = scene.running
    place = f"/v1/scores/community:{TANGZHONG}"
    score, before = scene.integrator.get("guidance", place), sums(running)
    assert len(who_names(running, forgotten) - TOMBSTONES) > len(PROOF)

    waiting = forget_while_guidance_is_down(scene, forgotten)
    listed, announced = let_the_deadline_pass(scene, forgotten)
    running.started("guidance")
    eventually(lambda: erasure_of(scene, forgotten)["done_at"], PATIENCE)
    eventually(lambda: not who_names(running, forgotten) - TOMBSTONES, PATIENCE)

    assert receipts(waiting) == {"collaboration", "expression"}
    assert (waiting["cut_off"]["visits"], waiting["cut_off"]["hours"]) == (1, 1)
    assert [(one["id"], one["waiting"]) for one in listed] == [(forgotten, ["guidance"])]
    assert [(one["resident_id"], one["waiting"]) for one in announced] == [
        (forgotten, ["guidance"])
    ]
    assert receipts(erasure_of(scene, forgotten)) == set(OTHERS)
    assert sums(running) == before
    after = scene.integrator.get("guidance", place)
    assert (after["points"], after["actions"]) == (score["points"], score["actions"])
    assert set(running.dead_letters().values()) == {0}
