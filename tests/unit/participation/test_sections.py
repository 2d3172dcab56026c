from datetime import date

import pytest

from services.participation.domain.sections import Edition, Section, in_force, take_up, whole

COMMUNITY = "440605126009"
MAY, JUNE = date(2019, 5, 1), date(2019, 6, 1)


def an_edition(days, *, start=MAY, division="440605", number=1, standard="plan"):
    return Edition(standard, number, division, start, {"notice_days": days})


def section_of(*editions):
    section = Section("certificates")
    for edition in editions:
        section = take_up(section, edition)
    return section


def test_before_a_standard_speaks_nothing_is_said():
    assert in_force(None, on=MAY, division=COMMUNITY) == {}
    assert in_force(section_of(an_edition(3, start=JUNE)), on=MAY, division=COMMUNITY) == {}


def test_the_latest_edition_in_force_holds():
    section = section_of(an_edition(3), an_edition(5, number=2, start=JUNE))

    assert in_force(section, on=MAY, division=COMMUNITY) == {"notice_days": 3}
    assert in_force(section, on=JUNE, division=COMMUNITY) == {"notice_days": 5}


def test_the_same_standard_again_replaces_its_copy():
    assert section_of(an_edition(3), an_edition(4)).editions == (an_edition(4),)


def test_a_standard_of_another_district_does_not_hold_here():
    section = section_of(an_edition(3, division="440606"))

    assert in_force(section, on=MAY, division=COMMUNITY) == {}


@pytest.mark.parametrize("said", [None, 0, -1, "9", True, 2.5])
def test_what_is_no_whole_number_leaves_the_default(said):
    assert whole({"notice_days": said}, "notice_days", 7) == 7
    assert whole({"notice_days": 9}, "notice_days", 7) == 9
