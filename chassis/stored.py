"""Collections as Nameko dependencies: every worker gets its own, bound to its unit of work."""

from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from nameko.extensions import DependencyProvider

from chassis.database import DatabaseOfService, KindKept
from chassis.work.work import Work

if TYPE_CHECKING:
    from chassis.store.collection import Collection
    from chassis.store.tallies import Tallies

Kind = TypeVar("Kind", bound="Collection[Any] | Tallies")


def work_of(worker_ctx: Any, database: DatabaseOfService) -> Work:
    """Give a worker its share of the work; the same to all of its dependencies."""
    if not hasattr(worker_ctx, "work"):
        worker_ctx.work = Work(database.backend)
    work: Work = worker_ctx.work
    return work


class WorkOfWorker(DependencyProvider):
    """Gives a worker its unit of work, clock and ids; no I/O."""

    database = DatabaseOfService()

    def get_dependency(self, worker_ctx: Any) -> Work:
        """Give the worker's share."""
        return work_of(worker_ctx, self.database)

    if TYPE_CHECKING:  # what a method of a service sees

        @overload
        def __get__(self, service: None, owner: type) -> "WorkOfWorker": ...
        @overload
        def __get__(self, service: object, owner: type) -> Work: ...
        def __get__(self, service: object, owner: type) -> Any: ...


class Stored(KindKept, Generic[Kind]):
    """Gives a worker one of the service's collections; no I/O."""

    database = DatabaseOfService()

    def __init__(self, kind: type[Kind]) -> None:
        """Name the class of the collection."""
        self.kind = kind

    def get_dependency(self, worker_ctx: Any) -> Kind:
        """Give the collection, bound to the worker's unit of work."""
        return self.kind(work_of(worker_ctx, self.database))

    if TYPE_CHECKING:  # what a method of a service sees

        @overload
        def __get__(self, service: None, owner: type) -> "Stored[Kind]": ...
        @overload
        def __get__(self, service: object, owner: type) -> Kind: ...
        def __get__(self, service: object, owner: type) -> Any: ...
