"""Names and numbers never leave participation, and who asks for it is forgotten everywhere."""

import pytest

from deploy.local.servers import service_names

from .running import eventually
from .scene import SHISHAN, TANGZHONG

NAMES = [f"欧阳{given}" for given in ("若兰", "思齐", "望舒")]
PHONES = [f"139{number}" for number in (71234001, 71234002, 71234003)]
NUMBERS = ["440605198807130029", "440605199001010018", "44060519720229003X"]
SECRETS = [*NAMES, *PHONES, *NUMBERS]
OTHERS = [name for name in service_names() if name != "participation"]
TOMBSTONES = {
    "collaboration/invitees",
    "expression/forgettings",
    "expression/residents",
    "guidance/erasures",
    "guidance/totals",
}


@pytest.fixture(scope="module")
def people(story):
    """Three residents with names and numbers, who take part and are looked up."""
    scene = story.scene
    people = [
        scene.register(name=name, phone=phone, identity_number=number)
        for name, phone, number in zip(NAMES, PHONES, NUMBERS, strict=True)
    ]
    for resident_id in people:
        take_part(scene, resident_id)
    refuse_a_bad_registration(scene)
    story.running.settle()
    return people


def take_part(scene, resident_id):
    """Let somebody visit, be suggested and invited to something, accept it, join and speak."""
    me = scene.resident(resident_id)
    me.post("participation", "/v1/visits", resident_id=resident_id, space_id=scene.space)
    [invitation] = eventually(lambda: me.items("collaboration", "/v1/invitations"))
    me.post("collaboration", f"/v1/invitations/{invitation['id']}/acceptance")
    member = {"organization_id": scene.team_id, "resident_id": resident_id}
    me.post("collaboration", "/v1/members", **member)
    about = {"title": "楼道照明", "category": "lighting", "division": scene.building}
    topic = me.post("expression", "/v1/topics", **about)["id"]
    said = me.post("expression", f"/v1/topics/{topic}/statements", text="三楼的灯坏了")["id"]
    scene.worker.post("expression", f"/v1/topics/{topic}/screening")
    me.post("expression", f"/v1/topics/{topic}/statements/{said}/votes", choice="agree")


def refuse_a_bad_registration(scene):
    bad = {"division": "nowhere", "name": NAMES[0], "phone": PHONES[0] * 10, "groups": [NAMES[1]]}
    with pytest.raises(AssertionError, match="422"):
        scene.worker.post("participation", "/v1/residents", **bad)


def named(texts, words):
    return {word for text in texts for word in words if word in text}


def test_staff_who_ask_for_it_and_residents_themselves_read_the_name(story, people):
    path = f"/v1/residents/{people[0]}"
    asked = story.scene.worker.post(
        "participation", f"{path}/disclosures", purpose="电话回访停车议题"
    )

    own = story.scene.resident(people[0]).get("participation", f"{path}/personal")
    shown = story.scene.worker.get("participation", f"{path}/personal", disclosure=asked["id"])

    assert own == shown
    assert (own["name"], own["phone"]) == (NAMES[0], PHONES[0])


def test_no_feed_carries_a_name_or_a_number(story, people):
    events = [repr(event) for event in story.running.feeds()]

    assert named(events, SECRETS) == set()
    assert named(events, people) == set(people)


@pytest.mark.parametrize("service", OTHERS)
def test_no_other_service_keeps_a_name_or_a_number(story, people, service):
    kept = list(story.running.everything_kept(service))

    assert named(kept, SECRETS) == set()
    assert named(kept, people) == set(people)


def test_participation_keeps_them_sealed(story, people):
    kept = list(story.running.everything_kept("participation"))

    assert named(kept, SECRETS) == set()
    assert any(text.startswith("participation/people") for text in kept)


def test_no_log_tells_a_name_or_a_number(story, people):
    logs = {replica.name: replica.log.read_text() for replica in story.running.replicas}

    assert all(logs.values())
    assert named(logs.values(), SECRETS) == set()
    assert named(logs.values(), [ascii(secret)[1:-1] for secret in SECRETS]) == set()


def scores(story, *subjects):
    caller = story.scene.integrator
    shown = [caller.get("guidance", f"/v1/scores/{subject}") for subject in subjects]
    return [(score["points"], score["actions"]) for score in shown]


def who_names(story, resident_id):
    """Name the collections of the other services that still know an id."""
    kept = story.running.documents().items()
    found = (place for place, document in kept if resident_id in f"{place} {document!r}")
    collections = {"/".join(place.split("/")[:2]) for place in found}
    return {place for place in collections if not place.startswith("participation/")}


def test_who_is_erased_is_forgotten_by_all_and_the_totals_stay(story, people):
    forgotten, running = people[-1], story.running
    places = (f"community:{TANGZHONG}", f"town:{SHISHAN}")
    assert len(who_names(story, forgotten)) > len(TOMBSTONES)
    before = scores(story, *places)

    story.scene.resident(forgotten).delete("participation", f"/v1/residents/{forgotten}")
    running.settle()

    eventually(lambda: not who_names(story, forgotten) - TOMBSTONES)
    assert scores(story, *places) == before
    with pytest.raises(AssertionError, match="404"):
        scores(story, f"resident:{forgotten}")
    assert PHONES[-1] not in str(list(running.everything_kept("participation")))
