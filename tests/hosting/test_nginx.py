"""docs/hosting/nginx.conf in front of the app: https, one name, limits, and a log that says nothing of visitors.

The configuration is that of the docs; only its ports, its certificate (a self-made one) and its logs are others here.
"""

from __future__ import annotations

import http.client
import http.server
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.ports import PATIENCE_SECONDS, free_port, wait_for
from tests.rulebooks import TEST_RULES

ROOT = Path(__file__).parents[2]
CONFIG = ROOT / "docs" / "hosting" / "nginx.conf"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
NAME = "passend.example"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(NGINX is None or shutil.which("openssl") is None, reason="no nginx or no openssl here"),
]


@dataclass(frozen=True)
class Front:
    """nginx as it runs: its ports and its folder."""

    plain: int
    tls: int
    folder: Path

    def ask(self, path: str, *, name: str = NAME, host: str | None = None, method: str = "GET", **more: object):
        """A request by https: status, headers, body."""
        context = ssl.create_default_context(cafile=str(self.folder / "cert.pem"))
        raw = socket.create_connection(("127.0.0.1", self.tls), timeout=30)
        visit = http.client.HTTPConnection(host or name)
        visit.sock = context.wrap_socket(raw, server_hostname=name)
        headers = {key.replace("_", "-"): str(value) for key, value in more.items() if key != "body"}
        visit.request(method, path, more.get("body"), headers)
        answer = visit.getresponse()
        if answer.status == 101:
            return answer.status, answer.headers, b""
        return answer.status, answer.headers, answer.read()

    def logs(self) -> str:
        """All that stands in the logs of nginx and the app."""
        return "\n".join(path.read_text() for path in self.folder.rglob("*.log"))


@contextmanager
def front(folder: Path, *upstreams: int) -> Iterator[Front]:
    """nginx with the configuration of the docs before these ports."""
    plain, tls = free_port(), free_port()
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}"]
    make += [
        "-addext",
        f"subjectAltName=DNS:{NAME}",
        "-keyout",
        str(folder / "key.pem"),
        "-out",
        str(folder / "cert.pem"),
    ]
    subprocess.run(make, check=True, capture_output=True)
    written = CONFIG.read_text(encoding="utf-8")
    written = re.sub(r"    server 127\.0\.0\.1:\d+ .*\n", "", written)
    servers = "".join(f"    server 127.0.0.1:{port};\n" for port in upstreams)
    written = written.replace("consistent;\n", f"consistent;\n{servers}")
    written = re.sub(r"listen 80\b", f"listen 127.0.0.1:{plain}", written)
    written = re.sub(r"listen 443\b", f"listen 127.0.0.1:{tls}", written)
    written = re.sub(r"/etc/letsencrypt\S+fullchain\.pem", str(folder / "cert.pem"), written)
    written = re.sub(r"/etc/letsencrypt\S+privkey\.pem", str(folder / "key.pem"), written)
    written = written.replace("/var/log/nginx/", f"{folder}/")
    temporary = "".join(
        f"{kind}_temp_path {folder}/temp_{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "passend.conf").write_text(written, encoding="utf-8")
    (folder / "nginx.conf").write_text(
        f"pid {folder}/nginx.pid;\nerror_log {folder}/main.log;\nevents {{}}\n"
        f"http {{\n{temporary}include {folder}/passend.conf;\n}}\n",
        encoding="utf-8",
    )
    command = [str(NGINX), "-p", str(folder), "-c", str(folder / "nginx.conf"), "-g", "daemon off;"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=(folder / "nginx.err").open("w"))
    try:
        wait_for(tls, server)
        yield Front(plain, tls, folder)
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE_SECONDS)


@pytest.fixture(scope="module")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """The app as docs/hosting.md starts it, behind nginx."""
    folder, port = tmp_path_factory.mktemp("hosted"), free_port()
    (folder / "tmp").mkdir()
    settings = {
        "PASSEND_RULES_BASE": str(TEST_RULES),
        "PASSEND_TRUSTED_PROXIES": "127.0.0.1",
        "PASSEND_RATE": "5",
        "PASSEND_CONTACT": "mailto:a@b.nl",
        "TMPDIR": str(folder / "tmp"),
        "STREAMLIT_SERVER_HEADLESS": "true",
    }
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}"]
    command += [f"--server.allowedHosts={NAME}"]
    with (folder / "app.log").open("w") as log:
        app = subprocess.Popen(command, cwd=ROOT, env=os.environ | settings, stdout=log, stderr=subprocess.STDOUT)
        try:
            wait_for(port, app)
            with front(folder, port) as found:
                yield found
        finally:
            app.terminate()
            app.wait(timeout=PATIENCE_SECONDS)


