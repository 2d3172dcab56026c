"""The rules of participation, pure: a state and what happened in, a new state and events out."""
