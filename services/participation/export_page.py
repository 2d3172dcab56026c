"""Everything kept of a resident as one page of HTML, in Chinese, to be read and printed."""

from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from html import escape
from typing import Any

from .domain.days import CHINA

TITLES = {
    "resident": "登记信息",
    "personal": "个人身份信息（加密保存）",
    "standing": "参与层次",
    "steps": "下一小步建议",
    "consents": "同意与撤回",
    "guardianships": "监护人",
    "visits": "空间签到",
    "activities": "活动报名",
    "attendances": "活动参加",
    "shifts": "服务班次",
    "hours": "服务时长",
    "affairs": "公共事务",
    "disclosures": "工作人员查阅申请",
    "accesses": "查阅记录（谁、何时、为何）",
}
WORDS = {
    "id": "编号", "division": "区划", "groups": "群体", "registered_at": "登记时间",
    "withdrawn": "已撤回的用途", "erased_at": "删除时间", "name": "姓名", "phone": "电话",
    "identity_number": "身份证号", "birth_date": "出生日期", "resident_id": "居民编号",
    "guardian_id": "监护人编号", "purpose": "用途", "basis": "法律依据", "articles": "条款",
    "notice": "告知书", "given": "是否同意", "words": "历次表示", "looked_by": "查阅人",
    "as_": "身份", "what": "事项", "why": "原因", "at": "时间", "fields": "更正字段",
    "asked_by": "申请人", "until": "有效至", "title": "名称", "as": "所在名单", "minutes": "分钟",
    "served_on": "服务日期", "rung": "层次", "since": "起始日期", "counts": "累计",
    "evidence": "凭据", "earned": "依据", "space_id": "空间", "activity_id": "活动",
    "organization_id": "组织", "visited_at": "签到时间", "attended_at": "参加时间",
    "offered": "建议", "noted_by": "登记人",
}  # fmt: skip
HEAD = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>个人信息副本</title>
<style>
body{font:16px/1.7 sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#222}
table{border-collapse:collapse;width:100%;margin-bottom:1em}
th,td{border:1px solid #999;padding:.3em .6em;text-align:left;vertical-align:top;
overflow-wrap:anywhere}
th{background:#f2f2f2}
</style></head><body><h1>个人信息副本</h1>
<p>依据《个人信息保护法》第四十五条提供。如有错误，可依第四十六条申请更正；可依第四十七条申请删除。</p>
"""


def page_of(export: Mapping[str, Any]) -> str:
    """Write an export as a page; whatever it holds is text, never markup."""
    made = f"<p>生成时间：{_text(export['exported_at'])}</p>\n"
    parts = [_section(title, export.get(name)) for name, title in TITLES.items()]
    return HEAD + made + "".join(parts) + "</body></html>\n"


def _section(title: str, content: Any) -> str:
    heading = f"<h2>{escape(title)}</h2>\n"
    if not content:
        return heading + "<p>无</p>\n"
    rows = content if isinstance(content, list) else [content]
    return heading + "".join(_table(_plain(row)) for row in rows)


def _table(row: Mapping[str, Any]) -> str:
    lines = (
        f'<tr><th scope="row">{escape(WORDS.get(name, name))}</th><td>{_text(value)}</td></tr>'
        for name, value in row.items()
    )
    return "<table>" + "".join(lines) + "</table>\n"


def _text(value: Any) -> str:
    if value is None or value in ((), [], {}, ""):
        return "—"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, Mapping):
        told = (f"{escape(WORDS.get(k, str(k)))}：{_text(v)}" for k, v in value.items())
        return "；".join(told)
    if isinstance(value, list | tuple):
        return "<br>".join(_text(_plain(one)) for one in value)
    return escape(value.isoformat() if isinstance(value, date) else str(value))


def _plain(value: Any) -> Any:
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
