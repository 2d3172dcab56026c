"""The way in to how surely a resident is known to be who they are."""

from chassis.http.call import Call
from chassis.http.ways_in import post

from ...domain.residents.assurance import assure
from ...domain.residents.resident import Resident
from ...schemas.assurance import Assure
from ...schemas.residents import ResidentView
from ..kept import Kept


class AssuranceWaysIn(Kept):
    """Residents: known by their own word, by staff, or by their real name."""

    @post(
        "/v1/residents/{resident_id}/assurance",
        body=Assure,
        view=ResidentView,
        status=200,
        roles=("worker", "official"),
    )
    def assure_resident(self, call: Call, resident_id: str) -> Resident:
        """Staff say how surely they know a resident; what they may do elsewhere follows it."""
        resident, person = self.residents.get(resident_id), self.people.find(resident_id)
        assured, announced = assure(
            resident,
            call.body.level,
            has_number=bool(person and person.mark),
            now=call.now,
        )
        if announced:
            self.residents.save(assured, announced)
        return assured
