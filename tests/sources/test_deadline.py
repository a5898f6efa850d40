"""A deadline over several waits: what waits on a connection fails when it passes, and is let alone before."""

import socket
import threading

import pytest

from tradeview.sources.deadline import CONNECTED, Deadline


class Stream:
    """What httpcore hands over: it knows its socket."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection

    def get_extra_info(self, name: str) -> socket.socket:
        assert name == "socket"
        return self.connection


def test_whoever_waits_when_it_passes_waits_no_longer() -> None:
    here, there = socket.socketpair()
    with here, there, Deadline(0.05) as deadline:
        deadline.watch(f"connection.{CONNECTED}", {"return_value": Stream(here)})
        here.settimeout(30)
        assert here.recv(1) == b""  # where nobody ends it, a timeout is raised
        assert deadline.has_passed
        assert there.recv(1) == b""


def test_a_connection_that_comes_too_late_is_ended_at_once() -> None:
    here, there = socket.socketpair()
    with here, there, Deadline(0.0) as deadline:
        while not deadline.has_passed:
            threading.Event().wait(0.001)
        deadline.watch(CONNECTED, {"return_value": Stream(here)})
        here.settimeout(30)
        assert here.recv(1) == b""


def test_what_ends_in_time_is_let_alone() -> None:
    here, there = socket.socketpair()
    threads = threading.active_count()
    with here, there:
        with Deadline(600.0) as deadline:
            deadline.watch("http11.send_request_headers.complete", {"return_value": None})
            deadline.watch(CONNECTED, {"return_value": Stream(here)})
        while threading.active_count() > threads:  # for ever, where the timer is not called off
            threading.Event().wait(0.001)
        assert not deadline.has_passed
        there.sendall(b"x")
        assert here.recv(1) == b"x"
        here.close()
        assert there.recv(1) == b""  # no second handle keeps it open


def test_a_connection_that_is_closed_already_is_no_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    raised: list[object] = []
    monkeypatch.setattr(threading, "excepthook", raised.append)
    here, there = socket.socketpair()
    with here, there, Deadline(0.05) as deadline:
        deadline.watch(CONNECTED, {"return_value": Stream(here)})
        there.close()
        here.close()
        while not deadline.has_passed:
            threading.Event().wait(0.001)
    assert raised == []
