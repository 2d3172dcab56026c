"""A TCP proxy that can fall silent: connections stay open, and nothing passes any more."""

import contextlib
import socket
import threading

CHUNK = 65536


class Proxy:
    """Forwards to a port of this machine, until told to hold its peace."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._open: list[socket.socket] = []
        self._silenced: set[socket.socket] = set()
        threading.Thread(target=self._accept, daemon=True).start()

    def swallow(self) -> int:
        """Let every connection there is fall silent; later ones are forwarded. Give how many."""
        self._silenced |= set(self._open)
        return len(self._silenced) // 2

    def close(self) -> None:
        """End it all."""
        for one in [self._listener, *self._open]:
            with contextlib.suppress(OSError):
                one.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                far = socket.create_connection(("127.0.0.1", self._target))
                self._open += [near, far]
                for source, sink in ((near, far), (far, near)):
                    threading.Thread(target=self._pump, args=(source, sink), daemon=True).start()

    def _pump(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while chunk := source.recv(CHUNK):
                if source not in self._silenced:
                    sink.sendall(chunk)
            if source not in self._silenced:
                sink.close()
