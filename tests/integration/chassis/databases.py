"""The database as tests of failures need it."""

from deploy.local.servers import Database

LIFETIME_SECONDS = 2


class Forgetful(Database):
    """Gives up the transactions of clients that died sooner than after ten seconds.

    What a killed process leaves open holds what it wrote against all others until then. For
    MongoDB the limit is a parameter of the server, `transactionLifetimeLimitSeconds`.
    """

    def options(self) -> list[str]:
        """Set the limit."""
        return [*super().options(), "--transaction-seconds", str(LIFETIME_SECONDS)]
