from datetime import timedelta

import pytest

from chassis.errors import Refused
from services.collaboration.domain.calls import CallForHelp, answer, ask, end
from services.collaboration.domain.credits import Account, accounts, captains_account
from services.collaboration.domain.offers import Offer, offer, take
from services.collaboration.domain.todos import Todo, note, settle
from services.collaboration.events import SpaceTakenUp
from tests.unit.collaboration.builders import COMMUNITY, LATER, NOON

AFTERWARDS = LATER + timedelta(hours=1)


def a_call(**changes):
    return CallForHelp(COMMUNITY, COMMUNITY, "no meeting", **({"as_of": NOON} | changes))


def an_offer(**changes):
    given = {"kind": "youth_home", "idle_days": 30, "offered_to": ("aid",), "offered_at": NOON}
    return Offer("space-1", COMMUNITY, **(given | changes))


def test_an_idle_space_is_offered_once_while_its_days_go_on_counting():
    fresh = an_offer(idle_days=31, offered_at=LATER)

    again = offer(an_offer(), fresh=fresh, found_at=LATER)

    assert again == an_offer(idle_days=31)


def test_a_space_that_falls_idle_after_it_was_taken_is_offered_anew():
    fresh = an_offer(offered_at=LATER)

    assert offer(an_offer(taken_by="aid"), fresh=fresh, found_at=LATER) == fresh


def test_one_organization_takes_an_idle_space():
    taken, events = take(an_offer(), organization_id="aid")

    assert events == [SpaceTakenUp(taken.id, "aid", taken.division)]
    assert take(taken, organization_id="aid") == (taken, [])
    with pytest.raises(Refused):
        take(taken, organization_id="other")


def test_a_weak_community_asks_for_help_until_it_recovers():
    call = answer(ask(None, fresh=a_call()), organization_id="volunteers")

    ended = end(call, community_id=COMMUNITY, as_of=LATER)

    assert call.answered_by == ("volunteers",)
    assert not ended.open
    with pytest.raises(Refused):
        answer(ended, organization_id="late")


def test_a_flag_that_arrives_after_the_recovery_asks_for_nothing():
    recovered = end(None, community_id=COMMUNITY, as_of=LATER)

    assert ask(recovered, fresh=a_call()) == recovered


def test_a_recovery_that_arrives_after_the_next_flag_ends_nothing():
    weak_again = ask(end(a_call(), community_id=COMMUNITY, as_of=LATER), fresh=a_call(
        as_of=AFTERWARDS
    ))  # fmt: skip

    assert end(weak_again, community_id=COMMUNITY, as_of=LATER) == weak_again
    assert weak_again.open


def test_a_todo_is_noted_once_and_settled_once():
    todo = Todo("n-1", COMMUNITY, "center-dali", "parking", "late", 1, NOON)

    done = settle(note(None, fresh=todo), now=LATER)

    assert note(done, fresh=todo) == done
    assert settle(done, now=AFTERWARDS).done_at == LATER


def test_a_captains_deed_is_credited_to_the_team_and_to_the_captain():
    assert accounts("team", resident_id="ana", captain=True) == (
        Account("team", "team"),
        captains_account("team", "ana"),
    )


def test_the_account_of_a_captain_does_not_spell_the_captain():
    assert "ana" not in captains_account("team", "ana").id


def test_a_members_deed_is_credited_to_the_organization_alone():
    assert accounts("team", resident_id="ana", captain=False) == (Account("team", "team"),)
    assert accounts(None, resident_id="ana", captain=False) == ()
