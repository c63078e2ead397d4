"""A port for a server of a test, and the moment at which it listens."""

from __future__ import annotations

import random
import socket
import subprocess
import time

#: Below the ports from which systems dial out: none of those can come in between choosing a port and listening on it.
_FIRST, _LAST = 20_000, 32_000
#: A start takes seconds; longer where the machine does other work. How long is not what any test is about.
PATIENCE_SECONDS = 180


def free_port() -> int:
    """A port that nobody uses, drawn at random: tests that run side by side hardly ever draw the same."""
    draw = random.SystemRandom()
    while True:
        port = draw.randrange(_FIRST, _LAST)
        with socket.socket() as found:
            try:
                found.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    """Wait until a server of this machine listens. Raises AssertionError when it ended, or never comes."""
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert server.poll() is None, f"the server ended with {server.returncode}"
        assert time.monotonic() < until, "the server never listened"
        time.sleep(0.1)
