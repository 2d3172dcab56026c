"""Starts everything, or what is missing of it, and says what is up."""

import sys
import time
from collections.abc import Sequence

from gongzhi.errors import NotAllowed, Unanswered
from gongzhi.topology.declaring import declare, unbind
from gongzhi.topology.differences import surplus_bindings
from gongzhi.topology.management import Management
from gongzhi.topology.plan import read_plan

from .broker import Broker
from .broker_users import TOPOLOGY
from .keys import ensure_keys
from .packages import CANNOT_GO_ON
from .ports import answers
from .processes import NotReady, Server
from .programs import ensure_nginx, ensure_rabbitmq
from .stack import Stack


def main() -> int:
    """Bring the stack up; a half-dead one is completed, a whole one left alone."""
    began = time.monotonic()
    stack = Stack()
    _install_what_is_missing(stack)
    ensure_keys(stack.run / "keys")
    try:
        bring_up(stack)
    except NotReady as wrong:
        print(wrong, file=sys.stderr)
        return 1
    stack.write_description()
    _say_what_is_up(stack, time.monotonic() - began)
    return 0


def bring_up(stack: Stack) -> None:
    """Start the broker and lay it out, then all the rest at once: services wait by themselves."""
    stores = [server for server in (stack.broker, stack.database) if server]
    _start(stores)
    if stack.broker:
        stack.broker.wait_ready()
    lay_out(stack.admin_uri, stack.broker.management_uri() if stack.broker else "")
    _start([*stack.services, stack.gateway])
    for server in [*stores, *stack.services, stack.gateway]:
        server.wait_ready()


def _start(servers: Sequence[Server]) -> None:
    for server in servers:
        _refuse_a_taken_port(server)
        server.start()


def lay_out(uri: str, management: str = "") -> None:
    """Apply the topology, where its user may; services look whether all is there in any case.

    Where the broker is ours no older version stays, so what only such a one wants is taken away.
    """
    wanted = read_plan(TOPOLOGY).definitions
    try:
        in_the_way = declare(uri, wanted)
        if management:
            unbind(uri, surplus_bindings(wanted, Management(management).definitions()))
    except NotAllowed as refused:
        print(f"{refused}; an administrator applies the topology: gongzhi topology apply")
        return
    except Unanswered as silent:
        raise NotReady(str(silent)) from silent
    if in_the_way:
        raise NotReady("\n".join(in_the_way))


def _refuse_a_taken_port(server: Server) -> None:
    if not server.running() and answers(server.port):
        print(
            f"Port {server.port} of {server.name} is taken by another program:"
            " end it, or choose another port (make help says how).",
            file=sys.stderr,
        )
        sys.exit(CANNOT_GO_ON)


def _install_what_is_missing(stack: Stack) -> None:
    if isinstance(stack.broker, Broker):
        ensure_rabbitmq()
    ensure_nginx()


def _say_what_is_up(stack: Stack, seconds: float) -> None:
    print(f"up in {seconds:.1f} s; logs and data are under {stack.run}")
    for name, server in (("broker", stack.broker), ("database", stack.database)):
        where = f"{server.name} on port {server.port}" if server else "as the environment says"
        print(f"  {name:<14} {where}")
    for service in stack.services:
        print(f"  {service.service:<14} {service.url}")
    print(f"  {'gateway':<14} {stack.gateway.url}/api/<service>/v1/")


if __name__ == "__main__":
    sys.exit(main())
