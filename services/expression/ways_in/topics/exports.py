"""Exports: every vote as it was cast, so that the deliberation can be held or studied elsewhere."""

from typing import Any

from chassis.http.call import Call
from chassis.service import get

from ...domain.topics.statements import belonging
from ...domain.topics.topic import Origin
from ...domain.topics.votes import Ballot
from ...schemas.exports import VoterTold, VoteTold
from ...views.exports import vote_told, voter_told
from .statements import StatementWays

# as with the matrix: systems hear who voted from the events, people who answer for a place do not
READERS = ("integrator",)
MOST_OF_A_VOTER = 10_000


class ExportWays(StatementWays):
    """How votes go out: by voter, and those brought in from elsewhere by statement."""

    @get("/v1/topics/{topic_id}/votes", view=VoterTold, paged=True, roles=READERS)
    def list_votes(self, call: Call, topic_id: str) -> dict[str, Any]:
        """Integrators read voter by voter what was voted, and when."""
        on = self._with_merged(topic_id)
        page = self.ballots.page(self.ballots.on(on), call)
        told = [voter_told(one, self._cast_here(one)) for one in page["items"]]
        return {**page, "items": told}

    def _cast_here(self, ballot: Ballot) -> list[Any]:
        query = {"voter_id": ballot.voter_id, "on": ballot.topic_id}
        return self.votes.where(query, limit=MOST_OF_A_VOTER)

    @get(
        "/v1/topics/{topic_id}/statements/{statement_id}/votes/import",
        view=VoteTold,
        paged=True,
        roles=READERS,
    )
    def list_imported_votes(self, call: Call, topic_id: str, statement_id: str) -> dict[str, Any]:
        """Integrators read every vote on a statement that was cast elsewhere."""
        topic = self.topics.read(topic_id)
        statement = belonging(self.statements.find(statement_id), statement_id, topic)
        if statement.origin is not Origin.IMPORT:
            return {"items": [], "next": None}
        page = self.imported_votes.page(self.imported_votes.on(statement.id), call)
        return {**page, "items": [vote_told(one) for one in page["items"]]}
