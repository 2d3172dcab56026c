"""Ways in that follow a protocol of others: its media types, forms as bodies, its own refusals."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import Headers
from werkzeug.wrappers import Request, Response

from chassis.http.forms import FORM, read_form
from chassis.http.problems import Problem
from chassis.http.replies import PLAIN_HEADERS, Reply

SPOKEN = "gongzhi.spoken"  # where the WSGI environment keeps how a request is to be answered


@dataclass(frozen=True)
class Format:
    """One way to write what is answered: its media type, and the writer of its bytes."""

    media: str
    write: Callable[[Any], bytes]


@dataclass(frozen=True)
class Dialect:
    """What a protocol asks for beside its paths.

    `formats` are named by the ending of a path, as in `/things.xml`; the first is given to callers
    who ask for none. `refuse` turns status, code and sentence of a problem into the status and the
    document of the protocol. `key` is the parameter that carries a token where no header does.
    """

    formats: Mapping[str, Format]
    refuse: Callable[[int, str, str], tuple[int, Any]]
    key: str = ""

    def heard(self, request: Request, ending: str) -> "Spoken":
        """Tell how this request wants to be answered: by its ending, else by what it accepts."""
        if ending:
            return Spoken(self, self.formats[ending])
        by_media = {one.media.partition(";")[0]: one for one in self.formats.values()}
        usual = next(iter(by_media))
        wanted = request.accept_mimetypes.best_match(by_media, usual) or usual
        return Spoken(self, by_media[wanted])

    @property
    def media(self) -> list[str]:
        """List the media types that are answered with."""
        return [one.media.partition(";")[0] for one in self.formats.values()]


@dataclass(frozen=True)
class Spoken:
    """How one request is answered."""

    dialect: Dialect
    format: Format

    def authorization(self, request: Request) -> str:
        """Give the header, or what stands in its place in the form."""
        header: str = request.environ.get("HTTP_AUTHORIZATION", "")
        if header or request.mimetype != FORM:
            return header
        token = read_form(request).get(self.dialect.key, "")
        return f"Bearer {token}" if isinstance(token, str) and token else ""

    def reply(self, result: Any, *, status: int, version: int = 0) -> Reply:
        """Write what a method gave."""
        return Reply(status, self.format.write(result), version, self.format.media)

    def refusal(self, problem: Problem, language: str) -> Response:
        """Write a problem as the protocol words it."""
        told = self.dialect.refuse(problem.kind.status, problem.code, problem.said[language])
        headers = Headers([*PLAIN_HEADERS, *problem.headers.items()])
        return Response(
            self.format.write(told[1]), told[0], headers, content_type=self.format.media
        )