def test_a_page_comes_by_https_and_stays_with_it(hosted: Front) -> None:
    status, headers, body = hosted.ask("/student?lang=nl", Accept="text/html")
    assert (status, b'<html lang="nl"' in body) == (200, True)
    assert headers["Strict-Transport-Security"] == "max-age=31536000"
    assert headers["Server"] == "nginx", "neither a version nor what stands behind it"
    assert f"wss://{NAME}" in headers["Content-Security-Policy"]
    plain = http.client.HTTPConnection("127.0.0.1", hosted.plain, timeout=20)
    plain.request("GET", "/student", headers={"Host": NAME})
    answer = plain.getresponse()
    assert (answer.status, answer.headers["Location"]) == (301, f"https://{NAME}/student")


def test_cookies_go_by_https_only(hosted: Front) -> None:
    _, headers, _ = hosted.ask("/_stcore/host-config")
    _, health, _ = hosted.ask("/_stcore/health")
    cookies = [*(headers.get_all("Set-Cookie") or []), *(health.get_all("Set-Cookie") or [])]
    assert cookies, "the cookie against forged uploads"
    assert all("; secure" in cookie.lower() for cookie in cookies)


def test_another_name_gets_nothing(hosted: Front) -> None:
    with pytest.raises((ssl.SSLError, OSError)):
        hosted.ask("/", name="evil.example")
    with pytest.raises((http.client.HTTPException, OSError)):
        hosted.ask("/", host="evil.example")
    plain = http.client.HTTPConnection("127.0.0.1", hosted.plain, timeout=20)
    plain.request("GET", "/", headers={"Host": "evil.example"})
    with pytest.raises((http.client.HTTPException, OSError)):
        plain.getresponse()


UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec_WebSocket_Version": "13",
    "Sec_WebSocket_Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


def test_a_visit_is_one_connection_and_only_from_our_own_page(hosted: Front) -> None:
    assert hosted.ask("/_stcore/stream", Origin=f"https://{NAME}", **UPGRADE)[0] == 101
    assert hosted.ask("/_stcore/stream", Origin="https://evil.example", **UPGRADE)[0] == 403


def test_what_is_not_for_visitors_is_not_there(hosted: Front) -> None:
    for path in ("/_stcore/metrics", "/_stcore/script-health-check", "/wp-admin", "/.git/config"):
        status, headers, _ = hosted.ask(path, Accept="text/html")
        assert status == 404, path
        assert headers["Strict-Transport-Security"]
    assert hosted.ask("/robots.txt")[0] == hosted.ask("/.well-known/security.txt")[0] == 200


def test_more_than_a_file_is_refused_and_nothing_is_written_to_a_disk(hosted: Front) -> None:
    headers = {"Content_Type": "text/csv"}
    assert hosted.ask("/api/v2/assess-table", method="POST", body=b"x" * 6_500_000, **headers)[0] == 413
    hosted.ask("/api/v2/assess-table", method="POST", body=b"a;Jansen\n" * 400_000, **headers)
    left = [path for path in hosted.folder.rglob("*") if path.is_file() and "temp_" in path.as_posix()]
    assert left == []
    assert [path for path in (hosted.folder / "tmp").rglob("*") if path.is_file()] == []


def test_the_api_counts_by_the_visitors_own_address(hosted: Front) -> None:
    asked = [hosted.ask("/api/v2/sectors", X_Forwarded_For=f"198.51.100.{number}")[0] for number in range(8)]
    assert asked[-1] == 429, "what a visitor writes in the header does not count"


def test_no_log_says_what_a_visitor_asked(hosted: Front) -> None:
    hosted.ask("/student?pay=4321.87&name=Jansen", User_Agent="Jansens browser", Referer="https://Jansen.example")
    hosted.ask("/_stcore/upload_file/Jansen-session/4321", method="DELETE")
    hosted.ask("/media/Jansen4321.pdf")
    hosted.ask("/_stcore/stream?Jansen", Origin=f"https://{NAME}", **UPGRADE)
    hosted.ask("/sectoren?Jansen")  # what is asked last is logged last, and after the answer
    until = time.monotonic() + PATIENCE_SECONDS
    while '"/sectoren" 200' not in (logs := hosted.logs()) and time.monotonic() < until:
        time.sleep(0.1)
    assert '127.0.0.0 GET "/student" 200' in logs
    assert "Jansen" not in logs
    assert "4321" not in logs


def test_a_visitor_stays_with_one_process(tmp_path: Path) -> None:
    class Says(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = str(self.server.server_address[1]).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    servers = [http.server.ThreadingHTTPServer(("127.0.0.1", 0), Says) for _ in range(2)]
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    seen: dict[str, set[bytes]] = {}
    with front(tmp_path, *(server.server_address[1] for server in servers)) as found:
        for visitor in range(1, 13):
            source = f"127.0.0.{visitor}"
            for _ in range(3):
                raw = socket.create_connection(("127.0.0.1", found.tls), timeout=20, source_address=(source, 0))
                visit = http.client.HTTPConnection(NAME)
                visit.sock = context.wrap_socket(raw, server_hostname=NAME)
                visit.request("GET", "/")
                seen.setdefault(source, set()).add(visit.getresponse().read())
    for server in servers:
        server.shutdown()
    assert all(len(by) == 1 for by in seen.values())
    assert len(set.union(*seen.values())) == 2
