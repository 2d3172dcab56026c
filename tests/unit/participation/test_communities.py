from datetime import date

import pytest

from chassis.errors import Refused
from services.participation.domain.communities import flag_weak, join_pilot, recover
from services.participation.domain.divisions import Division, Kind, Pilot, Setting
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
