"""An experiment in force, residents offered steps and held out, as the tests of trials want it."""

from datetime import timedelta

from chassis.events import sample
from chassis.testing.harness import token
from services.guidance.domain.experiments import Experiment, is_held_out
from services.guidance.events import StepSuggested
from services.guidance.inbound import ActivityScheduled, ResidentSteppedUp
from tests.component.guidance.given import NOON, SHISHAN, TANGZHONG, guidance

HALF = Experiment("half", seed=3, hold_out_percent=50, days=28)
RULES = {
    "suggestions": {
        "per_week": 9,
        "experiment": {"name": "half", "seed": 3, "hold_out_percent": 50, "days": 28},
    }
}
PEOPLE = [f"r-{number:03}" for number in range(400)]
OFFERED, HELD = (next(r for r in PEOPLE if is_held_out(HALF, r) is held) for held in (False, True))
TOWN = SHISHAN.removeprefix("town:")
OFFICIAL = token("official", sub="guan", divisions=(TOWN,))
PATH = f"/v1/suggestions/outcomes?division={TOWN}"
DAY = timedelta(days=1)
AHEAD = NOON + 60 * DAY


def heard(h, reads, **changes):
    h.hears(reads(**{**sample(reads), **changes}), twice=True)


def stepped_up(h, resident_id, rung="space", kind="youth_home"):
    heard(h, ResidentSteppedUp, resident_id=resident_id, rung=rung, space_kind=kind)


def with_an_activity(rules=RULES):
    h = guidance(rules)
    heard(h, ActivityScheduled, starts_at=AHEAD)
    return h


def suggested(h):
    return [e.resident_id for e in h.announced if isinstance(e, StepSuggested)]


def counted_at(h, moment):
    h.now = moment
    for _ in range(len(PEOPLE) // 200 + 1):
        h.tick("count_trials")


def total(h, division=TANGZHONG, experiment=HALF.id):
    return h.stored("outcomes", f"{division}:{experiment}:all:{division}") or {}
