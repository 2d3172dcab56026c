"""The Chinese words of the page on which a resident reads what the other services keep."""

SERVICES = {
    "expression": "利益表达系统",
    "collaboration": "协同参与系统",
    "guidance": "动员导向系统",
}
PARTS = {
    "resident": "登记状态", "topics": "议题", "statements": "发言", "votes": "公开表决",
    "secret_votes": "参加的无记名投票（内容无法对应到个人）", "answers": "专项征询作答",
    "objections": "异议", "opinions": "复评意见", "speaking": "发言申请",
    "requests": "服务请求", "entries": "代录", "follows": "关注", "concerns": "进展告知",
    "looks": "查看发言人记录", "cases": "纠纷案件", "seats": "席位", "seats_taken": "已用席位",
    "mediator": "调解员名册", "calls": "主持点名", "memberships": "组织成员身份",
    "invitations": "邀请", "tasks": "联合任务", "advice": "顾问意见", "credits": "楼长积分账",
    "todos": "待办", "pathway": "登门槛进程与实验分组", "score": "积分合计", "ledger": "积分明细",
    "unscored": "待计分行为", "suggestions": "下一小步建议", "nudges": "提醒",
}  # fmt: skip
WORDS = {
    "id": "编号", "division": "区划", "resident_id": "居民编号", "topic_id": "议题",
    "title": "名称", "category": "类别", "stage": "阶段", "raised_at": "提出时间", "as": "身份",
    "text": "内容", "made_by": "发言人", "made_at": "时间", "voter_id": "表决人", "mark": "表决",
    "choice": "选择", "cast_at": "时间", "at": "时间", "reason": "缘由", "note": "说明",
    "entered_by": "代录人", "entered_at": "代录时间", "until": "有效至", "answer": "答复",
    "answered_at": "答复时间", "asked_at": "申请时间", "state": "状态", "status": "状态",
    "organization_id": "组织", "role": "角色", "buildings": "楼栋", "joined_at": "加入时间",
    "left_at": "退出时间", "target_kind": "类型", "target_id": "对象", "issued_at": "发出时间",
    "expires_at": "到期时间", "issued_by": "发出方", "minutes": "分钟", "served": "服务",
    "points": "积分", "actions": "行为数", "subject": "对象", "rule": "规则", "rung": "层次",
    "event_type": "事件类型", "event_id": "事件", "standard_id": "标准", "number": "序号",
    "offered_at": "建议时间", "fate": "结果", "worked": "是否奏效", "trials": "实验分组",
    "experiment": "实验", "held_out": "对照组", "place": "社区", "groups": "群体",
    "registered_at": "登记时间", "assurance": "核实程度", "withdrawn": "已撤回", "given": "作答",
    "texts": "文字", "vote_id": "投票", "session_id": "议事会", "looked_by": "查看人",
    "kind": "类型", "opened_at": "开始时间", "ended_at": "结束时间", "statement_id": "发言",
    "owner": "责任方", "about_id": "事项", "level": "级别", "open": "未答复", "rounds": "轮次",
}  # fmt: skip
