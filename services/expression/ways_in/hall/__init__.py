"""Ways in to the hall, also for those who follow it live."""
