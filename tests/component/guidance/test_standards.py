import pytest

from services.guidance.events import StandardPublished
from tests.component.guidance.given import OFFICIAL, RESIDENT, WORKER, guidance, token

LADDER = {
    "reference": "guideline-ladder",
    "title": "参与层次指引",
    "kind": "guideline",
    "in_force_from": "2019-01-01",
    "rules": {"majority": 0.5},
    "division": "440605",
}
NEXT = {k: v for k, v in LADDER.items() if k not in ("reference", "division")}


def published(h, **changes):
    return h.post("/v1/standards", {**LADDER, **changes}, as_=OFFICIAL)


def test_an_official_publishes_a_standard_and_everyone_hears_of_it():
    h = guidance(None)

    answer = published(h)

    assert answer.status == 201
    assert answer.json["versions"][0]["published_by"] == "official-1"
    assert [type(event) for event in h.announced] == [StandardPublished]
    assert h.announced[0].standard_id == "guideline-ladder"


def test_the_same_reference_sent_again_is_no_change_and_no_event():
    h = guidance(None)

    first, second = published(h), published(h)

    assert (second.status, second.json) == (201, first.json)
    assert len(h.announced) == 1


def test_another_content_under_the_same_reference_is_refused():
    h = guidance(None)
    published(h)

    assert published(h, rules={"majority": 0.6}).status == 409


def test_a_new_version_supersedes_and_the_old_one_stays():
    h = guidance(None)
    first = published(h)

    answer = h.put(
        "/v1/standards/guideline-ladder",
        {**NEXT, "in_force_from": "2019-06-01", "rules": {"majority": 0.6}},
        as_=OFFICIAL,
        if_match=first.etag,
    )

    assert answer.status == 200
    assert [v["rules"]["majority"] for v in answer.json["versions"]] == [0.5, 0.6]
    assert [event.number for event in h.announced] == [1, 2]


def test_a_version_made_from_an_old_copy_is_refused():
    h = guidance(None)
    first = published(h)
    path = "/v1/standards/guideline-ladder"
    h.put(path, {**NEXT, "rules": {"majority": 0.6}}, as_=OFFICIAL)

    answer = h.put(path, {**NEXT, "rules": {"majority": 0.7}}, as_=OFFICIAL, if_match=first.etag)

    assert answer.status == 412


def test_a_new_version_of_nothing_is_not_found():
    assert guidance(None).put("/v1/standards/none", NEXT, as_=OFFICIAL).status == 404


@pytest.mark.parametrize(
    ("rules", "field"),
    [
        ({"colors": {}}, "rules.colors"),
        ({"majority": 2}, "rules.majority"),
        ({"ladder": {"space": {"space_visited": 0}}}, "rules.ladder.space.space_visited"),
        ({"points": {"moon_landed": {"resident": 1}}}, "rules.points.moon_landed"),
        ({}, "rules"),
    ],
)
def test_a_bad_rule_is_refused_by_name_and_nothing_is_kept(rules, field):
    h = guidance(None)

    answer = published(h, rules=rules)

    assert answer.status == 422
    assert field in str(answer.json)
    assert h.announced == []
    assert h.stored("standards", "guideline-ladder") is None


@pytest.mark.parametrize(
    "changes",
    [
        {"reference": "Not A Slug"},
        {"reference": "a-line-end\n"},
        {"division": "440605\n"},
        {"title": ""},
        {"kind": "decree"},
        {"in_force_from": "someday"},
        {"rules": "none"},
        {"division": "440605124"},
        {"surprise": 1},
    ],
)
def test_a_malformed_standard_is_refused(changes):
    assert published(guidance(None), **changes).status in (400, 422)


def test_only_officials_of_the_district_publish():
    h = guidance(None)
    of_a_town = token("official", divisions=("440605124",))

    assert h.post("/v1/standards", LADDER, as_=WORKER).status == 403
    assert h.post("/v1/standards", LADDER, as_=RESIDENT).status == 403
    assert h.post("/v1/standards", LADDER, as_=of_a_town).status == 403
    assert h.post("/v1/standards", LADDER).status == 401


def test_two_standards_do_not_rule_the_same_section_from_the_same_day():
    h = guidance(None)
    published(h)

    assert published(h, reference="other").status == 409


def test_anyone_reads_what_was_in_force_on_a_day():
    h = guidance(None)
    published(h)
    h.put(
        "/v1/standards/guideline-ladder",
        {**NEXT, "in_force_from": "2019-06-01", "rules": {"majority": 0.6}},
        as_=OFFICIAL,
    )
    path = "/v1/standards/in-force?section=majority&on="

    assert h.get(path + "2019-05-31").json["rules"] == 0.5
    assert h.get(path + "2019-06-01").json["number"] == 2
    assert h.get(path + "2018-01-01").status == 404
    assert h.get(path + "yesterday").status == 422
    assert h.get("/v1/standards/in-force?section=majority&district=440606").status == 404
    assert h.get("/v1/standards/in-force?section=colors").status == 422


def test_anyone_reads_the_standards():
    h = guidance(None)
    published(h)

    assert h.get("/v1/standards/guideline-ladder").json["id"] == "guideline-ladder"
    assert len(h.get("/v1/standards?division=440605").json["items"]) == 1
    assert h.get("/v1/standards/none").status == 404


def test_many_standards_are_published_at_once_and_answered_one_by_one():
    h = guidance(None)
    bad = {**LADDER, "reference": "bad", "rules": {"majority": 0}}

    answer = h.post("/v1/standards/bulk", {"items": [LADDER, bad]}, as_=OFFICIAL)

    assert [item["status"] for item in answer.json["items"]] == [201, 422]
