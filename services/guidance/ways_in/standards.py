"""Ways in to standards: officials publish them, everyone reads them."""

from datetime import date, datetime
from typing import Any

from chassis.errors import Invalid, NotFound
from chassis.events import Event
from chassis.http.call import Call
from chassis.service import get, post, put

from ..domain.rulebook import Rulebook, Ruling, enter, in_force
from ..domain.rules import SECTIONS
from ..domain.scores import BEIJING
from ..domain.standards import Draft, Standard, publish, supersede
from ..schemas.standards import PublishStandard, RulingView, StandardView, SupersedeStandard
from .kept import Kept

OFFICIALS = ("official", "integrator")
ASKED = {
    "section": "the section: ladder, points, deadlines, quorums, majority and so on",
    "on": "the day, today where it is left out",
    "district": "the district; may be left out while standards are known of one district only",
}


class Standards(Kept):
    """What officials own: rules that are data, versioned, in force from a day."""

    @post("/v1/standards", body=PublishStandard, view=StandardView, roles=OFFICIALS, bulk=True)
    def publish_standard(self, call: Call) -> Standard:
        """Officials publish a plan or guideline; the same one sent again is no change."""
        call.covers(call.body.division)
        known = self.standards.find(call.body.reference)
        return self._keep(*publish(known, _new(call.body), by=call.principal.sub, now=call.now))

    @put("/v1/standards/{standard_id}", body=SupersedeStandard, view=StandardView, roles=OFFICIALS)
    def supersede_standard(self, call: Call, standard_id: str) -> Standard:
        """Officials publish the next version of a standard; earlier ones stay as they are."""
        standard = self.standards.get(standard_id)
        call.covers(standard.division)
        draft = _next(standard, call.body)
        return self._keep(*supersede(standard, draft, by=call.principal.sub, now=call.now))

    def _keep(self, standard: Standard, events: list[Event]) -> Standard:
        if events:
            self.rulebooks.save(enter(self.rulebooks.find(standard.division), standard))
            self.standards.save(standard, events)
        return standard

    @get("/v1/standards", view=StandardView, paged=True, public=True)
    def list_standards(self, call: Call) -> dict[str, Any]:
        """Anyone reads the standards of a district."""
        return self.standards.page({}, call)

    @get("/v1/standards/in-force", view=RulingView, public=True, query=ASKED)
    def show_rules_in_force(self, call: Call) -> Ruling:
        """Anyone reads what a section says on a day, and which standard says it."""
        section, on = _section(call.query.get("section")), _day(call.query.get("on"), call.now)
        ruling = in_force(self._rulebook(call), section, on)
        if ruling is None:
            raise NotFound("rules in force", f"{section} {on}")
        return ruling

    @get("/v1/standards/{standard_id}", view=StandardView, public=True)
    def show_standard(self, call: Call, standard_id: str) -> Standard:  # noqa: ARG002 - public
        """Anyone reads a standard with all its versions."""
        return self.standards.read(standard_id)

    def _rulebook(self, call: Call) -> Rulebook | None:
        asked = call.query.get("district")
        if asked:
            return self.rulebooks.find(asked)
        books = self.rulebooks.all(limit=2)
        if len(books) > 1:
            raise Invalid("district-missing", "name the district", "请指明区县", field="district")
        return books[0] if books else None


def _new(body: PublishStandard) -> Draft:
    return Draft(
        body.reference, body.title, body.kind, body.in_force_from, body.rules, body.division
    )


def _next(standard: Standard, body: SupersedeStandard) -> Draft:
    return Draft(
        standard.id, body.title, body.kind, body.in_force_from, body.rules, standard.division
    )


def _section(asked: str | None) -> str:
    if asked not in SECTIONS:
        names = ", ".join(SECTIONS)
        raise Invalid("no-section", f"sections are {names}", f"章节有 {names}", field="section")
    return str(asked)


def _day(asked: str | None, now: datetime) -> date:
    if not asked:
        return now.astimezone(BEIJING).date()
    try:
        return date.fromisoformat(asked)
    except ValueError as error:
        raise Invalid("no-date", f"{asked} is no date", f"{asked} 不是日期", field="on") from error
