"""Read model of a case: how far it is, and of its file what its reader may see."""

from ..domain.disputes.dispute import Case
from ..domain.disputes.facts import in_order_of_time
from ..domain.disputes.file import CaseFile
from ..schemas.disputes import CaseView


def case_shown(case: Case, you_are: str, file: CaseFile) -> CaseView:
    """Show a case to somebody, its facts in the order of time."""
    dispute = case.dispute
    return CaseView(
        id=dispute.id,
        stage=dispute.stage,
        kind=dispute.kind,
        division=dispute.division,
        you_are=you_are,
        step=dispute.step,
        owner=dispute.owner,
        due_at=dispute.due_at,
        limit_at=dispute.limit_at,
        clerk=dispute.clerk,
        mediators=dispute.mediators,
        candidates=dispute.candidates,
        file=vars(file) | {"facts": in_order_of_time(file.facts)},
    )
