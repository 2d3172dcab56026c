from dataclasses import replace
from datetime import date

import pytest

from chassis.errors import Refused
from services.participation.domain.communities.community import (
    flag_weak,
    join_pilot,
    recover,
    set_setting,
)
from services.participation.domain.divisions.division import Division, Kind, Pilot, Setting
from services.participation.events import CommunityFlaggedWeak, CommunityRecovered

CODE = "440605126009"
MAY, JUNE = date(2018, 5, 1), date(2018, 6, 1)
PILOT = Pilot("2018-1", date(2018, 2, 1), "district")


def a_community(*, kind=Kind.RESIDENTS_COMMITTEE):
    committee = kind is not Kind.SPECIAL_ZONE
    return Division(CODE, CODE, "大步", kind, "440605126", committee)


def test_a_community_joins_a_round_of_pilots():
    pilot = join_pilot(a_community(), pilot=PILOT, setting=Setting.RURAL)

    assert (pilot.pilot, pilot.setting) == (PILOT, Setting.RURAL)


def test_a_zone_without_a_committee_is_no_pilot():
    with pytest.raises(Refused):
        join_pilot(a_community(kind=Kind.SPECIAL_ZONE), pilot=PILOT, setting=None)


def test_a_weak_community_is_announced():
    weak, events = flag_weak(a_community(), reason="没有议事", today=MAY)

    assert weak.weak
    assert events == [CommunityFlaggedWeak(CODE, "没有议事", CODE)]


def test_a_weak_community_is_not_flagged_again():
    weak, _ = flag_weak(a_community(), reason="没有议事", today=MAY)

    with pytest.raises(Refused):
        flag_weak(weak, reason="没有议事", today=JUNE)


def test_a_recovered_community_keeps_the_history_of_its_weakness():
    weak, _ = flag_weak(a_community(), reason="没有议事", today=MAY)

    recovered, events = recover(weak, today=JUNE)

    assert not recovered.weak
    assert [(w.flagged_on, w.recovered_on) for w in recovered.rectifications] == [(MAY, JUNE)]
    assert events == [CommunityRecovered(CODE, CODE)]


def test_a_community_that_is_not_weak_does_not_recover():
    with pytest.raises(Refused):
        recover(a_community(), today=JUNE)


def joined(*pilots):
    community = a_community()
    for pilot in pilots:
        community = join_pilot(community, pilot=pilot, setting=None)
    return community


TOWN_PILOT = Pilot("2019-里水", date(2019, 3, 1), "town")


def test_a_community_may_be_in_several_rounds():
    community = joined(TOWN_PILOT, PILOT)

    assert community.pilots == (PILOT, TOWN_PILOT)
    assert community.pilot == TOWN_PILOT
    assert {"level=town", "round=2018-1", "round=2018-1&level=district"} <= set(
        community.pilot_marks
    )
    assert "round=2018-1&level=town" not in community.pilot_marks


def test_the_same_round_again_corrects_its_day():
    community = joined(PILOT, replace(PILOT, since=date(2018, 3, 1)))

    assert [pilot.since for pilot in community.pilots] == [date(2018, 3, 1)]


def test_the_round_of_a_community_that_was_kept_alone_is_not_lost():
    before = replace(a_community(), pilot=PILOT)

    assert join_pilot(before, pilot=TOWN_PILOT, setting=None).pilots == (PILOT, TOWN_PILOT)


def test_a_community_is_no_pilot_before_it_stood():
    young = replace(a_community(), valid_from=date(2018, 3, 1))

    with pytest.raises(Refused) as refusal:
        join_pilot(young, pilot=PILOT, setting=None)

    assert refusal.value.code == "before-it-stood"


def test_a_community_is_urban_or_rural_and_a_town_is_neither():
    town = replace(a_community(kind=Kind.TOWN), committee=False)

    assert set_setting(a_community(), setting=Setting.URBAN).setting is Setting.URBAN
    with pytest.raises(Refused):
        set_setting(town, setting=Setting.URBAN)


@pytest.mark.parametrize(
    "act",
    [
        lambda gone: join_pilot(gone, pilot=PILOT, setting=None),
        lambda gone: set_setting(gone, setting=Setting.URBAN),
        lambda gone: flag_weak(gone, reason="没有议事", today=JUNE),
    ],
)
def test_of_a_community_that_ended_nothing_new_is_said(act):
    gone = replace(a_community(), valid_to=MAY, successors=("440605126010",))

    with pytest.raises(Refused) as refusal:
        act(gone)

    assert refusal.value.code == "division-ended"


def test_a_community_that_ended_while_weak_can_still_recover():
    weak, _ = flag_weak(a_community(), reason="没有议事", today=MAY)

    recovered, _ = recover(replace(weak, valid_to=JUNE), today=JUNE)

    assert not recovered.weak
