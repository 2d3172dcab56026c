"""What a town keeps in every service, and the ways that every service has to it."""

import orjson

from chassis.contracts import contract_of
from chassis.deadletters.store import DeskAction
from chassis.events import wire_type
from chassis.replay.replays import Replay, State
from tests.component.towns.cases import DISTRICT, TANGZHONG, Town, empty, public, refused
from tests.contract.agreement import ANNOUNCED, bytes_of, sample_of
from tests.toys.letters import a_letter

CASES = {
    "GET /v1/feed": [empty()],
    "GET /v1/feed/counts": [public()],
    "GET /v1/dead-letters": [empty(), refused(query=f"?division={TANGZHONG}")],
    "GET /v1/dead-letters/{letter_id}": [refused()],
    "PUT /v1/dead-letters/{letter_id}": [refused(body="{event}")],
    "POST /v1/dead-letters/{letter_id}/replay": [refused()],
    "POST /v1/dead-letters/{letter_id}/discard": [refused()],
    "POST /v1/dead-letters/replay": [empty()],
    "POST /v1/dead-letters/discard": [empty()],
    "GET /v1/desk-actions": [refused(local=DISTRICT)],
    "POST /v1/replays": [refused(to_shadow=False, local=DISTRICT)],
    "GET /v1/replays/{replay_id}": [refused(local=DISTRICT)],
}


def put_a_letter(kept: Town, service: type) -> None:
    """Let an event that the service hears be a dead letter of the town."""
    heard = next(iter(contract_of(service).hears))
    event = orjson.loads(bytes_of(sample_of(ANNOUNCED[wire_type(heard)])))
    body = orjson.dumps(event | {"division": TANGZHONG})
    letter = a_letter(body)
    told = DeskAction("a-1", letter.id, "edit", "edited", "ops-1", kept.h.now, "typo", "x", "y")
    kept.h.given("dead_letters", letter)
    kept.h.given("desk_actions", told)
    kept.names |= {"letter_id": letter.id, "event": body.decode()}


def put_a_replay(kept: Town) -> None:
    """Let the service have heard its past again."""
    done = Replay("replay-1", "0", False, {}, {}, "ops-1", kept.h.now, state=State.DONE)
    kept.h.given("replays", done)
    kept.names["replay_id"] = done.id
