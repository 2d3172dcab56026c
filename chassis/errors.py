"""How a service says no, in both languages of its callers, and that it cannot answer now."""


class Refused(Exception):  # noqa: N818 - a refusal is an outcome of the domain, not a fault
    """A rule of the domain says no; nothing was changed (HTTP 409)."""

    status = 409

    def __init__(self, code: str, en: str, zh: str, *, field: str | None = None) -> None:
        """Name the rule by a stable `code` and say it in both languages; `field` is at fault."""
        super().__init__(en)
        self.code = code
        self.en = en
        self.zh = zh
        self.field = field


class NotFound(Refused):
    """What was asked for is not here, or not here yet (HTTP 404)."""

    status = 404

    def __init__(self, kind: str, identity: str) -> None:
        """Say which `kind` of thing has no such `identity`."""
        super().__init__("not-found", f"there is no {kind} {identity}", f"{kind} 中没有 {identity}")


class Forbidden(Refused):
    """The caller may not do this, or not here (HTTP 403)."""

    status = 403


class Invalid(Refused):
    """The request is understood but its content breaks a rule (HTTP 422)."""

    status = 422


class PreconditionFailed(Refused):
    """The caller's copy is out of date: someone else changed it first (HTTP 412)."""

    status = 412

    def __init__(self, expected: int, actual: int) -> None:
        """Name the version the caller holds and the version that is stored."""
        super().__init__(
            "version-differs",
            f"you hold version {expected}, the stored one is {actual}: read it again",
            f"您持有的版本是 {expected}，当前版本是 {actual}：请重新读取",
        )


class AlreadyExists(Refused):
    """A row that may be written only once is there already (HTTP 409)."""

    def __init__(self, kind: str, identity: str) -> None:
        """Say which `kind` of thing has this `identity` already."""
        super().__init__(
            "already-exists", f"{kind} {identity} exists already", f"{kind} 中已有 {identity}"
        )


class Unavailable(Exception):  # noqa: N818 - reads as an outcome beside the others
    """The database or the broker cannot be reached now; nothing was settled, try again."""

    retry_after_seconds = 2


class Overloaded(Exception):  # noqa: N818 - reads as an outcome beside the others
    """More waits already than can be done soon; nothing was done, try again later."""

    retry_after_seconds = 1


class WriteConflict(Exception):  # noqa: N818 - reads as an outcome beside the others
    """Someone else changed what a batch had read: read again and fold again."""


class AlreadyHandled(Exception):  # noqa: N818 - reads as an outcome beside the others
    """Some guards of a batch are kept already: those items took effect before."""

    def __init__(self, rows: dict[str, dict[str, object]]) -> None:
        """Carry the rows that were found, by guard."""
        super().__init__(f"{len(rows)} items were handled before")
        self.rows = rows


class Unreadable(Exception):  # noqa: N818 - reads as an outcome beside the others
    """A message that cannot be read here: it goes to the dead letters with this reason."""

    def __init__(self, reason: str, detail: str) -> None:
        """Give a `reason` from a closed set and a `detail` for the person who looks at it."""
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail
