"""The rules of collaboration: pure functions from a state to the next and to what is announced."""
