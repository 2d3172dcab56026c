"""The ladder: standings that follow from deeds, its thresholds, and the next step offered."""
