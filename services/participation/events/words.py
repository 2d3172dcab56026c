"""Samples and meanings that the fields of several events share."""

from datetime import UTC, datetime

MORNING = datetime(2019, 5, 4, 1, 30, tzinfo=UTC)
RESIDENT = "0192f0c1-7a5e-7c3d-9b1e-2f6a4c8d0e11"
COMMUNITY = "440605126009"

WHO = "the resident, by the id this service gave; names stay here"
WHERE = "official code of the community, or of a building or estate within it"
