from datetime import date

import pytest

from chassis.errors import Refused
from services.guidance.domain.rulebook import enter, first_day, in_force
from services.guidance.domain.standards import Standard
from services.guidance.events import StandardKind
from tests.unit.guidance.builders import NANHAI, a_rulebook, a_version, an_entry

MAY = date(2019, 5, 6)


def a_standard(identity, *versions):
    return Standard(identity, StandardKind.GUIDELINE, NANHAI, versions)


def test_the_latest_version_in_force_by_the_day_holds():
    book = a_rulebook(
        an_entry(),
        an_entry(number=2, in_force_from=MAY, rules={"points": {}}),
        an_entry(number=3, in_force_from=date(2019, 9, 1)),
    )

    assert in_force(book, "points", date(2019, 5, 5)).number == 1
    assert in_force(book, "points", MAY).number == 2
    assert in_force(book, "points", date(2020, 1, 1)).number == 3


def test_of_two_versions_from_the_same_day_the_later_holds():
    book = a_rulebook(an_entry(number=2), an_entry())

    assert in_force(book, "points", MAY).number == 2


def test_a_section_nobody_carries_is_not_in_force():
    assert in_force(a_rulebook(an_entry()), "quorums", MAY) is None
    assert in_force(None, "points", MAY) is None


def test_before_the_first_day_nothing_is_in_force():
    assert in_force(a_rulebook(an_entry()), "points", date(2018, 12, 31)) is None


def test_the_first_day_of_a_section_is_known():
    book = a_rulebook(an_entry(in_force_from=MAY), an_entry(number=2))

    assert first_day(book, "points") == date(2019, 1, 1)
    assert first_day(book, "quorums") is None


def test_a_standard_enters_the_rulebook_of_its_district():
    book = enter(None, a_standard("majority", a_version()))

    assert (book.id, book.division) == (NANHAI, NANHAI)
    assert in_force(book, "majority", MAY).standard_id == "majority"


def test_two_standards_cannot_rule_the_same_section_from_the_same_day():
    book = enter(None, a_standard("one", a_version()))

    with pytest.raises(Refused) as refused:
        enter(book, a_standard("two", a_version()))

    assert refused.value.field == "rules.majority"


def test_a_version_may_replace_its_predecessor_from_the_same_day():
    book = enter(None, a_standard("one", a_version()))

    book = enter(book, a_standard("one", a_version(), a_version(2, rules={"majority": 0.6})))

    assert in_force(book, "majority", MAY).rules == 0.6
