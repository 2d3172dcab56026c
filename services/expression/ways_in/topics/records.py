"""Records: the whole story of a topic on one page, for programs and for people."""

from dataclasses import replace
from typing import Any

from chassis.errors import Invalid
from chassis.http.call import Call
from chassis.http.paging import Page, cursor_of, key_of
from chassis.service import get

from ...pages.record import page_of, statements_page_of
from ...schemas.records import StoryView
from ...views import record as views_record
from .statements import StatementWays

HTML = "text/html; charset=utf-8"
MOST_SHOWN = 50
FIRST_BY_NUMBER, FIRST_BY_TIME = (("number", 1), ("_id", 1)), (("at", 1), ("_id", 1))


class RecordWays(StatementWays):
    """How everyone reads what became of a topic, and of every promise that was made on it."""

    @get("/v1/topics/{topic_id}/record", view=StoryView)
    def show_record(self, call: Call, topic_id: str) -> StoryView:
        """Everyone reads the whole story of a topic: moves, promises kept or missed, results."""
        return self._story(call, topic_id)

    @get("/v1/topics/{topic_id}/record.html", media=HTML)
    def show_record_page(self, call: Call, topic_id: str) -> str:
        """The same as a page that a person can read and print."""
        return page_of(self._story(call, topic_id), call.now)

    @get(
        "/v1/topics/{topic_id}/statements.html",
        media=HTML,
        query={"cursor": "where the page begins, as the page before links to it"},
    )
    def show_statements_page(self, call: Call, topic_id: str) -> str:
        """What was said on a topic as a page that a person can read, some at a time."""
        topic = self.topics.read(topic_id)
        page = self.list_statements(replace(call, page=_page(call)), topic_id)
        following = cursor_of(page["next"]) if page["next"] else None
        return statements_page_of(topic, page["items"], following)

    def _story(self, call: Call, topic_id: str) -> StoryView:
        topic, about = self.topics.read(topic_id), {"topic_id": topic_id}
        texts = [f"{topic_id}-p{n + 1}" for n in range(min(topic.proposals, MOST_SHOWN))]
        objections = self.objections.where(about, sort=FIRST_BY_NUMBER, limit=MOST_SHOWN)
        kept = views_record.Kept(
            proposals=list(self.proposals.find_all(texts).values()),
            objections=objections,
            tellings=self.tellings.where(about, sort=FIRST_BY_TIME, limit=MOST_SHOWN),
            counted=self.topic_totals.get(topic_id),
        )
        return views_record.story(topic, kept, call.now)


def _page(call: Call) -> Page:
    cursor: Any = call.query.get("cursor")
    if not cursor:
        return Page(MOST_SHOWN)
    try:
        return Page(MOST_SHOWN, key_of(cursor))
    except ValueError as error:
        raise Invalid(
            "cursor-wrong", "no page begins here", "没有这一页", field="cursor"
        ) from error
