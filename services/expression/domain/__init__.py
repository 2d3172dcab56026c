"""The rules of expression: how a topic moves, who may speak and vote, and what is owed by when."""
