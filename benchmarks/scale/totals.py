"""Whether the totals that are read agree with the rows they stand for, after all was measured."""

from benchmarks.scale.stack import Stack


def complaints(stack: Stack) -> list[str]:
    """Compare visits counted by space and by community with the visits kept, and the ladder."""
    stack.settle()
    database = stack.running.at.database("participation")
    visits = database["visits"].estimated_document_count()
    used = sum(row.get("visits", 0) for row in database["space_use"].find())
    rungs = list(database["rungs"].find())
    residents = sum(row["residents"] for row in rungs)
    stand = sum(number for row in rungs for number in _rungs_of(row))
    said = [
        f"{used} visits are counted by space, {visits} are kept" if used != visits else "",
        f"{residents} residents are counted, {stand} on rungs" if residents != stand else "",
        f"{residents} residents of {stack.world.size}" if residents != stack.world.size else "",
    ]
    return [one for one in said if one]


def _rungs_of(row: dict[str, object]) -> list[int]:
    beside = ("_id", "division", "residents", "version")
    return [int(str(number)) for name, number in row.items() if name not in beside]
