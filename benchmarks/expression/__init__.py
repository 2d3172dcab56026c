"""How fast expression is: imports, opinion groups, the hall, topics among many."""
