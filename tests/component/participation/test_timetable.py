from datetime import timedelta

import pytest

from services.participation.domain.activities.activity import Activity
from services.participation.domain.spaces.openings import Closure, Hours
from services.participation.domain.spaces.space import Space, SpaceKind
from tests.component.participation.conftest import DABU, NOON, TANGZHONG

WEEK = f"/v1/divisions/{DABU}/timetable"
MANY = 40


def at(hours):
    return (NOON + timedelta(hours=hours)).isoformat()


def slot(begins, ends):
    return {"starts_at": at(begins), "ends_at": at(ends)}


@pytest.fixture
def spaces(service):
    def open_one(identity, **changes):
        told = Space(identity, DABU, SpaceKind.HAPPINESS_HOME, "幸福院", 40, NOON, **changes)
        service.given("spaces", told)

    return open_one


def test_two_activities_do_not_share_a_space_at_a_time(an_activity):
    first = an_activity().json["id"]

    answer = an_activity(title="舞蹈", **slot(1, 3))

    assert (answer.status, answer.json["type"]) == (409, "urn:gongzhi:problem:space-taken")
    assert first in answer.json["detail"]
    assert an_activity(**slot(2, 4)).status == an_activity(space_id=None).status == 201


def test_a_refused_activity_leaves_nothing_behind(service, an_activity, announced):
    an_activity()
    an_activity(**slot(1, 3))

    assert announced() == ["ActivityScheduled"]
    assert len(service.backend.collections["activities"]) == 1


def test_an_activity_over_midnight_on_sunday_is_in_the_way_in_both_weeks(an_activity):
    assert an_activity(**slot(150, 180)).status == 201

    assert [an_activity(**slot(n, n + 1)).status for n in (155, 160, 181)] == [409, 409, 201]


class OthersFirst:
    """Lets other requests be done between what one reads and what it writes."""

    def __init__(self, backend, others):
        self._commit, self._others = backend.commit, others
        backend.commit = self

    def __call__(self, writes):
        for other in [self._others.pop()] if self._others else []:
            other()
        self._commit(writes)


def test_of_many_who_want_the_same_hours_at_the_same_moment_one_wins(service, an_activity):
    answers = []

    def attempt():
        answers.append(an_activity(**slot(len(answers) % 2, 2)))

    OthersFirst(service.backend, [attempt for _ in range(MANY - 1)])
    attempt()

    assert sorted(answer.status for answer in answers) == [201, *[409] * (MANY - 1)]
    assert {a.json["type"] for a in answers if a.status == 409} == {
        "urn:gongzhi:problem:space-taken"
    }
    assert len(service.backend.collections["activities"]) == 1


def test_many_in_one_batch_are_decided_in_their_order(service, integrator, places):
    wanted = {"title": "亲子阅读", "division": DABU, "space_id": "home", "capacity": 5}
    items = [wanted | slot(0, 2) for _ in range(MANY)]

    answer = service.post("/v1/activities/bulk", {"items": items}, as_=integrator)

    assert [item["status"] for item in answer.json["items"]] == [201, *[409] * (MANY - 1)]


def test_history_is_entered_by_integrators_alone(an_activity, service, integrator):
    past = {"title": "茶话会", "division": DABU, "capacity": 5, **slot(-4, -2)}

    assert an_activity(**slot(-4, -2)).json["type"] == "urn:gongzhi:problem:in-the-past"
    assert service.post("/v1/activities", past, as_=integrator).status == 201


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"hours": (Hours(1, "18:00", "21:00"),)}, "outside-opening-hours"),
        ({"hours": (Hours(1, "09:00", "13:30"),)}, "outside-opening-hours"),
        ({"closures": (Closure(NOON.date(), NOON.date(), "修缮"),)}, "space-shut"),
        ({"hours": (Hours(2, "00:00", "23:59"),)}, "outside-opening-hours"),
        ({"closed": True}, "space-closed"),
    ],
)
def test_an_activity_takes_place_while_its_space_is_open(an_activity, spaces, changes, rule):
    spaces("s2", **changes)

    assert an_activity(space_id="s2").json["type"] == f"urn:gongzhi:problem:{rule}"


def test_an_activity_within_the_opening_hours_is_taken(an_activity, spaces):
    spaces("s2", hours=(Hours(1, "12:00", "14:00"),))

    assert an_activity(space_id="s2").status == 201


def test_what_does_not_move_is_not_asked_whether_its_space_is_open(
    service, an_activity, spaces, worker
):
    spaces("s2")
    activity = an_activity(space_id="s2").json["id"]
    spaces("s2", hours=(Hours(7, "09:00", "12:00"),))

    told = service.put(f"/v1/activities/{activity}", {"title": "改"}, as_=worker)
    moved = service.put(f"/v1/activities/{activity}", slot(1, 2), as_=worker)

    assert (told.status, moved.status) == (200, 409)
    [row] = service.get(f"{WEEK}?week=2019-W19", as_=worker).json["items"]
    assert [cell["title"] for cell in row["by_organization"]["o"]] == ["改"]


def test_an_activity_that_moves_gives_its_time_back(service, an_activity, worker, announced):
    activity = an_activity(**slot(2, 4)).json["id"]
    moved = service.put(f"/v1/activities/{activity}", slot(3, 5), as_=worker)

    assert (moved.status, moved.json["revision"]) == (200, 1)
    assert an_activity(**slot(2, 3)).status == 201
    assert an_activity(**slot(4, 5)).status == 409
    assert announced()[1] == "ActivityChanged"


