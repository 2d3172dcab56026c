"""Desks at which nothing runs: one keeps what it is sent, one answers from a list."""

from types import SimpleNamespace

from deploy.local.demo.acts.dabu import DABU


def story_of_dabu():
    """Give what the four systems answer once Dabu has recovered."""
    plan = {
        "steps": [{"done_on": "2026-11-23"}],
        "tests": [{"findings": [{"passed": False}]}, {"findings": [{"passed": True}]}],
    }
    weakness = {"reason": "2018年度", "recovered_on": "2026-11-23", "plan": plan}
    counts = {"flagged_weak": 1, "recovered": 1, "weak": 0}
    return {
        f"participation/v1/divisions/{DABU}": {"weak": False, "rectifications": [weakness]},
        "participation/v1/affairs": [{"kind": "survey", "completed_at": "2018-05-26T08:00:00Z"}],
        "collaboration/v1/calls": [{"answered_by": ["team", "agency"], "open": False}],
        "collaboration/v1/organizations/team": {"kind": "volunteer_team"},
        "collaboration/v1/organizations/agency": {"kind": "social_organization"},
        "expression/v1/topics": [
            {"category": "parking", "stage": "closed"},
            {"category": "environment", "stage": "closed"},
        ],
        f"expression/v1/topics/standing-{DABU}": {"stage": "closed"},
        f"guidance/v1/indicators/{DABU}": {"counts": counts},
    }


class Sending:
    """Takes everything that acts send, and gives each thing an id of its own."""

    worker = None

    def __init__(self, answers):
        self.sent = {}
        self.integrator = answering(answers).integrator
        self.official = SimpleNamespace(put=self._put)

    def _put(self, service, path, body):
        self.once(None, service, path, body)

    def bulk(self, service, path, items, what=""):
        listed = list(items)
        self.sent.setdefault(f"{service}{path}", []).extend(listed)
        return [
            {"id": f"{path}/{number}", "reference": "", **item}
            for number, item in enumerate(listed)
        ]

    def once(self, api, service, path, body=None, *, again=""):
        self.sent.setdefault(f"{service}{path}", []).append(body)
        return {}


def answering(answers):
    """Give a desk at which each path has one answer: a list is a list, whatever is asked of it."""

    def pages(service, path, **query):
        listed = answers[f"{service}{path}"]
        return iter([one for one in listed if _fits(one, query)])

    def get(service, path, **query):
        return answers[f"{service}{path}"]

    return SimpleNamespace(integrator=SimpleNamespace(pages=pages, get=get))


def _fits(one, query):
    return all(one.get(name, value) == value for name, value in query.items())
