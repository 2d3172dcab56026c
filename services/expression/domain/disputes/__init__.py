"""Mediation (矛盾化解): a sealed case from being asked for to being kept."""
