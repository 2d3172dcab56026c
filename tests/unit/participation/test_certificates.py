from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from chassis.errors import Invalid, NotFound, Refused
from services.participation.domain.certificates.certificate import (
    Certificate,
    Status,
    ask,
    issue,
    put_on_notice,
)
from services.participation.domain.certificates.objections import (
    Answer,
    answer,
    notice_of,
    object_to,
    recall,
)
from services.participation.domain.hours.ledger import Entry, Grade
from services.participation.domain.hours.reversals import Correction, Reason, reverse
from services.participation.events import CertificateIssued, CertificateRevoked

NOW = datetime(2019, 5, 6, 4, tzinfo=UTC)
TODAY, CODE = date(2019, 5, 6), "440605126009"
WANTED = Certificate("c1", CODE, "r1", date(2019, 1, 1), TODAY, NOW)


def a_line(identity="e1", minutes=90, day=TODAY, grade=Grade.ATTESTED):
    return Entry(identity, CODE, "r1", minutes, day, grade)


LEDGER = [a_line(), a_line("e2", 60, date(2019, 2, 1), Grade.SYSTEM)]


def asked(ledger=LEDGER, **changes):
    return ask(replace(WANTED, **changes), ledger, under_way=False, now=NOW)


def on_notice():
    return put_on_notice(asked(), today=TODAY, days=7)


def after_notice(days=8):
    return NOW + timedelta(days=days)


def test_a_certificate_holds_the_hours_of_its_days_the_grades_apart():
    certificate = asked([*LEDGER, a_line("e0", 30, date(2018, 12, 31))])

    assert [line.entry_id for line in certificate.service] == ["e2", "e1"]
    assert certificate.minutes(Grade.SYSTEM) == 60
    assert certificate.minutes(Grade.ATTESTED) == 90


def test_reversed_hours_are_left_out():
    line, _ = reverse(LEDGER[0], None, Correction("wu", Reason.MISTYPED))

    assert [one.entry_id for one in asked([*LEDGER, line]).service] == ["e2"]
    with pytest.raises(Refused, match="no hours"):
        asked([LEDGER[0], line])


@pytest.mark.parametrize(
    "days",
    [
        {"first_day": TODAY, "last_day": date(2019, 5, 5)},
        {"last_day": date(2019, 5, 7)},
    ],
)
def test_the_days_are_past_and_in_order(days):
    with pytest.raises(Invalid):
        asked(**days)


def test_one_at_a_time():
    with pytest.raises(Refused, match="under way"):
        ask(WANTED, LEDGER, under_way=True, now=NOW)


def test_more_lines_than_a_certificate_holds_are_refused():
    with pytest.raises(Refused, match="fewer days"):
        asked([a_line(f"e{n}", 1) for n in range(501)])


def test_the_public_sees_days_and_hours_and_nobody():
    notice = notice_of(on_notice())

    assert notice_of(asked()) is None
    assert (notice.notice_until, notice.system_minutes) == (date(2019, 5, 13), 60)
    assert "r1" not in vars(notice).values()


def test_nothing_is_issued_before_the_notice_is_over():
    with pytest.raises(Refused, match="2019-05-13"):
        issue(on_notice(), set(), by="wu", now=after_notice(7))

    issued, events = issue(on_notice(), set(), by="wu", now=after_notice(8))

    assert (issued.status, issued.issued_by) == (Status.ISSUED, "wu")
    assert events == [CertificateIssued("r1", "c1", date(2019, 1, 1), TODAY, 60, 90, CODE)]


def test_no_step_is_skipped_or_taken_twice():
    with pytest.raises(Refused):
        issue(asked(), set(), by="wu", now=after_notice())
    with pytest.raises(Refused):
        put_on_notice(on_notice(), today=TODAY, days=7)
    issued, _ = issue(on_notice(), set(), by="wu", now=after_notice())
    with pytest.raises(Refused):
        issue(issued, set(), by="wu", now=after_notice())


def test_an_objection_holds_a_certificate_up_until_it_is_answered():
    objected = object_to(on_notice(), by="bob", text="当日无班次", now=after_notice(7))

    with pytest.raises(Refused, match="no answer"):
        issue(objected, set(), by="wu", now=after_notice())
    settled = answer(objected, Answer(1, upheld=False, text="已核实", by="wu"))
    issued, _ = issue(settled, set(), by="wu", now=after_notice())
    assert issued.objections[0].answer == "已核实"


def test_an_objection_that_is_upheld_ends_it():
    objected = object_to(on_notice(), by="bob", text="当日无班次", now=NOW)

    ended = answer(objected, Answer(1, upheld=True, text="属实", by="wu"))

    assert (ended.status, ended.ended_for) == (Status.DECLINED, "objection_upheld")


def test_after_the_notice_nobody_objects():
    with pytest.raises(Refused, match="not on notice"):
        object_to(on_notice(), by="bob", text="x", now=after_notice(8))
    with pytest.raises(Refused, match="not on notice"):
        object_to(asked(), by="bob", text="x", now=NOW)


def test_nobody_answers_their_own_objection_nor_one_twice():
    objected = object_to(on_notice(), by="wu", text="x", now=NOW)

    with pytest.raises(Refused, match="somebody else"):
        answer(objected, Answer(1, upheld=False, text="x", by="wu"))
    settled = answer(objected, Answer(1, upheld=False, text="x", by="guan"))
    with pytest.raises(Refused, match="settled"):
        answer(settled, Answer(1, upheld=True, text="x", by="guan"))
    with pytest.raises(NotFound):
        answer(objected, Answer(2, upheld=True, text="x", by="guan"))


def test_hours_reversed_meanwhile_keep_it_from_being_issued():
    with pytest.raises(Refused, match="reversed"):
        issue(on_notice(), {"e1"}, by="wu", now=after_notice())


def test_a_reversal_revokes_what_was_issued_and_ends_what_was_not():
    issued, _ = issue(on_notice(), set(), by="wu", now=after_notice())

    revoked, events = recall(issued, "e1")

    assert (revoked.status, revoked.ended_for) == (Status.REVOKED, "hours_reversed")
    assert events == [CertificateRevoked("r1", "c1", "hours_reversed", CODE)]
    assert recall(on_notice(), "e1")[0].status is Status.DECLINED
    assert recall(issued, "other") == (issued, [])
    assert recall(revoked, "e1") == (revoked, [])
