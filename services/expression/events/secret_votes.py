"""What is announced of secret votes: who took part and how it ended, never who chose what."""

from dataclasses import dataclass
from datetime import datetime

from chassis.events import Event, described

from .words import COMMUNITY, MORNING, PLACE, RESIDENT, TOPIC

TEXT = "the text put to the vote"


@dataclass(frozen=True)
class SecretVoteOpened(Event):
    """A text was put to a secret vote; the key is the same for everyone."""

    topic_id: str = described("topic-1", TOPIC)
    proposal_id: str = described("topic-1-p1", TEXT)
    public_key: str = described("MIIBIjANBgkqhkiG9w0BAQ…", "under which tokens are signed blindly")
    closes_at: datetime = described(MORNING, "when the vote ends")
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class BallotIssued(Event):
    """Somebody went on the roll of a secret vote; what they choose nobody learns."""

    topic_id: str = described("topic-1", TOPIC)
    proposal_id: str = described("topic-1-p1", TEXT)
    voter_id: str = described(RESIDENT, "who takes part")
    division: str = described(COMMUNITY, PLACE)


@dataclass(frozen=True)
class SecretVoteCounted(Event):
    """A secret vote has ended: the urn was opened and counted, and the ballots are published."""

    topic_id: str = described("topic-1", TOPIC)
    proposal_id: str = described("topic-1-p1", TEXT)
    on_roll: int = described(31, "how many were given a ballot")
    cast: int = described(30, "how many ballots were in the urn")
    agree: int = described(24, "how many agreed")
    disagree: int = described(4, "how many disagreed")
    passed: int = described(2, "how many passed")
    digest: str = described("9f86d081884c7d65…", "SHA-256 of the published ballots")
    division: str = described(COMMUNITY, PLACE)
