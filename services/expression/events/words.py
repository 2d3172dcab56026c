"""Samples and meanings that the fields of several events share."""

from datetime import UTC, datetime

COMMUNITY = "440605124004"
RESIDENT = "r-1001"
MORNING = datetime(2019, 6, 3, 1, 30, tzinfo=UTC)

PLACE = "official code of the place the topic is about"
TOPIC = "the topic"
WHO = "the resident who raised it, or the pseudonym of one unknown here"
ORIGIN = "resident, or import where the deliberation was held elsewhere"
