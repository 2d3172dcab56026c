"""Samples that the fields of several events share."""

COMMUNITY = "440605124004"
