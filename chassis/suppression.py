"""Small numbers in published tables: withheld, and not to be had by subtraction.

A table is published with the sums of its rows and columns. Withheld cells are the edges between
the lines they stand in, sums included; a cell follows from the others exactly where its edge is
the only way between its two lines. So cells are withheld until every edge lies on a circle.
"""

from collections.abc import Iterator, Sequence

LEAST = 5  # a number below it may point at somebody

Cell = tuple[int, int]
Table = list[list[int]]
MARGIN, NAUGHT = 1_000_000, 10_000  # sums are withheld last, and an empty cell hides nothing


def suppress(rows: Sequence[Sequence[int]], *, least: int = LEAST) -> list[list[int | None]]:
    """Publish a table with its sums, a last row and a last column; None is withheld."""
    table = _with_sums(rows)
    withheld = {cell for cell, number in _cells(table) if 0 < number < least}
    while more := _thin(table, withheld, least) or _derivable(table, withheld):
        withheld |= more
    return [
        [None if (r, c) in withheld else number for c, number in enumerate(row)]
        for r, row in enumerate(table)
    ]


def _with_sums(rows: Sequence[Sequence[int]]) -> Table:
    summed = [[*row, sum(row)] for row in rows]
    return [*summed, [sum(column) for column in zip(*summed, strict=True)]]


def _cells(table: Table) -> Iterator[tuple[Cell, int]]:
    return (((r, c), number) for r, row in enumerate(table) for c, number in enumerate(row))


def _thin(table: Table, withheld: set[Cell], least: int) -> set[Cell]:
    """Find what else must be withheld where all that a line withholds comes to a small number."""
    for line in _lines(table):
        *inner, total = line
        hidden = [cell for cell in inner if cell in withheld]
        if total in withheld or not 0 < sum(table[r][c] for r, c in hidden) < least:
            continue
        shown = [cell for cell in inner if cell not in withheld and table[cell[0]][cell[1]]]
        return {min(shown, key=lambda cell: table[cell[0]][cell[1]], default=total)}
    return set()


def _lines(table: Table) -> Iterator[list[Cell]]:
    height, width = len(table), len(table[0])
    yield from ([(r, c) for c in range(width)] for r in range(height))
    yield from ([(r, c) for r in range(height)] for c in range(width))


def _derivable(table: Table, withheld: set[Cell]) -> set[Cell]:
    """Find the cheapest circle for a cell that follows from those published; none where all is."""
    for cell in sorted(withheld):
        if _only_way(cell, withheld):
            return min(_circles(table, cell), key=lambda circle: _cost(table, circle - withheld))
    return set()


def _only_way(cell: Cell, withheld: set[Cell]) -> bool:
    """Tell whether the lines of a cell are joined by no other withheld cells."""
    row, column = cell
    rows, columns, before = {row}, set[int](), -1
    while before != len(rows) + len(columns):
        before = len(rows) + len(columns)
        columns |= {c for r, c in withheld if r in rows and (r, c) != cell}
        rows |= {r for r, c in withheld if c in columns and (r, c) != cell}
    return column not in columns


def _circles(table: Table, cell: Cell) -> Iterator[set[Cell]]:
    row, column = cell
    for r in range(len(table)):
        for c in range(len(table[0])):
            if r != row and c != column:
                yield {cell, (row, c), (r, column), (r, c)}


def _cost(table: Table, added: set[Cell]) -> int:
    last_row, last_column = len(table) - 1, len(table[0]) - 1

    def cost(r: int, c: int) -> int:
        margin = MARGIN if r == last_row or c == last_column else 0
        return margin + (table[r][c] or NAUGHT)

    return sum(cost(r, c) for r, c in added)
