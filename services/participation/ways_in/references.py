"""Ways in from a caller's own numbers to the ids things have here."""

from chassis.http.call import Call
from chassis.http.ways_in import post

from ..domain.residents.resident import is_here
from ..schemas.references import FoundView, LookUp, Referred
from .kept import Kept


class ReferenceWaysIn(Kept):
    """What others know by a number is found by it: residents within the caller's divisions."""

    @post(
        "/v1/references",
        body=LookUp,
        view=FoundView,
        roles=("worker", "official", "center", "integrator"),
        status=200,
    )
    def look_up(self, call: Call) -> FoundView:
        """Staff and integrators learn which ids belong to their own numbers; nothing changes."""
        kind, numbers = call.body.kind, call.body.references
        if kind is Referred.RESIDENT:
            return FoundView(kind, self._residents(call))
        known = self.spaces if kind is Referred.SPACE else self.activities
        ids = {number: self.named(kind.value, number) for number in numbers}
        found = known.find_all(ids.values())
        return FoundView(kind, {number: one for number, one in ids.items() if one in found})

    def _residents(self, call: Call) -> dict[str, str]:
        ids = {number: self.sealing.pseudonym(number) for number in call.body.references}
        found = self.residents.find_all(ids.values())
        here = {
            identity
            for identity, resident in found.items()
            if is_here(resident) and call.principal.covers(resident.division)
        }
        return {number: identity for number, identity in ids.items() if identity in here}
