"""The problems the edge itself can answer with: status, title and what to do, in both languages."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """One kind of problem; its key in `KINDS` ends the stable `type` of the problem document."""

    status: int
    en: str
    zh: str
    remedy_en: str
    remedy_zh: str


KINDS = {
    "malformed-request": Kind(
        400,
        "Malformed request",
        "请求格式有误",
        "Correct what `detail` names.",
        "请更正所指出的内容。",
    ),
    "malformed-json": Kind(
        400,
        "Malformed JSON",
        "JSON 格式有误",
        "Send one JSON document in UTF-8.",
        "请发送一个 UTF-8 编码的 JSON。",
    ),
    "malformed-form": Kind(
        400,
        "Malformed form",
        "表单格式有误",
        "Send one form in UTF-8, each field once.",
        "请发送一个 UTF-8 编码的表单，每个字段一次。",
    ),
    "malformed-header": Kind(
        400,
        "Malformed header",
        "请求头有误",
        "Correct the header that `detail` names.",
        "请更正所指出的请求头。",
    ),
    "malformed-query": Kind(
        400, "Malformed query", "查询参数有误", "Correct the query parameter.", "请更正该查询参数。"
    ),
    "not-signed-in": Kind(
        401, "Not signed in", "尚未登录", "Send a valid bearer token.", "请提供有效的访问令牌。"
    ),
    "division-missing": Kind(
        403,
        "No division",
        "未指定区划",
        "Get a token that names the divisions you answer for.",
        "请使用载明所负责区划的令牌。",
    ),
    "role-missing": Kind(
        403,
        "Not allowed",
        "无权操作",
        "Ask someone who holds the role.",
        "请由具备相应角色的人员操作。",
    ),
    "no-such-path": Kind(
        404,
        "No such path",
        "没有该路径",
        "See /openapi.json for what there is.",
        "请查看 /openapi.json。",
    ),
    "method-not-allowed": Kind(
        405,
        "Method not allowed",
        "不支持该方法",
        "Use a method named in `Allow`.",
        "请使用 Allow 中列出的方法。",
    ),
    "too-slow": Kind(
        408,
        "Request too slow",
        "请求过慢",
        "Send the whole request at once.",
        "请一次发送完整请求。",
    ),
    "length-required": Kind(
        411,
        "Length required",
        "缺少长度",
        "Send Content-Length, not chunks.",
        "请提供 Content-Length，不要分块。",
    ),
    "too-large": Kind(
        413,
        "Body too large",
        "内容过大",
        "Send less, or several requests.",
        "请减少内容或分次发送。",
    ),
    "not-json": Kind(
        415,
        "Not JSON",
        "不是 JSON",
        "Send Content-Type: application/json.",
        "请使用 application/json。",
    ),
    "invalid-body": Kind(
        422,
        "Invalid content",
        "内容不合规",
        "Correct the fields in `errors`.",
        "请更正 errors 中的字段。",
    ),
    "idempotency-key-reused": Kind(
        422,
        "Idempotency-Key reused",
        "幂等键重复使用",
        "Use a new key for a new request.",
        "新请求请使用新的幂等键。",
    ),
    "too-busy": Kind(
        429, "Too busy", "请求过多", "Try again after Retry-After.", "请在 Retry-After 之后重试。"
    ),
    "internal": Kind(
        500,
        "Fault on our side",
        "服务内部故障",
        "Report the incident number.",
        "请报告 incident 编号。",
    ),
    "unavailable": Kind(
        503,
        "Not available now",
        "暂不可用",
        "Try again after Retry-After.",
        "请在 Retry-After 之后重试。",
    ),
}

REFUSALS = {
    403: Kind(403, "Not allowed", "无权操作", "See `detail`.", "请见 detail。"),
    404: Kind(404, "Not found", "未找到", "Check the identifier.", "请核对编号。"),
    409: Kind(409, "A rule says no", "规则不允许", "See `detail`.", "请见 detail。"),
    412: Kind(
        412, "Changed meanwhile", "已被他人更改", "Read it again, then retry.", "请重新读取后再试。"
    ),
    422: Kind(
        422, "Invalid content", "内容不合规", "Correct what `detail` names.", "请更正所指出的内容。"
    ),
}
