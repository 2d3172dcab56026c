"""The page on which all four parts are read: participation's own, and a table for each other part.

What stands in many rows stands whole in the JSON files; the page shows the first of them.
"""

from collections.abc import Mapping
from html import escape
from typing import Any, TextIO

from gongzhi.residents.words import PARTS, SERVICES, WORDS

END = "</body></html>"
MOST_SHOWN = 1_000
NOTHING = "—"


class Page:
    """Writes rows as they come, one table for each part."""

    def __init__(self, file: TextIO, begun: str) -> None:
        """Go on where participation's page ends."""
        self._file = file
        self._part, self._shown = "", 0
        self._columns: list[str] = []
        file.write(begun.rstrip().removesuffix(END))

    def begin(self, service: str) -> None:
        """Begin what a service keeps."""
        self._close()
        self._file.write(f"<h1>{escape(SERVICES[service])}</h1>\n")

    def add(self, told: Mapping[str, Any]) -> None:
        """Show a row, under the heads of its part."""
        if told["part"] != self._part:
            self._open(told["part"], told["row"])
        self._shown += 1
        if self._shown <= MOST_SHOWN:
            cells = "".join(f"<td>{_said(told['row'].get(name))}</td>" for name in self._columns)
            self._file.write(f"<tr>{cells}</tr>\n")

    def end(self) -> None:
        """End the page."""
        self._close()
        self._file.write(END + "\n")

    def _open(self, part: str, row: Mapping[str, Any]) -> None:
        self._close()
        self._part, self._columns = part, list(row)
        heads = "".join(f'<th scope="col">{_word(name)}</th>' for name in row)
        title = escape(PARTS.get(part, part))
        self._file.write(f'<h2>{title}</h2>\n<div class="list"><table><thead><tr>{heads}</tr>')
        self._file.write("</thead><tbody>\n")

    def _close(self) -> None:
        if not self._part:
            return
        left = self._shown - MOST_SHOWN
        more = f"（另有{left}条，见 JSON 文件）" if left > 0 else ""
        self._file.write(f"</tbody></table></div>\n<p>共{self._shown}条{more}</p>\n")
        self._part, self._shown = "", 0


def _word(name: str) -> str:
    return escape(WORDS.get(name, name))


def _said(value: Any) -> str:
    if value is None or value in ("", [], {}):
        return NOTHING
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Mapping):
        return "；".join(f"{_word(str(name))}：{_said(one)}" for name, one in value.items())
    if isinstance(value, list):
        return "<br>".join(map(_said, value))
    return escape(str(value))
