"""Our own contender: the smallest service that scores actions, on the chassis as it stands."""
