"""Numbers for people and statements: those they came with, and others for those from here."""

from collections.abc import Iterable, Mapping

from gongzhi.polis.deliberation import Deliberation


class Numbering:
    """Who has which number; a resident's own id does not leave the service's side of the files."""

    def __init__(self, told: Deliberation) -> None:
        """Number everybody who spoke or voted, and everything that was said."""
        home = f"import:{told.topic['id']}:"
        people = {one["made_by"] for one in told.statements}
        people |= {vote["voter_id"] for vote in told.votes}
        given = {who: who.removeprefix(home) for who in people if who.startswith(home)}
        self.people = _numbered(sorted(people), given)
        references = {
            one["id"]: one["reference"] or ""
            for one in told.statements
            if one["topic_id"] == told.topic["id"]
        }
        self.statements = _numbered((one["id"] for one in told.statements), references)


def _numbered(names: Iterable[str], given: Mapping[str, str]) -> dict[str, int]:
    """Keep the numbers that were given, and go on after the largest."""
    kept = {name: int(text) for name, text in given.items() if text.isascii() and text.isdigit()}
    numbers = {name: number for name, number in kept.items() if str(number) == given[name]}
    following = max(numbers.values(), default=-1) + 1
    for name in names:
        if name not in numbers:
            numbers[name] = following
            following += 1
    return numbers
