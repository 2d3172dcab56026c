"""Early warnings are counted, and each level nudges the next to answer for the place."""

from chassis.events import sample
from services.guidance.events import NudgeIssued
from services.guidance.inbound import TopicScreened, WarningEnded, WarningRaised
from tests.component.guidance.given import TANGZHONG, counts, guidance

WARNING = sample(WarningRaised)["warning_id"]


def heard(h, reads, **changes):
    h.hears(reads(**{**sample(reads), **changes}), twice=True)


def test_each_level_of_a_warning_nudges_the_next_once():
    h = guidance()

    for level in (1, 2, 3):
        heard(h, WarningRaised, level=level, from_level=level - 1)
        heard(h, WarningRaised, level=level, from_level=level - 1)

    nudged = [(e.owner, e.level) for e in h.announced if isinstance(e, NudgeIssued)]
    assert nudged == [(TANGZHONG, 1), ("440605124", 2), ("440605", 3)]


def test_warnings_are_an_indicator_and_end_heeded():
    h = guidance()
    heard(h, WarningRaised)
    heard(h, WarningRaised, level=2, from_level=1)
    standing = counts(h)["warnings_standing"]

    heard(h, WarningEnded)

    assert standing == 1
    told = {name: counts(h)[name] for name in ("warnings_raised", "warnings_ended")}
    assert told == {"warnings_raised": 2, "warnings_ended": 1}
    assert counts(h).get("warnings_standing", 0) == 0
    assert h.stored("nudges", f"warning:{WARNING}:1").heeded_at is not None


def test_the_matter_opened_on_a_warning_is_answered_like_any_topic():
    h = guidance()

    heard(h, WarningRaised)
    heard(h, TopicScreened, topic_id=sample(WarningRaised)["topic_id"])

    assert (counts(h)["topics_raised"], counts(h)["topics_answered"]) == (1, 1)


def test_a_warning_without_a_public_matter_raises_no_topic():
    h = guidance()

    heard(h, WarningRaised, topic_id=None)

    assert "topics_raised" not in counts(h)
