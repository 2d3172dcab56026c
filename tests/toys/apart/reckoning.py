"""What is worked out there: sums, and what goes wrong with them."""

import os
import sys
import time


def summed(backend, asked):
    """Add numbers; say on which database, in which process, and whether it is a patched one."""
    told = {"sum": sum(asked), "database": backend.database.name, "process": os.getpid()}
    return told | {"patched": "eventlet" in sys.modules, "threads": os.environ["OMP_NUM_THREADS"]}


def wrong(backend, asked):
    """Go wrong."""
    raise ValueError(asked)


def endless(backend, asked):
    """Never end."""
    time.sleep(asked)
