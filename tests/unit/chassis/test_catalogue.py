"""The catalogue says of every event what it means, where it goes and how it looks."""

from chassis.catalogue import catalogue, listeners
from chassis.contracts import contract_of
from tests.toys.counting.service import CountingService

AGREED = [contract_of(CountingService)]
TEXT = catalogue(AGREED)


def test_every_event_is_there_with_its_meaning_fields_and_a_sample():
    assert "### action_taken.v1\n\nSomebody did something." in TEXT
    assert "| `actor` | string | who did it |" in TEXT
    assert '{"actor":"a1","action_id":"x1","division":"440605124004"}' in TEXT


def test_it_says_who_hears_an_event_and_in_which_method():
    assert "Heard by: counting (`on_action_taken`)." in TEXT
    counted = TEXT.partition("### action_counted.v1")[2].partition("###")[0]
    assert "Heard by: others only." in counted


def test_it_draws_who_listens_to_whom():
    assert "  counting -->|1| counting\n  trying -->|1| counting" in TEXT


def test_a_service_listens_to_what_its_methods_hear_from_everywhere():
    assert listeners(AGREED) == {
        "counting": ["counting.action_taken.v1.#", "trying.trial_made.v1.#"]
    }
