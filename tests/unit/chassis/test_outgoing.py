"""What goes out goes to allowed hosts alone, follows nobody elsewhere, and says why it failed."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs

import pytest

from chassis.outgoing import Outgoing, Undelivered, signed


class There(BaseHTTPRequestHandler):
    """Answers by the path it is asked for, and keeps what it was sent."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.taken.append((self.path, parse_qs(body), self.headers))
        status = {"/moved": 302, "/broken": 500}.get(self.path, 200)
        self.send_response(status)
        if status == 302:
            self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_told):
        pass


@pytest.fixture
def there():
    server = HTTPServer(("127.0.0.1", 0), There)
    server.taken = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def outgoing(monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    return Outgoing(["127.0.0.1", "fix.example.org"], own_address="https://gongzhi.example/")


def sent(outgoing, there, path):
    address = f"http://127.0.0.1:{there.server_port}{path}"
    outgoing.post(
        address, {"status": "closed", "说明": "已修好"}, signed(b"k", "u-1", 7, {"a": "b"})
    )


def test_a_form_arrives_with_its_signature(outgoing, there):
    sent(outgoing, there, "/updates")

    [(path, fields, headers)] = there.taken
    assert (path, fields) == ("/updates", {"status": ["closed"], "说明": ["已修好"]})
    assert headers["Webhook-Id"] == "u-1"
    assert headers["Webhook-Signature"].startswith("v1,")


@pytest.mark.parametrize(("path", "said"), [("/broken", "500"), ("/moved", "302")])
def test_what_is_not_taken_is_said_and_no_redirect_is_followed(outgoing, there, path, said):
    with pytest.raises(Undelivered, match=said):
        sent(outgoing, there, path)

    assert [taken[0] for taken in there.taken] == [path]


def test_nobody_there_is_an_answer_too(outgoing, there):
    there.shutdown()
    there.server_close()

    with pytest.raises(Undelivered, match="no answer"):
        sent(outgoing, there, "/updates")


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example.org/",
        "http://fix.example.org/",
        "https://fix.example.org.evil.example/",
        "https://user@evil.example/fix.example.org",
        "file:///etc/passwd",
        "https:///",
    ],
)
def test_nothing_goes_where_ops_do_not_allow(outgoing, address):
    assert outgoing.refusal(address)
    with pytest.raises(Undelivered):
        outgoing.post(address, {}, {})


def test_the_signature_follows_from_secret_id_moment_and_content():
    first = signed(b"k", "u-1", 7, {"a": "b"})["Webhook-Signature"]

    assert signed(b"k", "u-1", 7, {"a": "b"})["Webhook-Signature"] == first
    others = [(b"x", "u-1", 7), (b"k", "u-2", 7), (b"k", "u-1", 8)]
    assert all(signed(*one, {"a": "b"})["Webhook-Signature"] != first for one in others)
    assert signed(b"k", "u-1", 7, {"a": "c"})["Webhook-Signature"] != first
