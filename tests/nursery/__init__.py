"""Services started as forks of a process that has loaded everything once: a second saved at each.

A fork is a process of its own in all that tests ask about: its pid, signals, files, connections,
environment, memory, its death. What loading itself does is seen wherever services are started as
an operator starts them: in the system tests, the demo and the containers.
"""
