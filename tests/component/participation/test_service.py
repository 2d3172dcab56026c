from collections import Counter

from chassis.subscribing import subscriptions
from services.participation import inbound
from services.participation.service import ParticipationService
from services.participation.ways_in.kept import Kept

PARTS = [part for part in ParticipationService.__mro__ if issubclass(part, Kept)][1:]


def test_no_two_parts_share_the_name_of_a_method():
    names = Counter(name for part in PARTS for name in vars(part) if not name.startswith("__"))

    assert [name for name, times in names.items() if times > 1] == []


def test_everything_that_is_read_of_others_is_heard():
    heard = {subscription.reads.__name__ for subscription in subscriptions(ParticipationService)}
    parts_of_others = {"Inbound", "Served"}

    declared = {name for name in vars(inbound) if name[0].isupper() and name != name.upper()}
    assert declared - parts_of_others - {"Any", "ClassVar"} == heard
