"""A collection of states of one kind, as the methods of a service see it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from chassis.errors import AlreadyExists, Forbidden, NotFound, PreconditionFailed
from chassis.events import Event
from chassis.store.paged import IN_ORDER_OF_ID, Listing, Order, paged
from chassis.store.queries import ids_beyond
from chassis.store.rebuilding import Rebuildable
from chassis.store.writes import Sort

if TYPE_CHECKING:
    from chassis.work.work import Work

S = TypeVar("S")
BY_ID: Sort = (("_id", 1),)


@dataclass(frozen=True)
class Index:
    """An index over fields of a collection; `unique` where no two documents may agree on them."""

    fields: tuple[str, ...]
    unique: bool = False
    expires: bool = False

    def __init__(self, *fields: str, unique: bool = False, expires: bool = False) -> None:
        """Name the fields in order; `expires` removes documents once the field's time has come."""
        object.__setattr__(self, "fields", fields)
        object.__setattr__(self, "unique", unique)
        object.__setattr__(self, "expires", expires)


class Collection(Rebuildable, Generic[S]):
    """States of one kind, read and kept through the current unit of work."""

    name: ClassVar[str]
    holds: ClassVar[type]
    public: ClassVar[bool] = False
    indexes: ClassVar[tuple[Index, ...]] = ()

    def __init__(self, work: "Work") -> None:
        """Belong to one worker."""
        self._work = work

    def get(self, identity: str) -> S:
        """Give a state in order to change it, if the caller may and holds the current version."""
        state = self._require(identity)
        self._check_reach(state)
        self._check_version(identity)
        return state

    def read(self, identity: str) -> S:
        """Give a state in order to show it, if the caller may see it."""
        state = self._require(identity)
        if not self.public:
            self._check_reach(state)
        return state

    def find(self, identity: str) -> S | None:
        """Give a state or None, to the service itself."""
        state: S | None = self._work.unit.held(self.name, self.holds, identity).state
        return state

    def find_all(self, ids: Iterable[str]) -> dict[str, S]:
        """Give those of the states that exist, in one query."""
        wanted = list(dict.fromkeys(ids))
        self._work.unit.prefetch(self.name, self.holds, wanted)
        return {i: state for i in wanted if (state := self.find(i)) is not None}

    def save(self, state: S, announced: Sequence[Event] = ()) -> list[str]:
        """Keep a state and announce what happened to it; give the ids of the events."""
        identity: str = state.id  # type: ignore[attr-defined]  # every state has an id
        version = self._work.unit.put(self.name, identity, state)
        self._work.saw(version, saved=True)
        return self._work.unit.record(announced, version)

    def add(self, row: S, announced: Sequence[Event] = ()) -> list[str]:
        """Keep a row that is written once and never changed; the same id again is refused."""
        identity: str = row.id  # type: ignore[attr-defined]  # every row has an id
        if not self._work.unit.add(self.name, identity, row):
            raise AlreadyExists(self.name, identity)
        self._work.saw(1, saved=True)
        return self._work.unit.record(announced, 1)

    def remove(self, identity: str) -> None:
        """Remove a state that was read."""
        self.find(identity)
        self._work.unit.put(self.name, identity, None)

    def where(self, query: dict[str, Any], *, sort: Sort = BY_ID, limit: int = 100) -> list[S]:
        """Find states; one changed in this unit is given as changed, a new one is not found yet."""
        found = self._work.unit.search(self.name, self.holds, (query, sort, limit))
        return [held.state for held in found]

    def beyond(self, identity: str, *, limit: int) -> list[S]:
        """Find the next states by id: the way to go through all of them, some at a time."""
        parts = (self.where({"_id": ids}, limit=limit) for ids in ids_beyond(identity))
        return list(islice(chain.from_iterable(parts), limit))

    def page(
        self, query: dict[str, Any], call: Any, *, order: Order = IN_ORDER_OF_ID
    ) -> dict[str, Any]:
        """Give one page of what the caller may see, with the cursor of the next."""

        def search(where: dict[str, Any], sort: Sort, limit: int) -> list[S]:
            return self.where(where, sort=sort, limit=limit)

        return paged(search, Listing(query, order, self.public), call)

    def version_of(self, identity: str) -> int:
        """Give the current version of a state, 0 where there is none."""
        return self._work.unit.held(self.name, self.holds, identity).version

    def _require(self, identity: str) -> S:
        state = self.find(identity)
        if state is None:
            raise NotFound(self.name, identity)
        self._work.saw(self.version_of(identity))
        return state

    def _check_reach(self, state: S) -> None:
        principal = self._work.principal
        place = getattr(state, "division", None)
        if place is not None and principal.divisions and not principal.covers(place):
            raise Forbidden(
                "outside-your-divisions",
                f"your token does not cover {place}",
                f"您的权限不包括 {place}",
            )

    def _check_version(self, identity: str) -> None:
        expected, self._work.if_match = self._work.if_match, None
        actual = self.version_of(identity)
        if expected is not None and expected != actual:
            raise PreconditionFailed(expected, actual)
