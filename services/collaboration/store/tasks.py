"""Joint tasks."""

from chassis.store import Collection, Index

from ..domain.tasks import Task


class Tasks(Collection[Task]):
    """Every joint task; anyone may see how far it is."""

    name = "tasks"
    holds = Task
    public = True
    indexes = (Index("division", "status"), Index("lead_id"), Index("topic_id"))
