"""How messages come in and go out: topology, batches, settlement and the relay of events."""
