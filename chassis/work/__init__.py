"""How work is done: items are folded over states in memory and committed once."""
