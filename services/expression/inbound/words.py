"""Samples and meanings that the fields of several events share."""

from datetime import UTC, datetime

COMMUNITY = "440605124004"
RESIDENT = "r-1001"
MORNING = datetime(2019, 6, 3, 1, 30, tzinfo=UTC)
LINKED = "the topic it belongs to, if any"
