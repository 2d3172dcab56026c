"""Nothing of a state that is given to nobody names the resident, and nothing else of it changes."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from chassis.stand_ins import nobodys
from services.participation.domain.hours.ledger import Entry, Grade
from services.participation.domain.spaces.space import Visit

NOON = datetime(2019, 5, 6, 4, tzinfo=UTC)
CODE = "440605126009"


@dataclass(frozen=True)
class Line:
    actor: str
    text: str


@dataclass(frozen=True)
class Nested:
    id: str
    takers: tuple[str, ...] = ()
    history: tuple[Line, ...] = ()
    by_day: dict[str, str] = field(default_factory=dict)
    last: Line | None = None


def test_an_id_made_of_the_residents_is_made_of_the_stand_in():
    visit = Visit("home:ann:2019-05-06", CODE, "ann", "home", NOON)

    assert nobodys(visit, "ann", "x") == replace(visit, id="home:x:2019-05-06", resident_id="x")


def test_lists_and_lines_within_are_given_away_and_others_in_them_are_not():
    line = Line("ann", "ann said so")
    state = Nested("n", ("bob", "ann"), (line,), {"monday": "ann"}, line)

    given = nobodys(state, "ann", "x")

    away = Line("x", "ann said so")
    assert given == Nested("n", ("bob", "x"), (away,), {"monday": "x"}, away)


def test_a_word_that_holds_the_id_is_no_id_and_kinds_of_words_stay_of_their_kind():
    entry = Entry("e1", CODE, "ann", 60, NOON.date(), Grade.ATTESTED, note="annual")

    given = nobodys(entry, "ann", "x")

    assert (given.note, given.resident_id) == ("annual", "x")
    assert given.grade is Grade.ATTESTED
