"""A TCP proxy that can fall silent, dawdle, cut into slices, or reset; it outlives its target."""

import contextlib
import socket
import struct
import threading
import time

CHUNK, SLICE = 65536, 64
BOTH, FORTH, BACK = "both ways", "forth", "back"
RESET = struct.pack("ii", 1, 0)


class Proxy:
    """Forwards to a port of this machine, as badly as it is told to."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._silent: set[socket.socket] = set()
        self._torn: set[socket.socket] = set()
        self.delay = 0.0
        self.sliced = False
        threading.Thread(target=self._accept, daemon=True).start()

    def swallow(self, ways: str = BOTH) -> int:
        """Let the connections there are fall silent; later ones are forwarded. Give how many."""
        pairs = self._alive()
        for near, far in pairs:
            self._silent |= {near} if ways in (BOTH, FORTH) else set()
            self._silent |= {far} if ways in (BOTH, BACK) else set()
        return len(pairs)

    def reset(self) -> int:
        """Reset the connections there are; give how many."""
        pairs = self._alive()
        for near, _ in pairs:
            with contextlib.suppress(OSError):
                near.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
                self._torn.add(near)
                near.shutdown(socket.SHUT_RD)  # wakes the thread that reads; nothing is sent
        return len(pairs)

    def carried(self) -> int:
        """Count the connections it carries now."""
        return len(self._alive())

    def close(self) -> None:
        """End it all."""
        _close(self._listener)
        for near, far in self._pairs:
            _close(near)
            _close(far)

    def _alive(self) -> list[tuple[socket.socket, socket.socket]]:
        self._pairs = [pair for pair in self._pairs if all(one.fileno() >= 0 for one in pair)]
        return list(self._pairs)

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            try:
                far = socket.create_connection(("127.0.0.1", self._target))
            except OSError:
                _close(near)
                continue
            self._pairs.append((near, far))
            for source, sink in ((near, far), (far, near)):
                threading.Thread(target=self._pump, args=(source, sink), daemon=True).start()

    def _pump(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError, ValueError):
            while chunk := source.recv(CHUNK):
                self._pass_on(chunk, source, sink)
        if source not in self._silent:
            self._end(sink)
            self._end(source)

    def _end(self, one: socket.socket) -> None:
        """Close one end; one that is to be reset is not told goodbye first."""
        if one in self._torn:
            one.close()
        else:
            _close(one)

    def _pass_on(self, chunk: bytes, source: socket.socket, sink: socket.socket) -> None:
        if self.delay:
            time.sleep(self.delay)
        if source in self._silent:
            return
        step = SLICE if self.sliced else CHUNK
        for at in range(0, len(chunk), step):
            sink.sendall(chunk[at : at + step])


def _close(one: socket.socket) -> None:
    with contextlib.suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    with contextlib.suppress(OSError):
        one.close()
