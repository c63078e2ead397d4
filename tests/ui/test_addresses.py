"""What stands at which address: pages, files for machines, and a 404 for everything else."""

from __future__ import annotations

import asyncio
import io
import logging
import re
import sys
import threading
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network

import pytest
from starlette.responses import PlainTextResponse

from compensation import logs
from compensation.settings import SettingError, Settings, settings_of
from compensation.texts import LANGUAGES, text
from compensation.ui.shell import server
from compensation.ui.shell.addresses import own_routes, security_txt
from compensation.ui.shell.navigation import PAGE_NAMES
from tests.api.calls import call

HTML = "<html lang='en'><head><title>Streamlit</title></head><body><noscript>x</noscript></body></html>"
BUILT = datetime(2026, 11, 26, tzinfo=UTC)


async def page(scope, receive, send):
    """What Streamlit answers at every address."""
    answer = PlainTextResponse(HTML, media_type="text/html", headers={"set-cookie": "_streamlit_xsrf=1; Path=/"})
    await answer(scope, receive, send)


def visit(path: str, settings: Settings | None = None, host: str = "localhost:8501", **more):
    """A visit to the app."""
    more = {"accept": "text/html", "host": host} | more
    return call(path, app=server.PassendDocument(page, settings), **more)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_where_no_page_is_the_answer_is_404_in_the_visitors_language(lang: str) -> None:
    for path in ("/wp-admin", "/student/x", "/robots", "/.env", "/%0a", "/<script>alert(1)</script>"):
        answer = visit(f"{path}?lang={lang}")
        assert answer.status == 404, path
        assert text("shell.no_page", lang) in answer.body.decode()
        assert "script" not in answer.body.decode()
    for name in ("", *PAGE_NAMES):
        assert visit(f"/{name}?lang={lang}").status == 200


@pytest.mark.parametrize("lang", LANGUAGES)
def test_under_another_name_stands_where_to_go_and_no_page_that_waits_without_end(lang: str) -> None:
    for host in ("evil.example", "evil.example:8501", "localhost.evil.example", "[::1", ""):
        answer = visit(f"/student?lang={lang}", host=host)
        assert answer.status == 421, host
        assert text("shell.other_name.text", lang) in answer.body.decode()
        assert "evil" not in answer.body.decode()
    assert visit(f"/student?lang={lang}", host="LOCALHOST").status == 200


def test_what_is_asked_for_compressed_or_in_part_is_a_page_or_404_all_the_same() -> None:
    shortcuts = {"accept": "*/*", "accept_encoding": "gzip", "range": "bytes=0-10", "if_none_match": '"1"'}
    asked: list[set[str]] = []

    async def app(scope, receive, send):
        asked.append({name.decode() for name, _ in scope["headers"]})
        await page(scope, receive, send)

    for method in ("GET", "HEAD"):
        for path in ("/nope", "/student", "/manifest.json"):
            call(path, method=method, app=server.PassendDocument(app), host="localhost", **shortcuts)
    assert all("accept-encoding" not in names and "range" not in names for names in asked)
    call("/static/js/index.js", app=server.PassendDocument(app), host="localhost", **shortcuts)
    assert {"accept-encoding", "range", "if-none-match"} <= asked[-1]


def test_of_a_page_that_is_only_asked_about_no_length_is_made_up() -> None:
    assert "content-length" not in visit("/student", method="HEAD").headers


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/a/_stcore/metrics/", "/_stcore/script-health-check"])
def test_figures_of_the_server_are_not_told(path: str) -> None:
    answer = visit(path)
    assert (answer.status, answer.body) == (404, b"Not Found")


@pytest.mark.parametrize("path", ["/auth/login", "/auth/logout", "/oauth2callback?code=1"])
def test_nobody_can_log_in_and_no_address_says_otherwise(path: str) -> None:
    answer = visit(path)
    assert (answer.status, answer.body) == (404, b"Not Found")
    assert "set-cookie" not in answer.headers


