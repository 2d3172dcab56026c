"""Read models of matters: the chain of topics, with what was said at each juncture."""

from collections.abc import Mapping
from typing import Any

from ..domain.matters import Juncture, Link, Matter, chain, juncture_of
from ..domain.special.consultation import Consultation
from ..domain.topics.topic import Stage, Topic
from ..schemas.matters import LinkedTopicView, MatterView, Spoken

SAID = "said_"
Known = tuple[Mapping[str, Topic], Mapping[str, Consultation], Mapping[str, Mapping[str, Any]]]


def matter(kept: Matter, known: Known) -> MatterView:
    """Show a matter and its topics in their course."""
    return MatterView(
        id=kept.id,
        division=kept.division,
        title=kept.title,
        opened_by=kept.opened_by,
        opened_at=kept.opened_at,
        chain=tuple(_line(one, known) for one in chain(kept) if one.topic_id in known[0]),
    )


def _line(link: Link, known: Known) -> LinkedTopicView:
    topics, consultations, totals = known
    topic, counted = topics[link.topic_id], totals.get(link.topic_id, {})
    asked = consultations.get(link.topic_id)
    result = asked.result if asked else None
    return LinkedTopicView(
        **vars(link),
        title=topic.title,
        channel=topic.channel,
        stage=topic.stage,
        statements=counted.get("statements", 0),
        votes=counted.get("votes", 0),
        spoken=_spoken(counted),
        answered=result.answered if result else None,
        result_published_at=result.published_at if result else None,
    )


def _spoken(counted: Mapping[str, Any]) -> Spoken:
    """Add up how often somebody spoke before it was decided, while it was done, and afterwards."""
    said = dict.fromkeys(Juncture, 0)
    for stage in Stage:
        said[juncture_of(stage)] += counted.get(f"{SAID}{stage}", 0)
    return Spoken(said[Juncture.BEFORE], said[Juncture.DURING], said[Juncture.AFTER])
