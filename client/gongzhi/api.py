"""Speaks to the four services through the gateway; what may be tried again is tried again."""

import time
import uuid
from collections.abc import Iterator, Mapping
from typing import Any, Self

import httpx

GATEWAY = "http://127.0.0.1:8080"
TRIES = 8
LONGEST_PAUSE_SECONDS = 5.0
TRY_AGAIN = frozenset({429, 502, 503, 504})


class Problem(Exception):  # noqa: N818 - named as RFC 9457 names it
    """A request that was refused, as the service explained it (RFC 9457)."""

    def __init__(self, status: int, document: Mapping[str, Any]) -> None:
        """Keep the whole problem document beside its one sentence."""
        self.status = status
        self.document = document
        self.type = str(document.get("type", "about:blank"))
        super().__init__(_sentence(status, document))


def _sentence(status: int, document: Mapping[str, Any]) -> str:
    said = document.get("detail") or document.get("title") or "no reason given"
    fields = [f"{e.get('field')}: {e.get('message')}" for e in document.get("errors", [])]
    return f"{status} {said}" + (f" ({'; '.join(fields)})" if fields else "")


class Api:
    """One connection to a gateway, with one token.

    Every write carries an Idempotency-Key, so that a request whose answer was lost can be sent
    again without being done twice. Raises `Problem` when a service refuses, and httpx's errors
    when nothing answers any more.
    """

    def __init__(
        self, token: str, *, gateway: str = GATEWAY, language: str = "zh", timeout: float = 60.0
    ) -> None:
        """Use this token at this gateway; `language` (zh or en) is the one of problem texts."""
        self._client = httpx.Client(
            base_url=f"{gateway.rstrip('/')}/api",
            timeout=timeout,
            headers={"Authorization": f"Bearer {token}", "Accept-Language": language},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    @property
    def address(self) -> str:
        """Give the address that is spoken to."""
        return str(self._client.base_url)

    def close(self) -> None:
        """Close the connection."""
        self._client.close()

    def get(self, service: str, path: str, **query: Any) -> Any:
        """Read something, e.g. `api.get("guidance", "/v1/standards")`."""
        return self._send("GET", service, path, params=query or None)

    def text(self, service: str, path: str, **query: Any) -> str:
        """Read a page of text, as HTML is."""
        return str(self._send("GET", service, path, params=query or None))

    def pages(self, service: str, path: str, **query: Any) -> Iterator[dict[str, Any]]:
        """Read a whole list, page by page."""
        asked = {"limit": 200, **query}
        while True:
            page = self.get(service, path, **asked)
            yield from page["items"]
            if not page.get("next"):
                return
            asked["cursor"] = page["next"]

    def post(
        self, service: str, path: str, body: Any = None, *, key: str = "", language: str = ""
    ) -> Any:
        """Make or do something, under a key that makes it happen once."""
        headers = {"Idempotency-Key": key or uuid.uuid4().hex}
        headers |= {"Accept-Language": language} if language else {}
        return self._send("POST", service, path, json=body, headers=headers)

    def put(self, service: str, path: str, body: Any, *, etag: str = "") -> Any:
        """Replace something; `etag` refuses when somebody changed it meanwhile."""
        headers = {"If-Match": etag} if etag else {}
        return self._send("PUT", service, path, json=body, headers=headers)

    def delete(self, service: str, path: str) -> Any:
        """Remove something."""
        return self._send("DELETE", service, path)

    def _send(self, method: str, service: str, path: str, **content: Any) -> Any:
        pause = 0.1
        for tried in range(1, TRIES + 1):
            try:
                answer = self._client.request(method, f"/{service}{path}", **content)
            except httpx.TransportError:
                if tried == TRIES:
                    raise
            else:
                if answer.status_code not in TRY_AGAIN or tried == TRIES:
                    return _content(answer)
                pause = max(pause, float(answer.headers.get("Retry-After", 0)))
            time.sleep(min(pause, LONGEST_PAUSE_SECONDS))
            pause = min(2 * pause, LONGEST_PAUSE_SECONDS)
        raise AssertionError("the last try returned or raised")


def _content(answer: httpx.Response) -> Any:
    if answer.is_success:
        is_text = answer.headers.get("Content-Type", "").startswith("text/")
        return answer.text if is_text else answer.json() if answer.content else None
    try:
        document = answer.json()
    except ValueError:
        document = {"title": answer.reason_phrase}
    raise Problem(answer.status_code, document)
