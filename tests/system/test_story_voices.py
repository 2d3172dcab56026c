"""Voices that are counted: a secret vote, a consultation, and what builds up is warned of."""

from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from deploy.local.gateway import Gateway
from gongzhi.cli import gongzhi
from gongzhi.tokens import sign

from .running import eventually
from .scene import DISTRICT, TANGZHONG

VOTERS = 5
SECRET = {"categories": {"lighting": {"building": {"method": "secret", "quorum": 3}}}}
RULES = {"deliberations": SECRET, "warnings": {"topics": 3}}
OPTIONS = [{"id": "day", "zh": "白天", "en": "day"}, {"id": "night", "zh": "夜间", "en": "night"}]
ASKED = {"id": "hours", "kind": "single", "zh": "何时？", "en": "When?", "options": OPTIONS}
CHOICES = ("agree", "agree", "agree", "disagree", "pass")


def past():
    return datetime.now(UTC) - timedelta(seconds=1)


class Voices:
    """Residents of the building who vote in secret, answer, and raise the same again and again."""

    def __init__(self, story, directory):
        self.scene, self.running = story.scene, story.running
        self.directory = directory
        self.voters = [self.scene.register() for _ in range(VOTERS)]
        standard = {"reference": "voices", "title": "表决规则", "kind": "guideline"}
        standard |= {"in_force_from": "2018-02-01", "division": DISTRICT, "rules": RULES}
        self.scene.official.post("guidance", "/v1/standards", **standard)
        self.running.settle()

    def topic(self, who, **body):
        about = {"title": "楼道照明", "category": "lighting", "division": self.scene.building}
        voice = self.scene.resident(who)
        return voice.post("expression", "/v1/topics", **about | body)["id"]

    def screened(self, who, **body):
        topic = self.topic(who, **body)
        self.scene.worker.post("expression", f"/v1/topics/{topic}/screening")
        return topic

    def shown(self, path):
        return self.scene.worker.get("expression", f"/v1/topics/{path}")

    def its_time_comes(self, collection, identity, *names):
        self.running.change("expression", collection, identity, **dict.fromkeys(names, past()))


@pytest.fixture(scope="module")
def voices(story, tmp_path_factory):
    return Voices(story, tmp_path_factory.mktemp("voices"))


@pytest.fixture(scope="module")
def command(voices):
    """Run `gongzhi` as somebody types it, through a gateway as it is generated."""
    replicas = [one for one in voices.running.replicas if one.service == "expression"]
    places = {"expression": [one.url.removeprefix("http://") for one in replicas]}
    gateway = Gateway(voices.directory, places).start().wait_ready()

    def run(*words, who=""):
        environment = {"GONGZHI_GATEWAY": gateway.url}
        if who:
            key = voices.running.key
            environment["GONGZHI_TOKEN"] = sign(key, sub=who, roles=["resident"], divisions=())
        done = CliRunner().invoke(gongzhi, [str(word) for word in words], env=environment)
        assert done.exit_code == 0, done.output
        return done.output

    yield run
    gateway.stop()


def test_a_secret_vote_is_cast_by_command_counted_and_verified_by_anyone(voices, command):
    topic = voices.screened(voices.voters[0])
    terms = voices.scene.worker.post("expression", f"/v1/topics/{topic}/proposal", text="装感应灯")
    assert terms["terms"]["method"] == "secret"
    slips = {who: voices.directory / f"{who}.json" for who in voices.voters}

    for (who, slip), choice in zip(slips.items(), CHOICES, strict=True):
        command("vote", "roll", topic, "--slip", slip, who=who)
        command("vote", "cast", choice, "--slip", slip)
    voices.its_time_comes("secret_votes", terms["id"], "closes_at")
    eventually(lambda: voices.shown(f"{topic}/secret-vote")["urn"] == "counted")

    told = command("verify-ballot", topic, "--slip", next(iter(slips.values())))
    assert "5 ballots, 5 on the roll" in told
    assert "yours is among them" in told
    assert voices.shown(f"{topic}/secret-vote")["counted"]["agree"] == 3


def test_a_consultation_is_answered_and_its_result_published_by_the_clock(voices):
    soon = datetime.now(UTC) + timedelta(hours=1)
    window = {"opens_at": datetime.now(UTC).isoformat(), "closes_at": soon.isoformat()}
    special = {"channel": "special", "target": "3栋住户", "category": "parking"}
    topic = voices.screened(voices.voters[0], **special | window)
    path = f"/v1/topics/{topic}/consultation"
    voices.scene.worker.put("expression", path, questions=[ASKED])

    given = {"answers": [{"question": "hours", "choices": ["day"]}]}
    for who in voices.voters:
        voices.scene.resident(who).post("expression", f"{path}/answers", **given)
    voices.its_time_comes("consultations", topic, "closes_at", "alarm_at")

    found = eventually(lambda: voices.shown(f"{topic}/consultation")["result"])
    assert found["answered"] == VOTERS
    published = "gongzhi.expression.consultation_result_published.v1"
    eventually(lambda: published in {one["type"] for one in voices.running.feed("expression")})


def test_what_builds_up_in_a_place_is_warned_of_also_after_a_restart(voices):
    for who in voices.voters:
        voices.topic(who, title="消防通道被堵", category="safety")

    voices.running.again("expression")

    def warned():
        standing = voices.scene.worker.items("expression", "/v1/warnings", open="yes")
        return [one for one in standing if one["category"] == "safety"]

    found = eventually(warned)
    assert {one["division"][: len(TANGZHONG)] for one in found} == {TANGZHONG}
    kinds = {event["type"].split(".")[2] for event in voices.running.settle()}
    assert "warning_raised" in kinds
    assert set(voices.running.dead_letters().values()) == {0}
