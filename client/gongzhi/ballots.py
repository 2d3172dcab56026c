"""Secret ballots, the voter's side: a slip kept at home, a ballot cast as nobody, a count redone.

The slip is written before anything is sent, so that nothing is lost wherever a voter is stopped.
"""

import base64
import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from gongzhi import blinding
from gongzhi.api import GATEWAY, Api
from gongzhi.errors import Unreadable

SERVICE = "expression"
COUNTED = {"agree": "agree", "disagree": "disagree", "pass": "passed"}


@dataclass(frozen=True)
class Slip:
    """What a voter keeps of a ballot, and shows to nobody: who has it can cast it."""

    topic_id: str
    vote_id: str
    public_key: str
    token: str
    blinded: str
    inverse: str
    signature: str = ""
    choice: str = ""
    cast: bool = False

    @property
    def prepared(self) -> bytes:
        """Give what is signed: the token, and the vote it is good for."""
        return read(self.token) + self.vote_id.encode()


class Nobody(Api):
    """A connection without a token, a key or a cookie, opened for one purpose."""

    def __init__(self, gateway: str = GATEWAY, *, language: str = "zh") -> None:
        """Connect to a gateway as nobody."""
        super().__init__("", gateway=gateway, language=language)
        del self._client.headers["Authorization"]

    def cast(self, topic_id: str, ballot: Mapping[str, str]) -> Any:
        """Cast a ballot; sent again, it is one all the same."""
        return self._send("POST", SERVICE, f"/v1/topics/{topic_id}/ballots", json=ballot)


def new_slip(vote: Mapping[str, Any]) -> Slip:
    """Begin a slip for a secret vote: draw a token, and blind it."""
    prepared = blinding.prepare(str(vote["id"]).encode())
    blinded = blinding.blind(blinding.read_key(vote["public_key"]), prepared)
    return Slip(
        topic_id=vote["topic_id"],
        vote_id=vote["id"],
        public_key=vote["public_key"],
        token=write(prepared[: blinding.PREFIX_BYTES]),
        blinded=write(blinded.message),
        inverse=f"{blinded.inverse:x}",
    )


def sign(api: Api, slip: Slip) -> Slip:
    """Go on the roll and have the token signed; asked again, the same answer is given again."""
    path = f"/v1/topics/{slip.topic_id}/roll"
    issued = api.post(SERVICE, path, {"blinded": slip.blinded}, key=f"roll-{slip.blinded[:40]}")
    key = blinding.read_key(slip.public_key)
    answer, inverse = read(issued["blind_signature"]), int(slip.inverse, 16)
    return replace(slip, signature=write(blinding.finalize(key, slip.prepared, answer, inverse)))


def cast(nobody: Nobody, slip: Slip) -> Slip:
    """Cast the ballot of a slip that says what was chosen."""
    ballot = {"token": slip.token, "signature": slip.signature, "choice": slip.choice}
    nobody.cast(slip.topic_id, ballot)
    return replace(slip, cast=True)


def keep(slip: Slip, path: Path) -> Slip:
    """Write a slip, whole or not at all, for its owner's eyes only."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(asdict(slip), file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    return slip


def read_slip(path: Path) -> Slip:
    """Read a slip that was kept."""
    try:
        return Slip(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise Unreadable(f"{path} is no slip of a ballot: {error}") from error


@dataclass(frozen=True)
class Recount:
    """What a recount of the published ballots came to, and what is wrong with them."""

    counts: dict[str, int]
    on_roll: int
    wrong: tuple[str, ...]


def recount(nobody: Api, topic_id: str, slip: Slip | None = None) -> Recount:
    """Count the ballots of a vote that has ended again, and look for one's own."""
    vote = nobody.get(SERVICE, f"/v1/topics/{topic_id}/secret-vote")
    sheets = nobody.pages(SERVICE, f"/v1/topics/{topic_id}/ballots")
    ballots = [ballot for sheet in sheets for ballot in sheet["ballots"]]
    chosen = Counter(ballot["choice"] for ballot in ballots)
    counts = {said: chosen[choice] for choice, said in COUNTED.items()}
    wrong = [*_uncountable(vote), *_miscounted(vote, counts)]
    if not wrong:
        wrong = [*_false(vote, ballots), *_missing(vote, ballots, slip)]
    return Recount(counts, vote["on_roll"], tuple(wrong))


def _uncountable(vote: Mapping[str, Any]) -> Iterable[str]:
    if vote["urn"] != "counted":
        yield f"the urn is {vote['urn']}: there is nothing to count"


def _miscounted(vote: Mapping[str, Any], counts: dict[str, int]) -> Iterable[str]:
    told = vote["counted"]
    if told and any(told[name] != number for name, number in counts.items()):
        yield f"the published result is {told}, the ballots say {counts}"


def _false(vote: Mapping[str, Any], ballots: list[dict[str, str]]) -> Iterable[str]:
    key = blinding.read_key(vote["public_key"])
    unsigned = sum(not _is_signed(key, vote["id"], ballot) for ballot in ballots)
    if unsigned:
        yield f"{unsigned} ballots were not signed for this vote"
    if len({ballot["token"] for ballot in ballots}) < len(ballots):
        yield "a token is counted more than once"
    if len(ballots) > vote["on_roll"]:
        yield f"there are {len(ballots)} ballots, and {vote['on_roll']} on the roll"
    if digest_of(ballots) != vote["digest"]:
        yield "these are not the ballots that were counted"


def _missing(
    vote: Mapping[str, Any], ballots: list[dict[str, str]], slip: Slip | None
) -> Iterable[str]:
    if slip is None:
        return
    if slip.public_key != vote["public_key"]:
        yield "your ballot was signed under another key than the others"
    found = {ballot["token"]: ballot["choice"] for ballot in ballots}.get(slip.token)
    if found is None:
        yield "your ballot is not among those that were counted"
    elif found != slip.choice:
        yield f"your ballot was counted as {found}, and you chose {slip.choice}"


def _is_signed(key: Any, vote_id: str, ballot: Mapping[str, str]) -> bool:
    prepared = read(ballot["token"]) + vote_id.encode()
    return blinding.is_signed(key, prepared, read(ballot["signature"]))


def digest_of(ballots: Iterable[Mapping[str, str]]) -> str:
    """Sum published ballots up as the service does."""
    lines = sorted(f"{one['token']} {one['signature']} {one['choice']}\n" for one in ballots)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def fingerprint(public_key: str) -> str:
    """Show a key in a form neighbors can compare: all of one vote must have the same."""
    digest = hashlib.sha256(public_key.encode()).hexdigest()[:32]
    return " ".join(digest[i : i + 4] for i in range(0, len(digest), 4))


def read(text: str) -> bytes:
    """Read bytes off URL-safe base64."""
    return base64.urlsafe_b64decode(text)


def write(content: bytes) -> str:
    """Write bytes as URL-safe base64."""
    return base64.urlsafe_b64encode(content).decode()
