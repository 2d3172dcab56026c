"""动员导向 Guidance: standards, scores that name their events, the next step, and the nudge."""
