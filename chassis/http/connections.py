"""One client's connection: deadlines, problem documents for what is no HTTP, an orderly end."""

import os
import socket
import time
from typing import Any

import eventlet
from eventlet import patcher, wsgi
from nameko.web.server import HttpOnlyProtocol

from chassis.http.languages import CHINESE
from chassis.http.problems import MEDIA_TYPE, Problem
from chassis.http.replies import as_json

CONNECTION = "gongzhi.connection"
UNREAD = frozenset({408, 411, 413})
HEADER_SECONDS = 15.0
BODY_SECONDS = 30.0
LINGER_SECONDS = 2.0
LINGER_BYTES = 4_194_304
OCTETS = 65536
plain_socket = patcher.original("socket")


class SlowBody:
    """A body that must have arrived within its deadline, however slowly it drips."""

    def __init__(self, stream: Any) -> None:
        """Count from the first read."""
        self._stream = stream
        self._until: float | None = None

    def read(self, size: int = -1) -> bytes:
        """Read, or answer 408."""
        if self._until is None:
            self._until = time.monotonic() + BODY_SECONDS
        with eventlet.Timeout(max(0.0, self._until - time.monotonic()), Problem("too-slow")):
            read: bytes = self._stream.read(size)
            return read

    def readline(self, size: int = -1) -> bytes:
        """Read a line: WSGI wants it, no way in uses it."""
        return self.read(size)


class Connection(HttpOnlyProtocol):
    """Nameko's connection, made safe to leave alone."""

    lingers = False
    handed_over = False

    def parse_request(self) -> bool:
        """Read the header within its deadline; refuse one whose length is not one number."""
        with eventlet.Timeout(HEADER_SECONDS, TimeoutError("header")):
            if not super().parse_request():
                return False
        lengths = self.headers.get_all("content-length", ())
        if len(lengths) > 1 or not all(one.isascii() and one.isdigit() for one in lengths):
            self.send_error(400, "Content-Length is one number")
            return False
        return True

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Tell a client that speaks no HTTP in the form all problems have."""
        problem = Problem("malformed-request", message or explain or "", "请求格式有误")
        body = as_json({**problem.document(CHINESE, "*"), "status": code})
        head = f"HTTP/1.1 {code} {self.responses.get(code, ('Error',))[0]}\r\n"
        head += f"Content-Type: {MEDIA_TYPE}\r\nContent-Length: {len(body)}\r\n"
        self.close_connection = True
        self.wfile.write(f"{head}Connection: close\r\n\r\n".encode() + body)

    def get_environ(self) -> dict[str, Any]:
        """Let the application hang up, and bound the time a body takes."""
        environ: dict[str, Any] = super().get_environ()
        environ[CONNECTION] = self
        environ["wsgi.input"] = SlowBody(environ["wsgi.input"])
        return environ

    def before_answer(self, status: int) -> None:
        """End after this answer if the body was left unread, or while the server drains."""
        self.lingers = status in UNREAD
        if self.lingers or self.server.draining:
            self.close_connection = True

    def hand_over(self) -> Any:
        """Give a plain socket that never waits to whoever goes on answering here, for good."""
        self.handed_over = True
        wsgi.WSGI_LOCAL.already_handled = True
        taken = plain_socket.socket(fileno=os.dup(self.connection.fileno()))
        taken.setblocking(False)
        return taken

    def finish(self) -> None:
        """Close; after hanging up read on a little, so that the client sees the answer first."""
        if self.handed_over:
            self._let_go()
            return
        if self.lingers:
            self._linger()
        super().finish()

    def _let_go(self) -> None:
        """Close what is ours; a shutdown would end the connection for its new owner too."""
        self.wfile.close()
        self.rfile.close()
        self.connection.close()

    def _linger(self) -> None:
        left = LINGER_BYTES
        with eventlet.Timeout(LINGER_SECONDS, exception=False):
            try:
                self.wfile.flush()
                self.connection.shutdown(socket.SHUT_WR)
                while left > 0 and (octets := self.connection.recv(OCTETS)):
                    left -= len(octets)
            except OSError:
                return
