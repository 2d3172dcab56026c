"""Act 11: residents answer the invitations that came of it, and do what they said they would."""

from collections.abc import Iterable
from datetime import timedelta, timezone
from typing import Any

from ..desk import Desk
from ..settling import settle
from ..world import World

BEIJING = timezone(timedelta(hours=8))
MOST_ROUNDS = 12
ACCEPTING, DECLINING, TURNING_UP = 0.6, 0.8, 0.85
MINUTES = 120
A_MOMENT = timedelta(minutes=1)

Invitation = dict[str, Any]


def answer_all(desk: Desk, world: World) -> int:
    """Answer until nobody has anything to answer; some never do, and leave it to lapse."""
    progress = desk.bars("next steps", 0)
    answered = 0
    for _ in range(MOST_ROUNDS):
        settle(desk)
        due = [one for one in _open(desk) if _verdict(world, one)]
        deeds = _do_as_promised(desk, world)
        if not due and not deeds:
            break
        _answer(desk, world, due)
        progress(len(due) + deeds)
        answered += len(due)
    return answered


def _open(desk: Desk) -> Iterable[Invitation]:
    return desk.integrator.pages("collaboration", "/v1/invitations", status="issued")


def _verdict(world: World, invitation: Invitation) -> str:
    """Let the seed decide what a resident says to one kind of thing; nothing is an answer too."""
    who = world.number_of(invitation["resident_id"])
    drawn = world.chance("answer", who, invitation["target_kind"]).random()
    return "acceptance" if drawn < ACCEPTING else "refusal" if drawn < DECLINING else ""


def _answer(desk: Desk, world: World, due: list[Invitation]) -> None:
    def answer(one: Invitation) -> None:
        path = f"/v1/invitations/{one['id']}/{_verdict(world, one)}"
        desk.once(desk.integrator, "collaboration", path)

    desk.together(answer, due)


def _do_as_promised(desk: Desk, world: World) -> int:
    """Let those who accepted come, serve, and see affairs through; give how many did."""
    accepted = list(desk.integrator.pages("collaboration", "/v1/invitations", status="accepted"))
    coming = [one for one in accepted if _turns_up(world, one)]
    done = _attend(desk, world, [one for one in coming if one["target_kind"] == "activity"])
    done += _serve(desk, world, [one for one in coming if one["target_kind"] == "shift"])
    return done + _complete(desk, [one for one in coming if one["target_kind"] == "affair"])


def _turns_up(world: World, invitation: Invitation) -> bool:
    who = world.number_of(invitation["resident_id"])
    return world.chance("turns up", who, invitation["target_kind"]).random() < TURNING_UP


def _attend(desk: Desk, world: World, coming: list[Invitation]) -> int:
    rosters = {
        target: _roster(desk, target) for target in sorted({one["target_id"] for one in coming})
    }
    moment = (world.began_at + A_MOMENT).isoformat()
    rows = [
        {"activity_id": target, "resident_id": one["resident_id"], "attended_at": moment}
        for one in coming
        if one["resident_id"] in rosters[target := one["target_id"]]
    ]
    return len(desk.bulk("participation", "/v1/attendances", rows)) if rows else 0


def _roster(desk: Desk, activity_id: str) -> set[str]:
    """Name who has a place in an activity and was not there yet."""
    roster = desk.integrator.get("participation", f"/v1/activities/{activity_id}/roster")
    return set(roster["signed_up"]) - set(roster["attended"])


def _serve(desk: Desk, world: World, coming: list[Invitation]) -> int:
    entries = desk.integrator.pages("participation", "/v1/hours") if coming else ()
    entered = {(row["shift_id"], row["resident_id"]) for row in entries}
    today = world.began_at.astimezone(BEIJING).date().isoformat()
    rows = [
        {
            "resident_id": one["resident_id"],
            "minutes": MINUTES,
            "served_on": today,
            "shift_id": one["target_id"],
        }
        for one in coming
        if (one["target_id"], one["resident_id"]) not in entered
    ]
    return len(desk.bulk("participation", "/v1/hours", rows)) if rows else 0


def _complete(desk: Desk, coming: list[Invitation]) -> int:
    """Let the first who took an affair on see it through."""
    first = {one["target_id"]: one["resident_id"] for one in reversed(coming)}
    rows = [
        {"affair_id": affair_id, "resident_id": resident_id}
        for affair_id, resident_id in sorted(first.items())
        if not desk.integrator.get("participation", f"/v1/affairs/{affair_id}")["completed_at"]
    ]
    return len(desk.bulk("participation", "/v1/affairs/completions", rows)) if rows else 0
