"""`passend api`: a process of its own, on this machine only, without Streamlit, that logs nothing of who calls."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.api.calls import BOL
from tests.ports import PATIENCE_SECONDS, free_port

ROOT = Path(__file__).parents[2]


@contextmanager
def serving(log: Path, *options: str) -> Iterator[int]:
    """The API on a free port."""
    port = free_port()
    command = [sys.executable, "-m", "compensation", "api", "--port", str(port), "--lang", "en", *options]
    with log.open("w") as out:
        server = subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT)
        try:
            until = time.monotonic() + PATIENCE_SECONDS
            while "/api/v2/openapi.json" not in log.read_text() and server.poll() is None:
                assert time.monotonic() < until
                time.sleep(0.1)
            yield port
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=PATIENCE_SECONDS)


@pytest.mark.slow
def test_it_answers_on_this_machine_only_and_forgets(tmp_path: Path) -> None:
    log = tmp_path / "log.txt"
    with serving(log) as port:
        marked = {**BOL, "id": "Jansen-4321", "foo": "Jansen-4321"}
        visit = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        for body, status in ((BOL, 200), (marked, 422)):
            headers = {"Content-Type": "application/json"}
            visit.request("POST", "/api/v2/assess?lang=en&name=Jansen-4321", json.dumps(body), headers)
            answer = visit.getresponse()
            answer.read()
            assert (answer.status, answer.headers["server"]) == (status, None)
        others = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)} - {"127.0.0.1"}
        for address in others:
            if not address.startswith("127."):
                with pytest.raises(OSError):
                    socket.create_connection((address, port), timeout=2).close()
    assert "Jansen" not in log.read_text()
    assert "Traceback" not in log.read_text()


@pytest.mark.parametrize("module", ["compensation.api", "compensation.cli.server"])
def test_it_imports_no_streamlit_and_nothing_for_tables(module: str) -> None:
    run = f"import sys, {module}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", run], cwd=ROOT, capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) & {"streamlit", "altair", "pandas", "pyarrow", "numba", "typst", "docx"} == set()


@pytest.mark.parametrize(
    ("setting", "options", "said"),
    [
        ({"PASSEND_RATE": "often"}, (), "PASSEND_RATE: "),
        ({"PASSEND_RULES": "/nowhere"}, (), "nowhere"),
        ({}, ("--host", "192.0.2.1"), "192.0.2.1"),
    ],
)
def test_what_keeps_it_from_starting_is_one_line(setting: dict[str, str], options: tuple[str, ...], said: str) -> None:
    command = [sys.executable, "-m", "compensation", "api", "--port", str(free_port()), "--lang", "en", *options]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | setting, capture_output=True, text=True, timeout=PATIENCE_SECONDS
    )
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
