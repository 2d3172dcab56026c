"""What came of a topic, part by part of its public record: decided, done, closed, or declined."""

from html import escape

from ..domain.deliberation.areas import PER_SQUARE_METER
from ..domain.deliberation.deliberation import Count
from ..schemas.records import StoryView
from .parts import Html, act_of, evidence_of, facts_of, section, table_of, word_of, yes_or_no


def notice(story: StoryView) -> str:
    """Show the notice, and every objection with its answer."""
    if story.notice is None:
        return ""
    facts = facts_of(
        ("公示开始 Began", story.notice.began_at),
        ("公示截止 Until", story.notice.until),
        ("异议 Objections", story.notice.objections),
        ("待答复 Without an answer", story.notice.open),
    )
    rows = [
        (one.number, one.reason, one.made_at, word_of(one.outcome), one.answer, one.answered_at)
        for one in story.objections
    ]
    heads = (
        "序号 No.",
        "异议 Objection",
        "时间 When",
        "结果 Outcome",
        "答复 Answer",
        "答复时间 When",
    )
    return section("公示与异议 Notice and objections", facts + table_of(heads, rows))


def resolution(story: StoryView) -> str:
    """Show what was decided, and by when it is to be done."""
    decided = story.resolution
    if decided is None:
        return ""
    facts = facts_of(
        ("决议 Resolution", decided.text),
        ("同意 Agree", decided.agree),
        ("反对 Disagree", decided.disagree),
        ("弃权 Pass", decided.passed),
        *_by_area(decided.areas),
        ("牵头单位 Lead", decided.lead_id),
        ("完成期限 Due on", decided.due_on),
    )
    return section("决议 Resolution", facts)


def _by_area(areas: Count | None) -> tuple[tuple[str, str], ...]:
    if areas is None:
        return ()
    said = {"同意": areas.agree, "反对": areas.disagree, "弃权": areas.passed}
    shown = "，".join(f"{word} {area / PER_SQUARE_METER:.2f}" for word, area in said.items())
    return (("按面积（㎡） By floor area (m²)", shown),)


def execution(story: StoryView) -> str:
    """Show what was reported of the execution, with the evidence."""
    rows = [
        (one.at, one.reported_by, one.summary, "完成 done" if one.done else "进行中 under way",
         Html("<br>".join(evidence_of(e.reference, e.words) for e in one.evidence)))
        for one in story.feedback
    ]  # fmt: skip
    heads = ("时间 When", "反馈方 By", "内容 What was done", "状态 State", "凭据 Evidence")
    return section("执行与凭据 Execution and evidence", table_of(heads, rows))


def ending(story: StoryView) -> str:
    """Show how it was closed, and whether it worked."""
    if story.closed_at is None:
        return ""
    asked = story.reassessment
    found = (
        ("复评结果 Outcome of the reassessment", word_of(asked.outcome)),
        ("有效 Worked", asked.worked),
        ("部分有效 Worked in part", asked.partly),
        ("无效 Did not work", asked.failed),
        ("复评截止 Answers until", asked.closes_at),
    ) if asked else ()  # fmt: skip
    facts = facts_of(
        ("办结 Closed", story.closed_at), ("满意 Satisfied", yes_or_no(story.satisfied)), *found
    )
    return section("确认与复评 Confirmation and reassessment", facts)


def declined(story: StoryView) -> str:
    """Show why it was declined, and what became of the review."""
    if story.declining is None:
        return ""
    asked = story.review
    review = (
        ("申请复核 Review asked for", asked.reason),
        ("复核机关 Reviewed by", asked.owner),
        ("复核期限 Due", asked.due_at),
        ("复核决定 Upheld", yes_or_no(asked.upheld)),
        ("复核理由 Why", asked.answer),
    ) if asked else ()  # fmt: skip
    facts = facts_of(
        ("理由代码 Reason by the standard", story.declining.code),
        ("理由 Reason", story.declining.reason),
        ("可申请复核至 Review until", story.declining.review_until),
        *review,
    )
    return section("不予受理与复核 Declining and review", facts)


def kin(story: StoryView) -> str:
    """Show what it was merged with or split into, and to how many that was told."""
    into = [story.merged_into] if story.merged_into else []
    rows = [
        (word, Html(f'<a href="../{escape(one)}/record.html">{escape(one)}</a>'))
        for word, ids in (
            ("并入本议题 Merged in", story.merged),
            ("并入 Went on in", into),
            ("拆分为 Split into", story.parts),
            ("来自 Split from", story.split_from),
            ("再次提出 Takes up anew", [story.follows] if story.follows else []),
            ("被再次提出于 Taken up anew in", story.followed_by),
        )
        for one in ids
    ]
    told = [(act_of(one.act), one.at, one.residents, yes_or_no(one.done)) for one in story.told]
    heads = ("事项 What", "时间 When", "告知人数 Residents told", "已毕 All told")
    tables = table_of(("关系 Relation", "议题 Topic"), rows) + table_of(heads, told)
    return section("合并、拆分与告知 Mergers, splits, who was told", tables)
