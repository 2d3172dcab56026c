"""Every way in, part by part: requests, events of the other services, and timers."""
