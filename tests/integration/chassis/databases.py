"""The database as tests of failures need it."""

from deploy.local.servers import Database

LIFETIME_SECONDS = 2
RUN = f"""
import sys
from secantus.cli import main
from secantus.server import SecantusDBServer as server
server.__init__.__kwdefaults__["transaction_lifetime_seconds"] = {LIFETIME_SECONDS}
sys.exit(main())
"""


class Forgetful(Database):
    """Gives up the transactions of clients that died sooner than after a minute.

    What a killed process leaves open holds what it wrote against all others until then. For
    MongoDB the limit is a parameter of the server, `transactionLifetimeLimitSeconds`; this server
    has it too, but not on its command line.
    """

    def command(self) -> list[str]:
        """Run the same server with the limit set."""
        _, *options = super().command()
        return [self._python, "-c", RUN, *options]
