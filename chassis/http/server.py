"""The HTTP server of a service: accepts, answers health itself, hands the rest to workers."""

import logging
import socket
from functools import partial
from typing import Any

import eventlet
from eventlet import wsgi
from eventlet.semaphore import Semaphore
from nameko.extensions import Entrypoint
from nameko.web.server import WebServer

from chassis.config import Settings
from chassis.errors import Refused, Unavailable
from chassis.http.application import Application
from chassis.http.connections import Connection
from chassis.http.edge import Edge
from chassis.http.streams.streams import Streams
from chassis.http.workers import WorkerDesk
from chassis.work.committer import GroupCommitter

KEEP_ALIVE_SECONDS = 75
SOCKET_SECONDS = 20
MOST_CONNECTIONS = 2000
BACKLOG = 1024
STATE, IDLE = 2, "idle"

log = logging.getLogger(__name__)


class HttpServer(WebServer):
    """Nameko's web server with limits, deadlines and a graceful stop."""

    committer = GroupCommitter()

    def setup(self) -> None:
        """Note the settings; routes are made at the start, when the entrypoints are known."""
        self.settings: Settings = self.container.config["settings"]
        self._connections: dict[Any, list[Any]] = {}
        self._free = Semaphore(MOST_CONNECTIONS)
        self._stopped = False

    def serve(self, entrypoint: Entrypoint) -> None:
        """Run reads with the method of this entrypoint."""
        self._reads = entrypoint

    def start(self) -> None:
        """Listen; port 0 takes a free one, told by `port`."""
        address = (self.settings.http_host, self.settings.http_port)
        self._sock = eventlet.listen(address, backlog=BACKLOG, reuse_port=False)
        self._sock.settimeout(None)
        self.port: int = self._sock.getsockname()[1]
        self._serv = self.get_wsgi_server(self._sock, self.get_wsgi_app())
        self._gt = self.container.spawn_managed_thread(self.run, identifier="http")

    def get_wsgi_app(self) -> Application:
        """Build the application: health and metrics beside the edge."""
        config = self.container.config
        desk = WorkerDesk(
            self.container, self._reads, self.committer, most_reads=4 * self.settings.max_workers
        )
        self._streams = Streams(
            desk.read,
            self.container.spawn_managed_thread,
            config["metrics"],
            most=self.settings.max_followers,
        )
        edge = Edge(
            self.container.service_cls,
            desk,
            self.settings,
            keys=config.get("keys"),
            streams=self._streams,
        )
        return Application(edge, self._streams, config["health"], config["metrics"])

    def get_wsgi_server(self, sock: Any, wsgi_app: Any, **_options: Any) -> wsgi.Server:
        """Build the server around the application."""
        server = wsgi.Server(
            sock,
            sock.getsockname(),
            wsgi_app,
            protocol=Connection,
            keepalive=KEEP_ALIVE_SECONDS,
            socket_timeout=SOCKET_SECONDS,
            log_output=False,
            debug=False,
        )
        server.capitalize_response_headers = False
        server.draining = False
        return server

    def run(self) -> None:
        """Accept connections, never more than can be served; nothing ends this but a stop."""
        while True:
            self._free.acquire()
            try:
                sock, address = self._sock.accept()
            except OSError as error:
                self._free.release()
                log.warning("accept: %s", error)
                eventlet.sleep(0.1)
                continue
            sock.settimeout(SOCKET_SECONDS)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            talk = partial(self._talk, [address, sock, IDLE])
            self.container.spawn_managed_thread(talk, identifier="http-connection")

    def drain(self) -> None:
        """Accept no more, end streams and idle connections, return when all are answered."""
        if self._stopped:
            return
        self._stopped = True
        self._gt.kill()
        self._sock.close()
        self._serv.draining = True
        self._streams.end()
        for connection in [c for c in self._connections.values() if c[STATE] == IDLE]:
            _shut(connection[1])
        while self._serv.outstanding_requests:
            eventlet.sleep(0.01)

    def stop(self) -> None:
        """End: the entrypoints have drained."""

    def _talk(self, connection: list[Any]) -> None:
        self._connections[connection[0]] = connection
        try:
            self._serv.process_request(connection)
        except OSError as error:  # the client is gone; its own matter
            log.debug("connection lost: %s", error)
        except Exception:
            log.exception("connection failed")
        finally:
            self._connections.pop(connection[0], None)
            self._free.release()


def _shut(sock: Any) -> None:
    try:
        sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        return


class Reads(Entrypoint):
    """The way in for HTTP requests that change nothing."""

    server = HttpServer()

    def setup(self) -> None:
        """Run reads with the decorated method."""
        self.expected_exceptions = (Refused, Unavailable)
        self.server.serve(self)

    def stop(self) -> None:
        """Return when the last request is answered."""
        self.server.drain()


class Commands(Entrypoint):
    """The way in for HTTP requests that change something: groups of them, committed together."""

    server = HttpServer()
    committer = GroupCommitter()

    def setup(self) -> None:
        """Fold groups with the decorated method."""
        self.expected_exceptions = (Unavailable,)
        self.committer.serve(self)


reads = Reads.decorator
commands = Commands.decorator
