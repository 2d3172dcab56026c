"""The public record of a topic as one page of HTML, to be read and printed; it runs no script."""

from collections.abc import Callable, Sequence
from datetime import datetime
from html import escape

from ..domain.topics.topic import Topic
from ..schemas.records import StoryView
from ..schemas.votes import StatementView
from .parts import (
    END,
    HEAD,
    act_of,
    facts_of,
    moment_of,
    open_or_ended,
    section,
    table_of,
    word_of,
)
from .record_outcomes import declined, ending, execution, kin, notice, resolution
from .words import KEPT


def page_of(story: StoryView, now: datetime) -> str:
    """Write the story of a topic as a page; whatever people wrote is text, never markup."""
    made = f"<p>议题公开记录 Public record · {moment_of(now)}</p>\n"
    parts = (part(story) for part in PARTS)
    return HEAD.format(title=escape(story.title)) + made + "".join(parts) + END


def statements_page_of(topic: Topic, items: Sequence[StatementView], following: str | None) -> str:
    """Write some of what was said on a topic as a page, with the way to the next."""
    rows = [
        (word_of(one.stage), one.made_at, one.text, one.agrees, one.disagrees, one.passes)
        for one in items
    ]
    heads = (
        "阶段 Stage",
        "时间 When",
        "发言 Statement",
        "同意 Agree",
        "反对 Disagree",
        "弃权 Pass",
    )
    onward = f"?cursor={escape(following)}" if following else ""
    more = f'<p><a href="{onward}">下一页 Next</a></p>\n' if following else ""
    back = '<p><a href="record.html">返回记录 Back to the record</a></p>\n'
    return HEAD.format(title=escape(topic.title)) + back + table_of(heads, rows) + more + END


def _head(story: StoryView) -> str:
    return facts_of(
        ("事由 What is the matter", story.note),
        ("地点 Place", story.division),
        ("类别 Category", story.category),
        ("渠道 Channel", word_of(story.channel)),
        ("发起时间 Raised", story.raised_at),
        ("发起人数 Raised by", story.voices),
        ("监督人数 Watched by", story.monitors),
        ("现处阶段 Stage", word_of(story.stage)),
        ("下一步 Owed next", word_of(story.step)),
        ("责任方 Owed by", word_of(story.owner)),
        ("期限 Due", story.due_at),
    )


def _promises(story: StoryView) -> str:
    rows = [
        (word_of(one.step), word_of(one.owner), one.since, one.due_at, one.done_at, KEPT[one.kept])
        for one in story.promises
    ]
    heads = (
        "事项 Step",
        "责任方 Owner",
        "起 Since",
        "期限 Due",
        "完成 Done",
        "结果 Kept or missed",
    )
    return section("时限 Deadlines", table_of(heads, rows))


def _talks(story: StoryView) -> str:
    counted = [(word_of(stage), number) for stage, number in story.said_in.items()]
    facts = facts_of(
        ("发言 Statements", story.counts["statements"]),
        ("表态 Votes on statements", story.counts["votes"]),
        ("参与表态人数 Voters", story.counts["voters"]),
    )
    where = '<p><a href="statements.html">阅读全部发言 Read what was said</a></p>\n'
    stages = table_of(("发言所处阶段 Said in", "数量 Number"), counted)
    return section("讨论 Deliberation", facts + stages + where)


def _texts(story: StoryView) -> str:
    rows = [
        (one.text, one.proposed_at, one.agree, one.disagree, one.passed, open_or_ended(one.open))
        for one in story.texts
    ]
    heads = ("文本 Text", "提出 Proposed", "同意 Agree", "反对 Disagree", "弃权 Pass", "状态 State")
    return section("表决 Votes", table_of(heads, rows))


def _advice(story: StoryView) -> str:
    rows = [(one.at, one.adviser_id, one.opinion) for one in story.advice]
    return section("顾问意见 Advice", table_of(("时间 When", "顾问 Adviser", "意见 Opinion"), rows))


def _moves(story: StoryView) -> str:
    rows = [
        (
            one.at,
            act_of(one.act),
            word_of(one.by),
            one.reason,
            one.clause,
            word_of(one.stage),
            one.due_at,
        )
        for one in story.moves
    ]
    heads = ("时间 When", "事项 What", "经办 By", "理由 Reason", "依据标准 Standard", "阶段 Stage",
             "下一期限 Next deadline")  # fmt: skip
    return section("全部经过 Every move", table_of(heads, rows))


PARTS: tuple[Callable[[StoryView], str], ...] = (
    _head, _promises, _talks, _texts, notice, resolution, execution, ending, declined, kin,
    _advice, _moves,
)  # fmt: skip