def test_a_cookie_of_a_visit_by_https_says_so() -> None:
    proxy = Settings(trusted_proxies=(ip_network("192.0.2.1"),))
    assert "Secure" not in visit("/").headers["set-cookie"]
    assert "Secure" not in visit("/", x_forwarded_proto="https").headers["set-cookie"], "anybody may write that"
    assert visit("/", proxy, x_forwarded_proto="https").headers["set-cookie"].endswith("; Secure")
    assert "Secure" not in visit("/", proxy, x_forwarded_proto="http").headers["set-cookie"]


def own(path: str, settings: Settings):
    """A file for machines."""
    (route,) = (route for route in own_routes(settings) if route.path == path)
    return asyncio.run(_answered(route))


async def _answered(route):
    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": "http.request"}

    scope = {"type": "http", "method": "GET", "path": route.path, "headers": [], "query_string": b"", "app": None}
    await route.app(scope, receive, send)
    return sent[0]["status"], sent[1]["body"].decode()


def test_robots_may_read_the_pages() -> None:
    status, said = own("/robots.txt", Settings())
    assert status == 200
    assert "Disallow: /api/" in said
    assert "Disallow: /\n" not in said


def test_whom_to_tell_of_a_hole_is_said_where_it_is_known_and_never_out_of_date() -> None:
    assert own("/.well-known/security.txt", Settings())[0] == 404
    status, said = own("/.well-known/security.txt", Settings(contact="mailto:a@b.nl"))
    assert (status, "Contact: mailto:a@b.nl\n" in said) == (200, True)
    expires = datetime.fromisoformat(re.search(r"^Expires: (.+)$", said, re.MULTILINE)[1])
    assert datetime.now(UTC) < expires < datetime.now(UTC) + timedelta(days=366)
    assert security_txt("mailto:a@b.nl", BUILT, BUILT + timedelta(days=300)).status_code == 200
    assert security_txt("mailto:a@b.nl", BUILT, BUILT + timedelta(days=366)).status_code == 404
    for wrong in ("a@b.nl", "mailto:a@b.nl\nExpires: 2099-01-01", "http://a.example", "javascript:alert(1)"):
        with pytest.raises(SettingError):
            settings_of({"PASSEND_CONTACT": wrong})


@pytest.fixture
def calm(monkeypatch):
    """The logs of Streamlit and uvicorn, held to what may stand in them."""
    factory, written = logging.getLogRecordFactory(), io.StringIO()
    for place, name in ((logging, "raiseExceptions"), (sys, "excepthook"), (threading, "excepthook")):
        monkeypatch.setattr(place, name, getattr(place, name))
    logs.calm_logs()
    handler = logging.StreamHandler(written)
    names = ("streamlit.error_util", "uvicorn.access")
    for name in names:
        logging.getLogger(name).addHandler(handler)
    yield written.getvalue
    for name in names:
        logging.getLogger(name).removeHandler(handler)
    logging.setLogRecordFactory(factory)


def test_no_log_repeats_what_an_error_says(calm) -> None:
    log = logging.getLogger("streamlit.error_util")
    try:
        raise ValueError("wage 4321 of Jansen")
    except ValueError as error:
        log.error("Uncaught app execution", exc_info=error)
        log.exception("100% wrong")
        log.exception(f"it said: {error}")
        log.error("failed: %s", error)
        log.error("%(a)s", {"a": "b"}, exc_info=True)
    said = calm()
    assert "Jansen" not in said
    assert "Traceback" not in said
    for kept in ("Uncaught app execution: ", "100% wrong: ", "b: "):
        assert f"{kept}ValueError at test_addresses.py:" in said
    assert "failed: ValueError" in said


def test_no_log_holds_what_was_asked(calm) -> None:
    log = logging.getLogger("uvicorn.access")
    asked = ("192.0.2.1:5", "GET", "/student?pay=4321&lang=nl", "1.1", 200)
    log.warning('%s - "%s %s HTTP/%s" %d', *asked)
    log.warning('%s - "WebSocket %s" [accepted]', "192.0.2.1:5", "/_stcore/stream?a=4321")
    log.warning('%s - "%s %s HTTP/%s" %d', "a", "PUT", "/_stcore/upload_file/5e55-10n/4321", "1.1", 204)
    said = calm()
    assert "4321" not in said
    assert "5e55" not in said
    assert '"GET /student HTTP/1.1" 200' in said
