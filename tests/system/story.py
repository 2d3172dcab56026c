"""A resident's way from a check-in to a closed topic; after each step the others are looked at."""

from datetime import datetime, timedelta, timezone
from typing import Any

from .running import Caller, eventually
from .scene import TANGZHONG, Scene

CHINA = timezone(timedelta(hours=8))
ORGANIZATION, ACTIVITY, SHIFT = "organization", "activity", "shift"


class Story:
    """What happens to one resident, told step by step."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.running = scene.running
        self.hero = scene.neighbors[0]
        self.me = scene.resident(self.hero)
        self.neighbors = {who: scene.resident(who) for who in scene.neighbors[1:]}
        self.topic = self.task = ""

    def play(self) -> "Story":
        """Play it from the beginning to the end."""
        self.checks_into_a_space()
        self.is_suggested_and_invited_to(ACTIVITY, self.scene.activity)
        self.accepts_the_activity()
        self.attends()
        self.joins_a_team()
        self.volunteers()
        self.serves()
        self.raises_a_topic()
        self.topic_is_screened_and_advised_on()
        self.neighbors_deliberate()
        self.neighbors_decide()
        self.resolution_becomes_a_task()
        self.task_is_carried_out()
        self.task_is_done()
        self.topic_is_confirmed_closed()
        self.running.settle()
        return self

    def checks_into_a_space(self) -> None:
        visit = {"resident_id": self.hero, "space_id": self.scene.space}
        self.me.post("participation", "/v1/visits", **visit)

        assert self.standing()["rung"] == "space"
        assert self.earned("space") == [self.event("participation", "space_visited")["id"]]
        eventually(lambda: self.credits(self.scene.center_id)["visits"] == 1)
        eventually(lambda: self.has_scored("space_visited"))

    def is_suggested_and_invited_to(self, kind: str, target: str) -> dict[str, Any]:
        """Find the suggestion in guidance, on the resident's list, and as an invitation."""
        suggestion = eventually(lambda: self.suggested(kind, target))
        suggestion_id = suggestion["id"]
        assert suggestion["fate"] == "open"
        eventually(lambda: self.fate(suggestion_id) == "offered")
        invitation = eventually(lambda: self.invited(kind, target))
        eventually(lambda: self.invited(kind, target)["suggestion_id"] == suggestion_id)
        assert invitation["status"] == "issued"
        return {**invitation, "suggestion_id": suggestion_id}

    def accepts(self, kind: str, target: str) -> None:
        """Accept, and see that everybody learns of it."""
        invitation = self.is_suggested_and_invited_to(kind, target)
        path = f"/v1/invitations/{invitation['id']}/acceptance"
        assert self.me.post("collaboration", path)["status"] == "accepted"

        suggestion_id = invitation["suggestion_id"]
        eventually(lambda: self.fate(suggestion_id) == "accepted")
        eventually(lambda: self.suggested(kind, target)["fate"] == "accepted")

    def accepts_the_activity(self) -> None:
        self.accepts(ACTIVITY, self.scene.activity)

        path = f"/v1/activities/{self.scene.activity}"
        eventually(lambda: self.shown("participation", path)["places_left"] == 19)
        roster = self.scene.worker.get("participation", f"{path}/roster")
        assert roster["signed_up"] == [self.hero]

    def attends(self) -> None:
        there = {"resident_id": self.hero, "activity_id": self.scene.activity}
        self.me.post("participation", "/v1/attendances", **there)

        assert self.standing()["rung"] == "activity"
        assert self.earned("activity") == [self.event("participation", "activity_attended")["id"]]
        eventually(lambda: self.credits(self.scene.center_id)["attendances"] == 1)
        eventually(lambda: self.suggested(ACTIVITY, self.scene.activity)["worked"])

    def joins_a_team(self) -> None:
        self.accepts(ORGANIZATION, self.scene.team_id)

        eventually(lambda: self.standing()["rung"] == "organization")
        assert self.earned("organization") == [self.event("collaboration", "member_joined")["id"]]
        members = f"/v1/organizations/{self.scene.team_id}/members"
        found = self.scene.worker.items("collaboration", members)
        assert [member["resident_id"] for member in found] == [self.hero]

    def volunteers(self) -> None:
        self.accepts(SHIFT, self.scene.shift)

        path = f"/v1/shifts/{self.scene.shift}"
        eventually(lambda: self.shown("participation", path)["places_left"] == 5)

    def serves(self) -> None:
        today = datetime.now(CHINA).date().isoformat()
        served = {"resident_id": self.hero, "shift_id": self.scene.shift, "minutes": 60}
        entry = self.scene.worker.post("participation", "/v1/hours", served_on=today, **served)

        assert (entry["grade"], entry["organization_id"]) == ("system", self.scene.team_id)
        assert self.standing()["rung"] == "service"
        assert self.earned("service") == [self.event("participation", "hours_credited")["id"]]
        eventually(lambda: self.credits(self.scene.team_id)["minutes"] == 60)

    def raises_a_topic(self) -> None:
        about = {"title": "3号门停车", "category": "parking", "division": self.scene.building}
        topic = self.me.post("expression", "/v1/topics", **about, note="晚上没有车位")
        self.topic = topic["id"]

        assert (topic["stage"], topic["owner"]) == ("raised", TANGZHONG)
        eventually(lambda: self.standing()["rung"] == "public_affairs")
        assert self.earned("public_affairs") == [self.event("expression", "topic_raised")["id"]]
        eventually(lambda: self.topic in [hot["id"] for hot in self.hot_topics()])

    def topic_is_screened_and_advised_on(self) -> None:
        self.act(self.scene.worker, "screening", note="属于本社区事务")
        assert self.record()["stage"] == "discussion"

        asked = eventually(self.advice)
        path = f"/v1/advice/{asked['id']}/opinion"
        self.scene.worker.post("collaboration", path, opinion="先划访客车位")
        eventually(lambda: [one["opinion"] for one in self.record()["advice"]] == ["先划访客车位"])

    def neighbors_deliberate(self) -> None:
        first, *others = self.neighbors.values()
        said = self.act(first, "statements", text="访客车位不够")
        votes = f"statements/{said['id']}/votes"
        for neighbor in others:
            self.act(neighbor, votes, choice="agree")
        self.act(others[0], votes, choice="disagree")

        [shown] = self.me.items("expression", f"/v1/topics/{self.topic}/statements")
        assert (shown["agrees"], shown["disagrees"]) == (3, 1)
        assert shown["standing"] == {"agree": 2, "disagree": 1, "passed": 0}
        assert self.record()["counts"]["statements"] == 1

    def neighbors_decide(self) -> None:
        self.act(self.scene.worker, "proposal", text="划40个车位，其中10个为访客车位")
        for resident in (self.me, *self.neighbors.values()):
            self.act(resident, "proposal/votes", choice="agree")
        topic = self.act(self.scene.worker, "resolution")

        assert topic["resolution"]["agree"] == 5
        assert topic["resolution"]["lead_id"] is None

    def resolution_becomes_a_task(self) -> None:
        task = eventually(self.tasks)
        self.task = task["id"]
        assert (task["status"], task["lead_id"]) == ("open", self.scene.center_id)
        eventually(lambda: self.record()["task_id"] == self.task)
        assert (self.record()["stage"], self.record()["owner"]) == (
            "executing",
            self.scene.center_id,
        )
        affair = eventually(self.affairs)
        assert (affair["kind"], affair["origin"]) == ("parking", "topic")

    def task_is_carried_out(self) -> None:
        watcher, helper = list(self.neighbors)[:2]
        self.act(self.neighbors[watcher], "monitors")
        for milestone in ("planned", "carried_out", "inspected"):
            self.bring_forward("progress", milestone=milestone)
        for resident_id, minutes in ((self.hero, 30), (helper, 45)):
            self.bring_forward("service", resident_id=resident_id, minutes=minutes)

        eventually(lambda: len(self.record()["feedback"]) == 3)
        assert self.record()["stage"] == "executing"

    def task_is_done(self) -> None:
        done = self.bring_forward("completion", summary="划好40个车位")
        assert (done["status"], done["served_minutes"]) == ("completed", 75)

        hours = f"/v1/residents/{self.hero}/hours"
        eventually(lambda: self.me.get("participation", hours)["minutes"] == 90)
        eventually(lambda: self.record()["stage"] == "reported")
        assert self.record()["owner"] == self.hero
        eventually(lambda: self.credits(self.scene.center_id)["minutes"] == 75)

    def topic_is_confirmed_closed(self) -> None:
        closed = self.act(self.me, "confirmation", satisfied=True)
        assert (closed["stage"], closed["satisfied"]) == ("closed", True)

        eventually(lambda: self.tasks()["status"] == "closed")
        eventually(lambda: self.indicators()["topics_satisfied"] == 1)
        watcher = next(iter(self.neighbors))
        path = f"/v1/residents/{watcher}/standing"
        voice = self.neighbors[watcher]
        eventually(lambda: voice.get("participation", path)["counts"].get("topic_monitored") == 1)

    def standing(self) -> dict[str, Any]:
        return dict(self.me.get("participation", f"/v1/residents/{self.hero}/standing"))

    def earned(self, rung: str) -> list[str]:
        return list(self.standing()["earned"][rung])

    def fate(self, step_id: str) -> str:
        steps = {step["id"]: step["fate"] for step in self.standing()["next_steps"]}
        return str(steps.get(step_id, ""))

    def event(self, service: str, fact: str) -> dict[str, Any]:
        """Find the one event of a kind that is about the hero, once it stands in the feed."""
        kind = f"gongzhi.{service}.{fact}.v1"

        def found() -> list[dict[str, Any]]:
            events = [one for one in self.running.feed(service) if one["type"] == kind]
            return [one for one in events if self.hero in one["data"].values()]

        [event] = eventually(found)
        return event

    def has_scored(self, fact: str) -> bool:
        rows = self.me.items("guidance", f"/v1/scores/resident:{self.hero}/ledger")
        return any(row["rule"] == f"{fact}.resident" for row in rows)

    def suggested(self, kind: str, target: str) -> dict[str, Any]:
        return _about(self.me.items("guidance", "/v1/suggestions"), kind, target)

    def invited(self, kind: str, target: str) -> dict[str, Any]:
        return _about(self.me.items("collaboration", "/v1/invitations"), kind, target)

    def credits(self, organization_id: str) -> dict[str, Any]:
        path = f"/v1/organizations/{organization_id}/credits"
        return dict(self.scene.integrator.get("collaboration", path))

    def hot_topics(self) -> list[dict[str, Any]]:
        return self.me.items("guidance", "/v1/hot-topics")

    def indicators(self) -> dict[str, int]:
        counts: dict[str, int] = self.me.get("guidance", f"/v1/indicators/{TANGZHONG}")["counts"]
        return {"topics_satisfied": 0, **counts}

    def record(self) -> dict[str, Any]:
        return self.shown("expression", f"/v1/topics/{self.topic}")

    def advice(self) -> dict[str, Any]:
        return _only(self.scene.worker, "/v1/advice", topic_id=self.topic, status="requested")

    def tasks(self) -> dict[str, Any]:
        return _only(self.scene.center, "/v1/tasks", topic_id=self.topic)

    def affairs(self) -> dict[str, Any]:
        found = self.me.items("participation", "/v1/affairs", topic_id=self.topic)
        return found[0] if found else {}

    def shown(self, service: str, path: str) -> dict[str, Any]:
        return dict(self.me.get(service, path))

    def act(self, caller: Caller, what: str, **body: Any) -> dict[str, Any]:
        return dict(caller.post("expression", f"/v1/topics/{self.topic}/{what}", **body))

    def bring_forward(self, what: str, **body: Any) -> dict[str, Any]:
        path = f"/v1/tasks/{self.task}/{what}"
        return dict(self.scene.center.post("collaboration", path, **body))


def _about(found: list[dict[str, Any]], kind: str, target: str) -> dict[str, Any]:
    about = [one for one in found if (one["target_kind"], one["target_id"]) == (kind, target)]
    return about[0] if about else {}


def _only(caller: Caller, path: str, **query: str) -> dict[str, Any]:
    found = caller.items("collaboration", path, **query)
    return found[0] if found else {}
