"""Whatever the database answers becomes an outcome that its callers know."""

import pytest
from pymongo.errors import AutoReconnect, BulkWriteError, OperationFailure

from chassis.errors import Unavailable, WriteConflict
from chassis.store.failures import read_plainly, said_plainly

CONFLICT, AWAY, OTHER = 112, 91, 2
LABEL = {"errorLabels": ["TransientTransactionError"]}


@pytest.mark.parametrize("asked", [said_plainly, read_plainly])
@pytest.mark.parametrize("raised_", [AutoReconnect("gone"), OperationFailure("away", AWAY)])
def test_a_database_that_is_away_is_unavailable(asked, raised_):
    with pytest.raises(Unavailable), asked():
        raise raised_


@pytest.mark.parametrize(
    "met",
    [OperationFailure("first", CONFLICT), OperationFailure("torn", OTHER, LABEL)],
    ids=["conflict", "transient"],
)
def test_a_write_learns_that_others_were_first_and_a_read_that_it_may_ask_again(met):
    with pytest.raises(WriteConflict), said_plainly():
        raise met
    with pytest.raises(Unavailable), read_plainly():
        raise met


@pytest.mark.parametrize("asked", [said_plainly, read_plainly])
def test_a_mistake_of_ours_stays_what_it_is(asked):
    with pytest.raises(OperationFailure), asked():
        raise OperationFailure("no such operator", OTHER)


def test_of_a_bulk_write_the_first_failure_counts():
    with pytest.raises(WriteConflict), said_plainly():
        raise BulkWriteError({"writeErrors": [{"code": CONFLICT}]})
