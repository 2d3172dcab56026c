"""Opinion groups: found anew by the clock where votes were cast, and shown to everyone."""

from collections.abc import Iterable
from typing import Any

from chassis.http.call import Call
from chassis.service import every, get
from chassis.store.documents import from_document
from chassis.work.apart import Apart

from ..domain.opinions.groupings import Grouping, may_have_groups
from ..domain.topics.topic import Topic
from .topics.statements import StatementWays

AT_ONCE = 10


class OpinionWays(StatementWays):
    """How it becomes visible who votes alike on a topic, and what all of them share."""

    find_groups = Apart("grouping:find_groups")

    @get("/v1/topics/{topic_id}/opinions", view=Grouping)
    def show_opinions(self, call: Call, topic_id: str) -> Grouping:  # noqa: ARG002 - public
        """Everyone sees the opinion groups of a topic and the statements that they share."""
        topic = self.topics.read(topic_id)
        return self.groupings.find(topic.id) or Grouping(topic.id, topic.division)

    @every(seconds=30)
    def group_opinions(self) -> bool:
        """Topics that were voted on since get their groups anew, the most changed first."""
        due = self.topic_totals.ungrouped(AT_ONCE)
        topics = self.topics.find_all(row["id"] for row in due)
        self._group(topic for topic in topics.values() if self._may_have_groups(topic))
        # votes that came meanwhile stay due, whether they were seen already or not
        for row in due:
            settled = -row["ungrouped"]
            self.topic_totals.add(row["id"], division=row["division"], ungrouped=settled)
        return len(due) == AT_ONCE

    def _may_have_groups(self, topic: Topic) -> bool:
        counted = map(self.topic_totals.get, self._with_merged(topic.id))
        return may_have_groups(row.get("voters", 0) for row in counted)

    def _group(self, topics: Iterable[Topic]) -> None:
        asked = [self._question(topic) for topic in topics]
        self.groupings.find_all(one["topic_id"] for one in asked)
        for found in self.find_groups(self.work, asked) if asked else ():
            self.groupings.save(from_document({**found, "_id": found["id"]}, Grouping))

    def _question(self, topic: Topic) -> dict[str, Any]:
        on, at = self._with_merged(topic.id), self.work.now.isoformat()
        return {"topic_id": topic.id, "division": topic.division, "on": on, "at": at}
