"""A real server in this process, over a store in memory, and a client that speaks plain sockets."""

from dataclasses import dataclass, replace
from typing import Annotated

import orjson
from eventlet.green import socket
from marshmallow.validate import Length
from nameko.containers import ServiceContainer
from nameko.extensions import DependencyProvider

from chassis.config import Settings
from chassis.errors import Unavailable
from chassis.events import described
from chassis.http.server import commands, reads
from chassis.http.streams.seen import Seen
from chassis.http.ways_in import get, post, stream
from chassis.ops.health import Health
from chassis.ops.metrics import Metrics
from chassis.store.collection import Collection
from chassis.store.memory import InMemory
from chassis.testing.tokens import Issuer
from chassis.work.process import process
from chassis.work.work import Work

ISSUER = Issuer()
TOKEN = ISSUER.token("keeper", divisions=["440605"])


@dataclass(frozen=True)
class PutThing:
    """A thing to keep."""

    name: Annotated[str, Length(1, 50)] = described("a", "its name")


@dataclass(frozen=True)
class Thing:
    """A thing that is kept."""

    id: str
    name: str


class Things(Collection[Thing]):
    """All things."""

    name = "things"
    holds = Thing


class MemoryWork(DependencyProvider):
    """Gives every worker a unit of work over one store in memory."""

    def setup(self):
        self.backend = InMemory()

    def get_dependency(self, _worker_ctx):
        return Work(self.backend)


class Keeping:
    """Keeps things, for tests of the server."""

    name = "keeping"
    work = MemoryWork()
    folded: list[int]
    looks: list[str]
    before_fold = staticmethod(lambda: None)

    @commands
    def fold(self, items):
        self.folded.append(len(items))
        self.before_fold()
        process(self, items)

    @reads
    def show(self, method, call, args):
        call.work = self.work
        return self.answered(method, call, args)

    def answered(self, method, call, args):
        return getattr(self, method)(call, **args)

    @post("/v1/things", body=PutThing, view=Thing, bulk=True)
    def put_thing(self, call):
        """Keep a thing."""
        thing = Thing(call.new_id(), call.body.name)
        Things(self.work).save(thing)
        return thing

    @post("/v1/things/{thing_id}/name", body=PutThing, view=Thing)
    def rename_thing(self, call, thing_id):
        """Give a thing another name."""
        things = Things(self.work)
        thing = replace(things.read(thing_id), name=call.body.name)
        things.save(thing)
        return thing

    @get("/v1/things/{thing_id}", view=Thing)
    def show_thing(self, _call, thing_id):
        """Show a thing."""
        self.before_fold()
        return Things(self.work).read(thing_id)

    @stream("/v1/things/{thing_id}/live", roles=("keeper",))
    def follow_thing(self, call, thing_id):
        """Follow a thing: its name, and when it is called `over` there is no more to come."""
        self.looks.append(call.known)
        self.before_fold()
        things = Things(self.work)
        name, revision = things.read(thing_id).name, str(things.version_of(thing_id))
        if revision == call.known:
            return None
        return Seen(revision, {"name": name, "same": [1]}, over=name == "over")


@dataclass
class Answer:
    """Status, headers by lower-case name, and content."""

    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def json(self):
        return orjson.loads(self.content)


class Connected:
    """One connection to the server."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=5)
        self.file = self.socket.makefile("rb")

    def send(self, raw):
        self.socket.sendall(raw)
        return self

    def ask(self, method, path, content=b"", **headers):
        lines = [f"{method} {path} HTTP/1.1", "Host: here", f"Authorization: Bearer {TOKEN}"]
        lines += ["Content-Type: application/json", f"Content-Length: {len(content)}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        return self.send("\r\n".join([*lines, "", ""]).encode() + content)

    def answer(self):
        status = int(self.file.readline().split()[1])
        headers = {}
        while (line := self.file.readline().strip()) != b"":
            name, _, value = line.decode().partition(": ")
            headers[name.lower()] = value
        return Answer(status, headers, self.file.read(int(headers.get("content-length", 0))))

    def frame(self):
        """Read one frame of a stream: its fields, a comment under the empty name."""
        fields = {}
        while (line := self.file.readline().decode().rstrip("\n")) != "":
            name, _, value = line.partition(":")
            fields[name] = value.strip()
        return fields

    def ended(self):
        return self.file.read(1) == b""


class Running:
    """A service that listens on a free port."""

    def __init__(self, **settings):
        self.health = Health()
        self.folded, self.looks = [], []
        self.service = type("Keeping", (Keeping,), {"folded": self.folded, "looks": self.looks})
        self.settings = Settings(http_port=0, **settings)
        config = {"settings": self.settings, "health": self.health, "keys": ISSUER.keys()}
        config["metrics"] = Metrics("keeping")
        self.container = ServiceContainer(self.service, config)
        self.container.start()
        self.server = next(e for e in self.container.extensions if hasattr(e, "port"))

    def connect(self):
        return Connected(self.server.port)

    def before_fold(self, does):
        self.service.before_fold = staticmethod(does)

    def nobody_there(self):
        def refuse():
            raise Unavailable("no database")

        self.before_fold(refuse)
