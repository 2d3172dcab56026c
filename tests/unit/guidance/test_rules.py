import pytest

from chassis.errors import Invalid
from services.guidance.domain.rules import check_rules

SOUND = {
    "ladder": {"space": {"space_visited": 1}, "service": {"minutes": 120}},
    "points": {"space_visited": {"resident": 1, "community": 0}},
    "deadlines": {"screening": 3},
    "quorums": {"building": 5, "estate": 10, "community": 20},
    "majority": 0.5,
    "categories": {"parking": {"advice": True}},
    "reopen_days": 30,
    "invitations": {"days": 7},
    "retention": {"visits": 730, "accesses": 1_096},
    "suggestions": {
        "per_week": 2,
        "at_once": 2,
        "open_days": 14,
        "experiment": {"name": "spring", "seed": 7, "hold_out_percent": 10, "days": 28},
    },
}

HELD_OUT = "rules.suggestions.experiment.hold_out_percent"


def an_experiment(**changes):
    sound = {"name": "spring", "seed": 7, "hold_out_percent": 10}
    return {"suggestions": {"experiment": sound | changes}}


WRONG = [
    ({}, "rules"),
    ({"colors": {}}, "rules.colors"),
    ({"ladder": {}}, "rules.ladder"),
    ({"ladder": []}, "rules.ladder"),
    ({"ladder": {"roof": {"space_visited": 1}}}, "rules.ladder.roof"),
    ({"ladder": {"space": {"space_visited": 0}}}, "rules.ladder.space.space_visited"),
    ({"ladder": {"space": {"space_visited": -1}}}, "rules.ladder.space.space_visited"),
    ({"ladder": {"space": {"space_visited": True}}}, "rules.ladder.space.space_visited"),
    ({"ladder": {"space": {"space_visited": 1.5}}}, "rules.ladder.space.space_visited"),
    ({"ladder": {"space": {"moon_landed": 1}}}, "rules.ladder.space.moon_landed"),
    ({"ladder": {"space": {"task_completed": 1}}}, "rules.ladder.space.task_completed"),
    ({"points": {"moon_landed": {"resident": 1}}}, "rules.points.moon_landed"),
    ({"points": {"space_visited": {"planet": 1}}}, "rules.points.space_visited.planet"),
    ({"points": {"space_visited": {"town": -1}}}, "rules.points.space_visited.town"),
    ({"deadlines": {"lunch": 3}}, "rules.deadlines.lunch"),
    ({"deadlines": {"screening": 0}}, "rules.deadlines.screening"),
    ({"quorums": {"galaxy": 5}}, "rules.quorums.galaxy"),
    ({"quorums": {"building": "5"}}, "rules.quorums.building"),
    ({"majority": 0}, "rules.majority"),
    ({"majority": 1}, "rules.majority"),
    ({"majority": True}, "rules.majority"),
    ({"majority": None}, "rules.majority"),
    ({"categories": {"Parking!": {"advice": True}}}, "rules.categories.Parking!"),
    ({"categories": {"parking": {"advice": 1}}}, "rules.categories.parking.advice"),
    ({"categories": {"parking": True}}, "rules.categories.parking"),
    ({"categories": {f"c{n}": {"advice": True} for n in range(201)}}, "rules.categories"),
    ({"reopen_days": 0}, "rules.reopen_days"),
    ({"invitations": {"days": 400}}, "rules.invitations.days"),
    ({"suggestions": {"per_week": 0}}, "rules.suggestions.per_week"),
    ({"suggestions": {}}, "rules.suggestions"),
    ({"suggestions": {"at_once": 3}}, "rules.suggestions.at_once"),
    ({"suggestions": {"per_day": 1}}, "rules.suggestions.per_day"),
    (an_experiment(name="Spring!"), "rules.suggestions.experiment.name"),
    (an_experiment(name=7), "rules.suggestions.experiment.name"),
    (an_experiment(seed="7"), "rules.suggestions.experiment.seed"),
    (an_experiment(hold_out_percent=51), "rules.suggestions.experiment.hold_out_percent"),
    (an_experiment(days=0), "rules.suggestions.experiment.days"),
    (an_experiment(luck=1), "rules.suggestions.experiment.luck"),
    ({"suggestions": {"experiment": {"name": "a", "seed": 1}}}, HELD_OUT),
    ({"retention": {"accesses": 1_095}}, "rules.retention.accesses"),
    ({"retention": {"visits": 29}}, "rules.retention.visits"),
    ({"retention": {"hours": 400}}, "rules.retention.hours"),
    ({"suggestions": {"experiment": True}}, "rules.suggestions.experiment"),
]


def test_sound_rules_are_accepted():
    check_rules(SOUND)


@pytest.mark.parametrize(("rules", "field"), WRONG)
def test_what_is_wrong_is_named_by_its_field_in_both_languages(rules, field):
    with pytest.raises(Invalid) as refused:
        check_rules(rules)

    assert refused.value.field == field
    assert refused.value.en.startswith(field)
    assert refused.value.zh.startswith(field)
    assert refused.value.zh != refused.value.en
