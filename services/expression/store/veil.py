"""Who looked behind the name a speaker goes by."""

from chassis.store import Collection, Index

from ..domain.veil import Look


class SpeakerLooks(Collection[Look]):
    """Every look, with its reason; nobody but the resident and officials of the place see it."""

    name = "speaker_looks"
    holds = Look
    indexes = (Index("resident_id"), Index("division"))
