"""Bodies and views of hiding, appeals and rewording."""

from dataclasses import dataclass
from typing import Annotated

from chassis.events import described

from ..domain.moderation import Hiding
from ..domain.topics.wordings import Wording
from . import limits
from .topics import ON_BEHALF


@dataclass(frozen=True)
class HideStatement:
    """Staff hide a statement, for everyone to know why."""

    reason: Annotated[str, limits.REASON] = described("personal_data", "a reason of the standard")
    words: Annotated[str, limits.REASON] = described("写出了他人的电话", "why, in words")


@dataclass(frozen=True)
class AppealHiding:
    """The author asks another than who hid a statement to look again."""

    words: Annotated[str, limits.REASON] = described("这是物业公示的电话", "what speaks against it")
    resident_id: Annotated[str, limits.IDENTITY] | None = described("r-2", ON_BEHALF, default=None)


@dataclass(frozen=True)
class DecideAppeal:
    """Another than who hid a statement decides whether it stays hidden."""

    restored: bool = described(True, "whether it is shown again")
    words: Annotated[str, limits.REASON] = described("电话确系公示", "why")


@dataclass(frozen=True)
class ModerationView:
    """What was done to a statement and why, for everyone to read."""

    id: str
    topic_id: str
    division: str
    hidings: tuple[Hiding, ...]


@dataclass(frozen=True)
class HiddenWords:
    """What a hidden statement says, for its author and the staff of the place."""

    id: str
    text: str


@dataclass(frozen=True)
class RewordStatement:
    """The author words a statement anew."""

    text: Annotated[str, limits.TEXT] = described("先划访客车位。", "how it is worded now")
    resident_id: Annotated[str, limits.IDENTITY] | None = described(
        "r-1001", ON_BEHALF, default=None
    )


@dataclass(frozen=True)
class RewordTopic:
    """Who raised a topic words it anew, before it is taken up."""

    title: Annotated[str, limits.TITLE] = described("3号门夜间停车", "the topic in one line")
    note: Annotated[str, limits.NOTE] = described("晚上没有车位", "what is the matter", default="")
    resident_id: Annotated[str, limits.IDENTITY] | None = described(
        "r-1001", ON_BEHALF, default=None
    )


@dataclass(frozen=True)
class WordingsView:
    """How something was worded, wording by wording, and the votes given to each of them."""

    id: str
    topic_id: str
    text: str
    note: str
    number: int
    earlier: tuple[Wording, ...]
