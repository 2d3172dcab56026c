"""Single jobs on many replicas: a lease says who does one, and a token tells late holders so."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from pymongo.errors import DuplicateKeyError, PyMongoError

from chassis.errors import Unavailable

if TYPE_CHECKING:
    from pymongo.database import Database

NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class Lease:
    """One job's lease, as one process sees it; `token` grows with every change of holder."""

    def __init__(self, database: "Database[dict[str, Any]]", job: str, holder: str) -> None:
        """Name the job and who this process is."""
        self._database = database
        self._leases = database["leases"]
        self.job = job
        self.holder = holder
        self.token = 0

    def take(self, seconds: float) -> bool:
        """Take or renew the lease; True while this process holds it. Raises `Unavailable`."""
        try:
            return self._renew(seconds) or self._take_over(seconds)
        except PyMongoError as error:
            self.token = 0
            raise Unavailable(str(error)[:300]) from error

    def release(self) -> None:
        """Let another replica take the job at once."""
        if self.token:
            mine = {"_id": self.job, "holder": self.holder, "token": self.token}
            self._leases.update_one(mine, {"$set": {"until": NEVER}})
            self.token = 0

    def _renew(self, seconds: float) -> bool:
        if not self.token:
            return False
        mine = {"_id": self.job, "holder": self.holder, "token": self.token}
        until = datetime.now(UTC) + timedelta(seconds=seconds)
        kept = self._leases.update_one(mine, {"$set": {"until": until}}).matched_count == 1
        self.token = self.token if kept else 0
        return kept

    def _take_over(self, seconds: float) -> bool:
        now = datetime.now(UTC)
        until = now + timedelta(seconds=seconds)
        self._create()
        change = {"$set": {"holder": self.holder, "until": until}, "$inc": {"token": 1}}
        # its own lease, from before a restart or a lost answer, it need not wait for: the token
        # changes all the same, so whatever it left on its way comes too late
        free = {"_id": self.job, "$or": [{"until": {"$lt": now}}, {"holder": self.holder}]}
        if self._leases.update_one(free, change).matched_count != 1:
            return False
        # what the update gives back is not to be trusted on every server, so it is read again
        row = self._leases.find_one({"_id": self.job}) or {}
        self.token = int(row.get("token", 0)) if row.get("holder") == self.holder else 0
        return bool(self.token)

    def _create(self) -> None:
        if self._leases.find_one({"_id": self.job}) is None:
            if self._leases.name not in self._database.list_collection_names():
                raise Unavailable("the collections are not prepared yet")
            row = {"_id": self.job, "holder": "", "until": NEVER, "token": 0, "position": 0}
            try:
                self._leases.insert_one(row)
            except DuplicateKeyError:
                return
