"""How surely somebody is known, and what is asked for."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chassis.errors import Forbidden
from services.expression.domain.residents.assurance import assure, require_assured
from services.expression.domain.residents.resident import Resident, register

from .builders import NOON, PLACE

ASKED = {"raise": "staff_verified", "speak": "self_declared", "vote": "real_name"}
MEI = Resident("r-mei", PLACE, NOON)


@pytest.mark.parametrize(
    ("level", "deed", "granted"),
    [
        ("", "speak", True),
        ("", "raise", False),
        ("anonymous", "speak", False),
        ("staff_verified", "raise", True),
        ("staff_verified", "vote", False),
        ("real_name", "vote", True),
    ],
)
def test_a_deed_asks_for_its_level(level, deed, granted):
    who = replace(MEI, assurance=level)

    if granted:
        require_assured(who, deed, ASKED)
        return
    with pytest.raises(Forbidden) as refused:
        require_assured(who, deed, ASKED)
    assert ASKED[deed] in refused.value.en
    assert "须达到" in refused.value.zh


def test_staff_vouch_for_whom_they_enter_something_for():
    require_assured(None, "raise", ASKED, vouched=True)
    with pytest.raises(Forbidden):
        require_assured(None, "raise", ASKED)


def test_the_latest_word_counts_whatever_comes_first():
    later = assure(None, "r-1", division=PLACE, level="real_name", at=NOON + timedelta(days=1))
    registered, _ = register(
        later, "r-1", division=PLACE, registered_at=NOON, assurance="self_declared"
    )
    early = assure(registered, "r-1", division=PLACE, level="self_declared", at=NOON)

    assert registered.assurance == early.assurance == "real_name"
