"""Ways in to certificates of volunteer service and their public notice."""

from dataclasses import replace
from typing import Any

from chassis.events import Event
from chassis.http.call import Call
from chassis.http.ways_in import get, post

from ...domain.certificates.certificate import (
    MOST_READ,
    NOTICE_DAYS,
    OPEN,
    Award,
    Certificate,
    Status,
    Training,
    ask,
    issue,
    put_on_notice,
)
from ...domain.certificates.objections import Answer, Notice, answer, notice_of, object_to, recall
from ...domain.days import local_day
from ...domain.hours.ledger import Entry
from ...domain.hours.reversals import reversal_of
from ...domain.residents.accesses import Looked
from ...domain.sections import whole
from ...schemas.certificates import (
    AnswerObjection,
    AskCertificate,
    CertificateView,
    MakeObjection,
    NoticeView,
    PutOnNotice,
    shown,
)
from ..residents.personal import Personal

OFFICE = ("worker", "official")
MOST_OF_ONE = 1000
ON_CERTIFICATE = "本人查看志愿服务证明上的姓名"


class CertificateWaysIn(Personal):
    """Certificates: asked for, on public notice, objected to, issued, revoked."""

    @post(
        "/v1/certificates", body=AskCertificate, view=CertificateView, roles=("resident", *OFFICE)
    )
    def ask_certificate(self, call: Call) -> CertificateView:
        """A resident asks for a certificate of the hours they served."""
        call.speaks_for(call.body.resident_id)
        resident = self.present(call.body.resident_id)
        call.covers(resident.division)
        days = {"$gte": call.body.first_day.isoformat(), "$lte": call.body.last_day.isoformat()}
        ledger = self.hours.where({"resident_id": resident.id, "served_on": days}, limit=MOST_READ)
        wanted = Certificate(
            call.new_id(),
            resident.division,
            resident.id,
            call.body.first_day,
            call.body.last_day,
            call.now,
        )
        under_way = bool(self._certificates_of(resident.id, *OPEN))
        return self._keep_certificate(ask(wanted, ledger, under_way=under_way, now=call.now))

    @post(
        "/v1/certificates/{certificate_id}/notice",
        body=PutOnNotice,
        view=CertificateView,
        roles=OFFICE,
    )
    def put_on_notice(self, call: Call, certificate_id: str) -> CertificateView:
        """The office adds training, awards and evaluation, and lets the public see it."""
        certificate, today = self.certificates.get(certificate_id), local_day(call.now)
        recorded = replace(
            certificate,
            training=tuple(Training(**vars(one)) for one in call.body.training),
            awards=tuple(Award(**vars(one)) for one in call.body.awards),
            evaluation=call.body.evaluation,
        )
        said = self.rules("certificates", on=today, division=certificate.division)
        days = whole(said, "notice_days", NOTICE_DAYS)
        return self._keep_certificate(put_on_notice(recorded, today=today, days=days))

    @post(
        "/v1/notices/{certificate_id}/objections",
        body=MakeObjection,
        view=NoticeView,
        roles=("resident", "captain", *OFFICE),
    )
    def object_to_certificate(self, call: Call, certificate_id: str) -> Notice:
        """Anybody who takes part objects to a certificate while it is on notice."""
        certificate, by = self.certificates.get(certificate_id), call.principal.sub
        self._keep_certificate(object_to(certificate, by=by, text=call.body.text, now=call.now))
        return self.notices.read(certificate_id)

    @post(
        "/v1/certificates/{certificate_id}/objections/{number}/answer",
        body=AnswerObjection,
        view=CertificateView,
        roles=OFFICE,
    )
    def answer_objection(self, call: Call, certificate_id: str, number: str) -> CertificateView:
        """The office settles an objection; one that is upheld ends the certificate."""
        certificate = self.certificates.get(certificate_id)
        which = int(number) if number.isascii() and number.isdigit() else 0
        said = Answer(which, call.body.upheld, call.body.text, call.principal.sub)
        return self._keep_certificate(answer(certificate, said))

    @post("/v1/certificates/{certificate_id}/issue", view=CertificateView, roles=OFFICE)
    def issue_certificate(self, call: Call, certificate_id: str) -> CertificateView:
        """The office issues a certificate whose notice is over: who records certifies."""
        certificate = self.certificates.get(certificate_id)
        self.present(certificate.resident_id)
        reversals = self.hours.find_all(reversal_of(e.entry_id) for e in certificate.service)
        undone = {str(line.reverses) for line in reversals.values()}
        issued, events = issue(certificate, undone, by=call.principal.sub, now=call.now)
        return self._keep_certificate(issued, events)

    def recall_certificates(self, entry: Entry) -> None:
        """End the certificates that rest on a line of the ledger that was reversed."""
        for certificate in self._certificates_of(entry.resident_id, *OPEN, Status.ISSUED):
            after, events = recall(certificate, entry.id)
            if after is not certificate:
                self._keep_certificate(after, events)

    def forget_certificates(self, resident_id: str) -> None:
        """Remove what was certified about a resident who is forgotten, and its public notices."""
        for certificate in self.certificates.where({"resident_id": resident_id}, limit=MOST_OF_ONE):
            self.notices.remove(certificate.id)
            self.certificates.remove(certificate.id)

    def _certificates_of(self, resident_id: str, *statuses: Status) -> list[Certificate]:
        wanted = {"resident_id": resident_id, "status": {"$in": [one.value for one in statuses]}}
        found = self.certificates.where(wanted, limit=MOST_OF_ONE)
        return [one for one in found if one.status in statuses]

    def _keep_certificate(
        self, certificate: Certificate, events: list[Event] | None = None
    ) -> CertificateView:
        notice = notice_of(certificate)
        if notice is not None and notice != self.notices.find(notice.id):
            self.notices.save(notice)
        self.certificates.save(certificate, events or [])
        return shown(certificate)

    @get(
        "/v1/certificates/{certificate_id}",
        view=CertificateView,
        roles=("resident", *OFFICE),
        logged=True,
    )
    def show_certificate(self, call: Call, certificate_id: str) -> CertificateView:
        """A resident, or the office of their division, reads the five parts."""
        certificate = self.certificates.read(certificate_id)
        call.speaks_for(certificate.resident_id)
        own = call.principal.sub == certificate.resident_id and not call.principal.divisions
        return shown(certificate, self._own_name(call) if own else None)

    def _own_name(self, call: Call) -> str | None:
        person = self.people.find(call.principal.sub)
        if person is None:
            return None
        return self.look(call, person, Looked.CERTIFICATE, ON_CERTIFICATE).get("name")

    @get("/v1/notices", view=NoticeView, paged=True, public=True)
    def list_notices(self, call: Call) -> dict[str, Any]:
        """Anybody sees what certificates are on notice: hours and days, no names."""
        return self.notices.page({"status": Status.ON_NOTICE.value}, call)

    @get("/v1/notices/{certificate_id}", view=NoticeView, public=True)
    def show_notice(self, _call: Call, certificate_id: str) -> Notice:
        """Anybody sees whether a certificate is on notice, issued, declined or revoked."""
        return self.notices.read(certificate_id)
