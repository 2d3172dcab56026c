"""Harm to the database: stopped, killed, and commands that fail or are left unanswered."""

import random
import time
from typing import Any

from pymongo import MongoClient
from pymongo.errors import PyMongoError

from ..rig import Rig

AWAY_SECONDS = 1.0
SERVED_SECONDS = 0.5
TIMES = 2
COMMANDS = ("find", "insert", "update", "commitTransaction")
FAILURES: tuple[dict[str, Any], ...] = (
    {"errorCode": 91},
    {"errorCode": 112, "errorLabels": ["TransientTransactionError"]},
    {"errorCode": 11600},
    {"closeConnection": True},
)


def stop(rig: Rig) -> int:
    """Stop the database in good order and start it again."""
    rig.database.stop()
    return _away(rig)


def kill(rig: Rig) -> int:
    """Kill the database and start it again: what it confirmed must be there."""
    rig.database.kill()
    return _away(rig)


def _away(rig: Rig) -> int:
    fired = int(not rig.database.running())
    time.sleep(AWAY_SECONDS)
    rig.database.start().wait_ready(90)
    return fired


def fail_command(rig: Rig, chance: random.Random) -> int:
    """Let the database fail a command; give how often services really were failed."""
    command, failure = chance.choice(COMMANDS), chance.choice(FAILURES)
    told = {"failCommands": [command], **failure}
    with MongoClient(rig.database.uri, retryWrites=False, retryReads=False) as client:
        client.admin.command("configureFailPoint", "failCommand", mode={"times": TIMES}, data=told)
        time.sleep(SERVED_SECONDS)
        spent = _spent(client, command)
        client.admin.command("configureFailPoint", "failCommand", mode="off")
    return TIMES if spent else 0


def _spent(client: Any, command: str) -> bool:
    """Try the command oneself: it succeeds once all failures were given to others."""
    kept = client["chaos"]["probe"]
    try:
        with client.start_session() as session:
            if command == "commitTransaction":
                session.start_transaction()
                kept.insert_one({}, session=session)
                session.commit_transaction()
            else:
                tries = {"find": kept.find_one, "insert": lambda: kept.insert_one({})}
                tries.get(command, lambda: kept.update_one({}, {"$set": {"a": 1}}))()
    except PyMongoError:
        return False
    return True
