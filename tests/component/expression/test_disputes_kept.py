import json
from datetime import timedelta

import pytest

from chassis.sealing import Seal
from chassis.testing import token
from services.expression import inbound
from services.expression.events import VoicesForgotten
from services.expression.service import ExpressionService

from .disputing import CLERK, PLACE, Table, of

OLD, NEW = b"k" * 32, b"n" * 32
OPS = token("ops", sub="o")


@pytest.fixture
def table():
    return Table()


def erase(table, who):
    table.h.hears(inbound.ResidentErased(who, PLACE), twice=True)
    for _ in range(3):
        table.h.tick("forget_residents")


def everything(table):
    mine = ("disputes", "case_files", "case_looks", "mediators")
    rows = {name: table.h.backend.collections.get(name, {}) for name in mine}
    return json.dumps(rows, default=str) + json.dumps(table.file(), default=str)


def receipt(table, who):
    [one] = [e for e in table.h.announced if isinstance(e, VoicesForgotten)]
    assert one.resident_id == who
    return one.cut_off


def test_an_erased_party_is_nobody_in_the_file_and_the_mediation_ends(table):
    table.met()
    fact = {"happened_at": "2019-05-01T02:00:00Z", "source": "party", "text": "我没有车位"}
    table.done("facts", fact, as_=of("r-mei"))

    erase(table, "r-mei")

    assert "r-mei" not in everything(table)
    assert (table.state().ending, table.file()["facts"][0]["text"]) == ("withdrawn", "我没有车位")
    assert table.shown(as_=of("r-mei")).status == 404
    assert receipt(table, "r-mei")["cases"] == 1


def test_an_erased_party_of_a_case_that_ended_changes_nothing_but_whose_it_was(table):
    table.met()
    table.done("ending", {"ending": "failed", "reason": "分歧过大"})

    erase(table, "r-li")

    assert "r-li" not in everything(table)
    assert table.state().ending == "failed"
    assert len(table.named("DisputeEnded")) == 1


def test_an_erased_mediator_leaves_the_roster_and_the_case_waits_for_another(table):
    table.met()

    erase(table, "r-wang")

    assert "r-wang" not in everything(table)
    assert table.h.stored("mediators", "r-wang") is None
    assert (table.state().stage, table.state().owner) == ("opened", PLACE)
    cut_off = receipt(table, "r-wang")
    assert (cut_off["cases"], cut_off["mediators"]) == (1, 1)


def test_who_stood_down_or_was_only_named_as_kin_is_forgotten_too(table):
    table.mediator("r-wang", kin=["r-kin"])
    table.opened()
    table.accepts("r-wang")
    table.done("declaration", {"interest": "kin", "words": "亲戚"}, as_=of("r-wang"))
    table.shown(as_=of("r-mei"))

    erase(table, "r-kin")
    assert "r-kin" not in everything(table)
    assert table.h.stored("mediators", "r-wang").kin == ()
    table.h.announced.clear()
    erase(table, "r-wang")

    assert "r-wang" not in everything(table)


def test_looks_of_the_erased_are_nobodys(table):
    table.opened()
    table.shown(as_=of("r-mei"))

    erase(table, "r-mei")

    looks = table.h.get(f"/v1/disputes/{table.dispute_id}/looks", as_=CLERK).json["items"]
    assert all(one["looked_by"] != "r-mei" for one in looks)
    assert receipt(table, "r-mei")["looks"] == 1


def test_a_resident_who_only_withdraws_goes_on_with_the_mediation(table):
    table.met()

    table.h.hears(inbound.ConsentWithdrawn("r-mei", "expression", PLACE), twice=True)
    table.h.tick("forget_residents")

    assert table.state().stage == "mediating"
    assert table.shown(as_=of("r-mei")).status == 200


def test_an_old_case_is_destroyed_with_its_key(table):
    table.opened()
    table.done("ending", {"ending": "failed", "reason": "分歧过大"})
    table.h.now += timedelta(days=1826)
    table.h.tick("destroy_old_cases")
    assert table.h.stored("case_files", table.dispute_id) is not None

    table.h.now += timedelta(days=2)
    table.h.tick("destroy_old_cases")
    table.h.tick("destroy_old_cases")

    state = table.state()
    assert table.h.stored("case_files", table.dispute_id) is None
    assert (state.named, state.mentioned, state.clerk, state.ending) == ((), (), "", "failed")
    assert table.shown().status == 404


def test_a_case_that_is_open_is_never_destroyed(table):
    table.opened()
    table.h.now += timedelta(days=10_000)

    table.h.tick("destroy_old_cases")

    assert table.h.stored("case_files", table.dispute_id) is not None


def test_looks_are_kept_for_three_years(table):
    table.opened()
    table.shown()
    table.h.now += timedelta(days=1095)
    table.h.tick("let_go_of_old_looks")
    assert len(table.h.backend.collections["case_looks"]) == 1

    table.h.now += timedelta(days=2)
    table.h.tick("let_go_of_old_looks")

    assert table.h.backend.collections["case_looks"] == {}


def test_keys_of_files_are_wrapped_anew_and_nothing_is_opened(table, monkeypatch):
    table.opened()
    looks = len(table.h.backend.collections.get("case_looks", {}))
    changed = Seal(NEW, OLD)
    monkeypatch.setattr(ExpressionService.sealing, "in_memory", lambda _cls: changed)
    left = [table.h.get("/v1/key-change", as_=OPS).json["left"]]

    table.h.tick("wrap_case_keys_anew")

    left.append(table.h.get("/v1/key-change", as_=OPS).json["left"])
    assert left == [1, 0]
    assert len(table.h.backend.collections.get("case_looks", {})) == looks
    kept = table.h.stored("case_files", table.dispute_id)
    opened = Seal(NEW).unseal(kept.sealed, kept.wrapped_key, about=kept.id)
    assert opened["matter"] == table.file()["matter"]
    assert table.h.get("/v1/key-change", as_=CLERK).status == 403


def test_a_file_nobody_can_open_holds_up_no_receipt_and_no_other_key(table, monkeypatch):
    table.opened()
    table.h.backend.collections["case_files"][table.dispute_id]["wrapped_key"] = "broken"
    monkeypatch.setattr(ExpressionService.sealing, "in_memory", lambda _cls: Seal(NEW, OLD))

    table.h.tick("wrap_case_keys_anew")
    table.h.hears(inbound.ResidentErased("r-mei", PLACE))
    for _ in range(2):
        table.h.tick("forget_residents")

    assert receipt(table, "r-mei").get("cases", 0) == 0
