import pytest

from chassis.http.streams import follower as followers
from chassis.http.streams.follower import Follower


class Narrow:
    """A socket that takes so many bytes, and then none until it is given room."""

    def __init__(self, room):
        self.room, self.taken, self.closed, self.says = room, b"", False, None

    def send(self, frame):
        if self.room == 0:
            raise BlockingIOError
        part = bytes(frame[: self.room])
        self.taken += part
        self.room -= len(part)
        return len(part)

    def recv(self, _most):
        if self.says is None:
            raise BlockingIOError
        return self.says

    def close(self):
        self.closed = True


def test_what_a_socket_does_not_take_is_kept_and_sent_in_order():
    socket = Narrow(5)
    follower = Follower(socket, ends_at=0)

    follower.send(b"first,")
    follower.send(b"second")
    behind = follower.behind
    socket.room = 100
    follower.flush()

    assert (behind, follower.behind) == (7, 0)
    assert socket.taken == b"first,second"


def test_one_who_is_too_far_behind_is_lost(monkeypatch):
    monkeypatch.setattr(followers, "MOST_PENDING", 10)
    follower = Follower(Narrow(0), ends_at=0)

    assert follower.send(b"0123456789")
    assert not follower.send(b"0")


def test_one_whose_connection_broke_is_lost():
    socket = Narrow(5)
    socket.send = lambda _frame: (_ for _ in ()).throw(BrokenPipeError)

    assert not Follower(socket, ends_at=0).send(b"a")


@pytest.mark.parametrize(("says", "gone"), [(None, False), (b"noise", False), (b"", True)])
def test_one_who_hung_up_is_noticed(says, gone):
    socket = Narrow(5)
    socket.says = says

    assert Follower(socket, ends_at=0).is_gone() is gone
