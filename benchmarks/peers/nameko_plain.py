"""Plain nameko, as its documentation teaches it, with one MongoDB transaction for each event.

It commits, then dispatches, like the official example: an event is lost when the process dies in
between. It is measured all the same, as the way most nameko services are written.
"""

import os

os.environ.setdefault("EVENTLET_NO_GREENDNS", "yes")
import eventlet

eventlet.monkey_patch()

from typing import Any  # noqa: E402

from nameko.containers import ServiceContainer  # noqa: E402
from nameko.events import EventDispatcher, event_handler  # noqa: E402
from nameko.extensions import DependencyProvider  # noqa: E402
from pymongo import MongoClient  # noqa: E402
from pymongo.errors import DuplicateKeyError  # noqa: E402
from pymongo.write_concern import WriteConcern  # noqa: E402

from benchmarks.peers.writes import Envelope, inbox_row, ledger_row, points_earned  # noqa: E402

WORKERS = int(os.environ.get("BENCH_NAMEKO_WORKERS", "10"))  # nameko's own default


class Mongo(DependencyProvider):
    """Gives the service its database."""

    def setup(self) -> None:
        """Connect once, before the first event."""
        self.client = MongoClient(os.environ["MONGO_URI"], maxPoolSize=WORKERS + 4)

    def get_dependency(self, worker_ctx: Any) -> Any:  # noqa: ARG002 - as nameko calls it
        """Give every worker the same client; it keeps a pool."""
        return self.client


class Scores:
    """Scores what residents do."""

    name = "scores"
    mongo = Mongo()
    dispatch = EventDispatcher()

    @event_handler("actions", "action_taken")
    def on_action_taken(self, payload: Envelope) -> None:
        """An action earns points for the resident and the community."""
        try:
            with self.mongo.start_session() as session:
                session.with_transaction(
                    lambda session: self.count(payload, session),
                    write_concern=WriteConcern("majority", j=True),
                )
        except DuplicateKeyError:
            return
        self.dispatch("points_earned", points_earned(payload))

    def count(self, envelope: Envelope, session: Any) -> None:
        """Write everything that one action changes."""
        action, database = envelope["data"], self.mongo[os.environ["BENCH_DATABASE"]]
        earned = {"$inc": {"points": action["points"], "actions": 1}}
        database.inbox.insert_one(inbox_row(envelope), session=session)
        database.ledger.insert_one(ledger_row(envelope), session=session)
        database.resident_totals.update_one(
            {"_id": action["resident_id"]}, earned, upsert=True, session=session
        )
        database.community_totals.update_one(
            {"_id": action["division"]}, earned, upsert=True, session=session
        )


def main() -> None:
    """Run until killed."""
    config = {"AMQP_URI": os.environ["AMQP_URI"], "max_workers": WORKERS}
    container = ServiceContainer(Scores, config=config)
    container.start()
    container.wait()


if __name__ == "__main__":
    main()
