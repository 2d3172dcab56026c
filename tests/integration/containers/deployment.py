"""The deployment as a test meets it: the gateway from outside, the containers from the engine."""

import base64
import json
import time
from collections.abc import Callable
from typing import Any

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pytest_docker.plugin import DockerComposeExecutor, Services

from chassis.testing.tokens import Issuer

from .engine import says

SERVICES = {"participation": 8001, "expression": 8002, "collaboration": 8003, "guidance": 8004}
READY_SECONDS = 90.0


class Deployment:
    """The four services, their gateway and their servers."""

    def __init__(self, published: Services, compose: DockerComposeExecutor) -> None:
        self._published = published
        self._compose = compose
        self._issuer: Issuer | None = None

    def ready(self, service: str) -> bool:
        """Tell whether a service says that it can be sent work."""
        try:
            answer = httpx.get(f"{self._address(SERVICES[service])}/readyz", timeout=5)
        except httpx.TransportError:
            return False
        return answer.is_success

    def wait_ready(self) -> None:
        """Wait for all; what the containers said is shown when one does not come."""
        missing = [name for name in SERVICES if not eventually(lambda name=name: self.ready(name))]
        assert not missing, f"not ready: {missing}\n{self.run('logs --tail 40')}"

    def post(self, path: str, body: dict[str, Any], token: str) -> dict[str, Any]:
        """Send what an integrator would, through the gateway; give what was made."""
        answer = self._client(token).post(path, json=body)
        assert answer.status_code == httpx.codes.CREATED, answer.text
        return answer.json()

    def get(self, path: str, token: str) -> dict[str, Any] | None:
        """Read through the gateway; None where nothing is."""
        answer = self._client(token).get(path)
        return answer.json() if answer.is_success else None

    def token(self, role: str, **claims: Any) -> str:
        """Sign as the deployment's own issuer does."""
        self._issuer = self._issuer or self._own_issuer()
        return self._issuer.token(role, **claims)

    def inside(self, service: str, code: str) -> str:
        """Run a line of Python in the container of a service."""
        return self.run(f'exec -T {service} python -c "{code}"').strip()

    def stop(self, *services: str) -> dict[str, int]:
        """Ask containers to stop as an orchestrator does; give the status each ended with."""
        ids = {name: self.run(f"ps -q {name}").strip() for name in services}
        self.run(f"stop {' '.join(services)}")
        return {name: int(_inspect(container)) for name, container in ids.items()}

    def start(self, *services: str) -> None:
        """Start stopped containers again."""
        self.run(f"start {' '.join(services)}")
        self.wait_ready()

    def run(self, words: str) -> str:
        """Say something to compose."""
        return str(self._compose.execute(words, ignore_stderr=True), "utf-8", "replace")

    def _address(self, port: int) -> str:
        return f"http://127.0.0.1:{self._published.port_for('gateway', port)}"

    def _client(self, token: str) -> httpx.Client:
        headers = {"Authorization": f"Bearer {token}"}
        return httpx.Client(base_url=f"{self._address(8080)}/api", headers=headers, timeout=20)

    def _own_issuer(self) -> Issuer:
        kept = json.loads(self.run("run --rm -T --entrypoint cat keys /keys/issuer/issuer.jwk"))
        octets = base64.urlsafe_b64decode(kept["d"] + "==")
        private_key = Ed25519PrivateKey.from_private_bytes(octets)
        return Issuer(kid=kept["kid"], private_key=private_key)


def _inspect(container: str) -> str:
    return says("docker", "inspect", "--format", "{{.State.ExitCode}}", container) or "-1"


def eventually(holds: Callable[[], bool], seconds: float = READY_SECONDS) -> bool:
    """Ask until it holds or the time is over."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.3)
    return True
