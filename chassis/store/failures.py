"""What pymongo raises, as the few outcomes that whoever asked the database knows."""

from collections.abc import Iterator
from contextlib import contextmanager

from pymongo.errors import ConnectionFailure, ExecutionTimeout, OperationFailure

from chassis.errors import Unavailable, WriteConflict

CONFLICTS = {112, 251, 24}  # WriteConflict, NoSuchTransaction, LockTimeout
NO_SERVER = {6, 7, 89, 91, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436}


@contextmanager
def said_plainly() -> Iterator[None]:
    """Turn what pymongo raises into the three outcomes a unit of work knows."""
    try:
        yield
    except (ConnectionFailure, ExecutionTimeout) as error:
        raise Unavailable(str(error)[:300]) from error
    except OperationFailure as error:
        code = _first_code(error)
        if code in NO_SERVER:
            raise Unavailable(str(error)[:300]) from error
        if code in CONFLICTS or error.has_error_label("TransientTransactionError"):
            raise WriteConflict from error
        raise


@contextmanager
def read_plainly() -> Iterator[None]:
    """Turn what pymongo raises at a read into one outcome: the same may be asked again.

    A handler may read while it is folded. A conflict would be taken for its own mistake there.
    """
    try:
        with said_plainly():
            yield
    except WriteConflict as error:
        raise Unavailable("others are writing what is read") from error


def _first_code(error: OperationFailure) -> int | None:
    """Give the reason of a failure: of a bulk write, that of its first failed operation."""
    failures = (error.details or {}).get("writeErrors") or [{}]
    code: int | None = failures[0].get("code", error.code)
    return code
