"""The test build of a service: the real one, with a mutant or a wrong clock switched on.

Handlers have a bug that shows only for events whose id asks for it.
`GONGZHI_MUTANT=<name>` spoils one promise on purpose, to see whether the oracle notices.
`CHAOS_CLOCK=<file>` names a file with the seconds by which this process's clock is off.
The product itself has none of these.
"""

import os
import sys
import warnings

os.environ.setdefault("EVENTLET_NO_GREENDNS", "yes")
warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")

import eventlet  # noqa: E402 - the two lines above must come first

if __name__ == "__main__":
    eventlet.monkey_patch()  # before anything opens a socket or a lock, as the runner itself does

from chassis.ops import runner  # noqa: E402 - nothing may be imported before the patch

from . import bugs, clock, mutants  # noqa: E402

if __name__ == "__main__":
    bugs.install()
    clock.install(os.environ.get("CHAOS_CLOCK", ""))
    mutants.install(os.environ.get("GONGZHI_MUTANT", ""))
    runner.main(sys.argv[1:])
