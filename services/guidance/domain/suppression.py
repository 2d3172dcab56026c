"""Suppression: figures under five stay hidden, also from whoever subtracts."""

from collections.abc import Collection, Iterator, Sequence

LEAST = 5

Cell = tuple[int, int]
Table = Sequence[Sequence[int]]


def shown(
    table: Table, *, secret: Collection[Cell] = (), rows_add_up: bool = True
) -> list[list[int | None]]:
    """Hide figures under five, and as many more as keep them from being worked out.

    The sums of the columns, and of the rows where `rows_add_up`, are taken to be known: in no line
    a single figure is hidden, nor several that come to less than five.
    """
    small = (cell for cell, value in _cells(table) if value < LEAST)
    hidden = {*small, *secret}
    while (betrayer := _betrayer(table, hidden, rows_add_up=rows_add_up)) is not None:
        hidden.add(betrayer)
    return [
        [None if (r, c) in hidden else value for c, value in enumerate(row)]
        for r, row in enumerate(table)
    ]


def _cells(table: Table) -> Iterator[tuple[Cell, int]]:
    for r, row in enumerate(table):
        for c, value in enumerate(row):
            yield (r, c), value


def _lines(table: Table, *, rows_add_up: bool) -> Iterator[list[Cell]]:
    cells = [cell for cell, _ in _cells(table)]
    for column in sorted({c for _, c in cells}):
        yield [cell for cell in cells if cell[1] == column]
    if rows_add_up:
        for row in range(len(table)):
            yield [cell for cell in cells if cell[0] == row]


def _betrayer(table: Table, hidden: set[Cell], *, rows_add_up: bool) -> Cell | None:
    """Find a figure that must be hidden too, if one must: in a row that hides one, else a small."""
    torn = {r for r, _ in hidden}
    for line in _lines(table, rows_add_up=rows_add_up):
        secrets = [table[r][c] for r, c in line if (r, c) in hidden]
        open_cells = [cell for cell in line if cell not in hidden]
        if open_cells and secrets and (len(secrets) == 1 or sum(secrets) < LEAST):
            return min(open_cells, key=lambda c: (c[0] not in torn, table[c[0]][c[1]], c))
    return None
