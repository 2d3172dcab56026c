"""Samples and meanings that the fields of several events share."""

COMMUNITY = "440605126009"
WHERE = "official code of the place"
OFFER = "the suggestion behind it, if one was"