def test_an_activity_does_not_move_to_where_another_one_is(service, an_activity, worker):
    an_activity()
    second = an_activity(**slot(2, 4)).json["id"]

    answer = service.put(f"/v1/activities/{second}", slot(1, 4), as_=worker)

    assert answer.json["type"] == "urn:gongzhi:problem:space-taken"
    assert service.get(f"/v1/activities/{second}").json["starts_at"] == "2019-05-06T06:00:00Z"
    assert an_activity(**slot(3, 4)).status == 409


def test_more_places_are_given_to_those_who_wait(service, an_activity, worker, announced):
    path = f"/v1/activities/{an_activity().json['id']}"
    for who in ("ann", "bob"):
        service.post(f"{path}/signups", {"resident_id": who}, as_=worker)

    service.put(path, {"capacity": 2}, as_=worker)

    assert service.get(f"{path}/roster", as_=worker).json["signed_up"] == ["ann", "bob"]
    assert announced() == ["ActivityScheduled", "ActivityChanged", "PlaceGained"]


def test_what_is_called_off_frees_its_space_and_takes_nobody(service, an_activity, worker, ann):
    path = f"/v1/activities/{an_activity().json['id']}"
    off = service.post(f"{path}/calling-off", {"reason": "台风"}, as_=worker)

    assert (off.json["called_off"], service.announced[-1].reason) == ("台风", "台风")
    assert service.post(f"{path}/signups", {"resident_id": "ann"}, as_=ann).status == 409
    assert an_activity().status == 201


def test_another_community_changes_and_calls_off_nothing(service, an_activity, captain):
    path = f"/v1/activities/{an_activity().json['id']}"

    assert service.put(path, {"title": "别的"}, as_=captain).status == 403
    assert service.post(f"{path}/calling-off", {"reason": "x"}, as_=captain).status == 403


def test_the_timetable_has_venues_on_one_side_and_organizations_on_the_other(
    service, an_activity, spaces, worker
):
    spaces("s2")
    an_activity()
    an_activity(host_id="p", **slot(2, 4))
    an_activity(space_id="s2", host_id="p")
    an_activity(space_id=None, host_id=None)

    shown = service.get(f"{WEEK}?week=2019-W19", as_=worker).json

    grid = {
        row["space_id"]: {k: len(v) for k, v in row["by_organization"].items()}
        for row in shown["items"]
    }
    assert grid == {"home": {"o": 1, "p": 1}, "s2": {"p": 1}, None: {"": 1}}
    assert (shown["week"], shown["organizations"]) == ("2019-W19", ["", "o", "p"])
    assert {row["name"] for row in shown["items"]} == {"亲青家园", "幸福院", None}


def test_the_timetable_is_kept_up_to_date(service, an_activity, worker):
    activity = an_activity(**slot(2, 4)).json["id"]
    service.put(f"/v1/activities/{activity}", {"title": "改"} | slot(170, 171), as_=worker)

    def titles(week):
        rows = service.get(f"{WEEK}?week={week}", as_=worker).json["items"]
        return [c["title"] for row in rows for cs in row["by_organization"].values() for c in cs]

    assert (titles("2019-W19"), titles("2019-W20")) == ([], ["改"])
    service.post(f"/v1/activities/{activity}/calling-off", {"reason": "台风"}, as_=worker)
    assert titles("2019-W20") == []


def test_activities_kept_before_there_was_a_timetable_are_taken_into_it(service, worker):
    for number in range(3):
        ends = NOON + timedelta(days=32)
        service.given(
            "activities", Activity(f"a{number}", DABU, "茶话会", "home", "o", NOON, ends, 5)
        )
        del service.backend.collections["activities"][f"a{number}"]["settled"]

    service.tick("take_in_old_activities")
    service.tick("take_in_old_activities")

    [row] = service.get(f"{WEEK}?week=2019-W20", as_=worker).json["items"]
    shown = [cell["activity_id"] for cell in row["by_organization"]["o"]]
    assert (row["space_id"], shown) == ("home", ["a0", "a1", "a2"])
    assert service.backend.collections["activities"]["a0"]["version"] == 2


def test_the_timetable_is_read_page_by_page(service, an_activity, spaces, worker):
    for number in range(5):
        spaces(f"s{number}")
        an_activity(space_id=f"s{number}")

    first = service.get(f"{WEEK}?limit=3", as_=worker).json
    rest = service.get(f"{WEEK}?limit=3&cursor={first['next']}", as_=worker).json

    assert [len(first["items"]), len(rest["items"]), rest["next"]] == [3, 2, None]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"{WEEK}?week=2019-W60", 422),
        ("/v1/divisions/440605126099/timetable", 403),
        (f"/v1/divisions/{TANGZHONG}/timetable", 403),
        (f"{WEEK}?division={TANGZHONG}", 200),
    ],
)
def test_staff_read_the_timetable_of_their_own_divisions(
    service, an_activity, worker, path, status
):
    an_activity()

    answer = service.get(path, as_=worker)

    assert answer.status == status
    assert answer.json.get("items", []) == []


def test_what_goes_on_in_an_unknown_place_is_not_known(service, official):
    assert service.get("/v1/divisions/440605126099/timetable", as_=official).status == 422


def test_residents_read_the_timetable_too(service, an_activity, ann):
    an_activity()

    assert len(service.get(WEEK, as_=ann).json["items"]) == 1
