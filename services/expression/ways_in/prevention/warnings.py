"""Ways in to early warnings: what builds up is looked for on schedule, and answered to."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from chassis.http.call import Call
from chassis.service import every, get

from ...domain.prevention.occurrences import (
    Cluster,
    Occurrence,
    join,
    of_topic,
    read_cluster,
    windows,
)
from ...domain.prevention.proactive import attend, matter_of
from ...domain.prevention.sketches import Alike
from ...domain.prevention.warnings import EarlyWarning, Seen, days_of, judge
from ...domain.rules.calendar import ONE_DAY, day_of
from ...domain.topics.topic import Topic
from ...domain.walks import Walk
from ...schemas.warnings import WarningView
from ..kept import Kept

LOOKED_AT_ONCE, SHOWN, MOST_DAYS = 50, 20, 2000
WALK = "warnings"


class WarningWays(Kept):
    """How a place is warned of what builds up there."""

    def note_occurrence(self, *occurrences: Occurrence) -> None:
        """Count what happened with the others of its clusters, in the unit in which it happens."""
        for one in occurrences:
            before = self.occurrences.find(one.id)
            self.occurrences.save(one)
            for cluster in set(one.clusters) - set(before.clusters if before else ()):
                self._count_in_cluster(read_cluster(cluster, one.category), one.day)

    def _count_in_cluster(self, cluster: Cluster, day: str) -> None:
        self.occurrence_days.add(
            f"{cluster.id}:{day}",
            cluster=cluster.id,
            division=cluster.place,
            category=cluster.category,
            day=day,
            count=1,
        )

    def note_raised(self, topic: Topic, alike: list[Alike]) -> None:
        """Count a topic with those of its category, and with those that say nearly the same."""
        fresh = of_topic(topic.id, topic.division, topic.category, topic.raised_at)
        likest = self.occurrences.find_all(one.id for one in alike)
        self.note_occurrence(*join(fresh, likest.values()))

    @every(seconds=600)
    def find_warnings(self) -> bool:
        """What builds up somewhere is warned of, and what fell again no more."""
        more = self._look_where_something_happened()
        return self._look_again_at_what_stands() or more

    def _look_where_something_happened(self) -> bool:
        today = day_of(self.work.now)
        walk = self.walks.find(WALK) or Walk(WALK)
        days = [(today - ONE_DAY).isoformat(), today.isoformat()]
        query = {"day": {"$in": days}, "_id": {"$gt": walk.after}}
        rows = self.occurrence_days.where(query, limit=LOOKED_AT_ONCE)
        for cluster, category in {row["cluster"]: row["category"] for row in rows}.items():
            self._look_at_cluster(read_cluster(cluster, category), today)
        more = len(rows) == LOOKED_AT_ONCE
        after = rows[-1]["id"] if more else ""
        if after != walk.after:
            self.walks.save(Walk(WALK, after))
        return more

    def _look_again_at_what_stands(self) -> bool:
        today = day_of(self.work.now)
        query = {"open": True, "looked_on": {"$lt": today.isoformat()}}
        standing = self.warnings.where(query, limit=LOOKED_AT_ONCE)
        for known in standing:
            self._look_at_cluster(read_cluster(known.id, known.category), today)
        return len(standing) == LOOKED_AT_ONCE

    def _look_at_cluster(self, cluster: Cluster, today: date) -> None:
        rules = self.rules_at(cluster.place)
        known = self.warnings.find(cluster.id)
        seen = self._seen_of(cluster, rules.conduct.warnings, today)
        after, announced = judge(
            known, cluster, seen, rules=rules.conduct.warnings, now=self.work.now
        )
        if after is None or after == known:
            return
        if announced and after.open and after.topic_id:
            matter = self.topics.find(after.topic_id)
            self.topics.save(attend(matter, after, rules=rules, now=self.work.now))
        self.warnings.save(after, announced)

    def _seen_of(self, cluster: Cluster, rules: Any, today: date) -> Seen:
        days, number = days_of(cluster.kind, rules), rules["windows"] + 1
        since = (today - timedelta(days=days * number - 1)).isoformat()
        rows = self.occurrence_days.where(
            {"cluster": cluster.id, "day": {"$gte": since}}, limit=MOST_DAYS
        )
        counted = {row["day"]: row["count"] for row in rows}
        last = (today - timedelta(days=days - 1)).isoformat()
        evidence = self.occurrences.of(cluster.id, last, SHOWN)
        return Seen(
            windows(counted, today=today, days=days, number=number),
            tuple(one.id for one in evidence),
            matter_of(cluster, self._standing_matters(cluster), self.work.now),
        )

    def _standing_matters(self, cluster: Cluster) -> Iterable[Topic]:
        query = {"division": cluster.place, "category": cluster.category, "open": True}
        found = self.warnings.where(query, limit=SHOWN)
        return self.topics.find_all(one.topic_id for one in found if one.topic_id).values()

    @get(
        "/v1/warnings",
        view=WarningView,
        paged=True,
        roles=("worker", "official", "center", "integrator", "ops"),
        query={"open": "yes: only those that stand", "kind": "only of this kind"},
    )
    def list_warnings(self, call: Call) -> dict[str, Any]:
        """Staff see what builds up in their divisions, or did, with the evidence."""
        asked: dict[str, Any] = {"kind": call.query["kind"]} if "kind" in call.query else {}
        standing = {"open": True} if call.query.get("open") == "yes" else {}
        page = self.warnings.page(asked | standing, call)
        return {**page, "items": [_shown(one) for one in page["items"]]}


def _shown(warning: EarlyWarning) -> WarningView:
    shown = {name: value for name, value in vars(warning).items() if name != "subject"}
    return WarningView(**shown)
