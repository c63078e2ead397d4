"""Language, navigation, errors, and the server's middleware: everything around the pages."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import logging

import pytest

from compensation.texts import LANGUAGES, text
from compensation.ui.parts.markdown import link, literal
from compensation.ui.parts.words import guess
from compensation.ui.shell import server
from compensation.ui.shell.errors import tell_failure
from compensation.ui.shell.navigation import PAGE_NAMES, page_file, page_title
from tests.rulebooks import LIVE_RULES
from tests.ui.opened import address, opened

PAGES = [name for name in PAGE_NAMES if page_file(name).is_file()]


# ---------------------------------------------------------------- language


@pytest.mark.parametrize(
    ("locale", "lang"),
    [("nl-NL", "nl"), ("nl-BE", "nl"), ("nl", "nl"), ("en-US", "en"), ("pl-PL", "en"), ("nds", "en"), (None, "nl")],
)
def test_the_first_guess_is_the_browsers(locale, lang):
    assert guess(locale) == lang


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_in_every_language(name, lang):
    app = opened(name, lang=lang)
    assert not app.exception
    assert not app.error
    assert address(app, "lang") == lang
    assert len(app.title) == 1


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_with_the_live_rules(name, monkeypatch):
    monkeypatch.setenv("PASSEND_RULES_BASE", str(LIVE_RULES))
    app = opened(name, lang="nl")
    assert not app.exception
    assert not app.error


@pytest.mark.slow
def test_the_choice_stands_in_the_address_and_stays_over_pages():
    app = opened("regels", lang="nl")
    assert app.title[0].value == text("rules_page.title", "nl")
    app.button(key="language_en").click().run()
    assert address(app, "lang") == "en"
    assert app.title[0].value == text("rules_page.title", "en")
    app.switch_page("compensation/ui/sectors/sectoren.py").run()
    assert app.title[0].value == text("sectors_page.title", "en")


def test_a_language_that_is_not_there_is_told_and_not_silently_replaced():
    app = opened(lang="fr")
    assert [warning.value for warning in app.warning] == [text("shell.language_unknown", "nl", asked="fr")]
    assert address(app, "lang") == "nl"


@pytest.mark.slow
def test_a_language_in_the_address_cannot_bring_markup():
    app = opened(lang="[x](//evil.example)")
    assert app.warning[0].value == text("shell.language_unknown", "nl", asked="xevilexample")


# ---------------------------------------------------------------- errors


def test_a_visitor_sees_a_calm_word_and_the_log_no_personal_data(monkeypatch, caplog):
    def breaks(*_):
        raise ValueError("born 2008-03-01 in Zwolle")

    monkeypatch.setattr("compensation.ui.shell.navigation.language_choice", breaks)
    monkeypatch.setattr("compensation.ui.shell.app.language_choice", breaks)
    with caplog.at_level(logging.ERROR, logger="passend.ui"):
        app = opened()
    assert not app.exception
    reference = caplog.messages[0].split()[1].rstrip(":")
    assert app.error[0].value == text("shell.failure", "nl", reference=reference)
    assert "ValueError" in caplog.messages[0]
    assert "Zwolle" not in caplog.text
    assert "2008" not in caplog.text


def test_the_server_gives_script_errors_to_the_same_word():
    assert server.script_failed is tell_failure


# ---------------------------------------------------------------- Markdown


@pytest.mark.parametrize("signs", ["[x](http://y)", ":red[z]", "$1 + 2$", "*a* _b_ `c`", "<b>", "# h", "a|b", "\\"])
def test_data_shows_as_it_stands(signs):
    shown = literal(signs)
    assert shown.replace("\\\\", "\0").replace("\\", "").replace("\0", "\\") == signs
    assert all(shown[at - 1] == "\\" for at, sign in enumerate(shown) if sign in "[]()$*_`<>#|:")


def test_a_link_goes_only_to_the_web():
    assert link("a", "https://b.nl/c d") == "[a](<https://b.nl/c%20d>)"
    assert link("a", "javascript:alert(1)") == "a"
    assert link("a", None) == "a"


# ---------------------------------------------------------------- server

PAGE = """<!DOCTYPE html><html lang="en"><head><link rel="preload" href="./f.woff2" as="font" crossorigin />
<title>Streamlit</title><script>window.x = 1</script></head><body><noscript><p>English</p></noscript></body></html>"""


def answered(path: str, query: str = "", *, body: bytes = PAGE.encode(), kind: str = "text/html", **headers: str):
    """What comes back through the middleware, and what the app behind it was asked."""
    asked, sent = {}, []

    async def app(scope, receive, send):
        asked.update(scope)
        length = str(len(body)).encode()
        start = [(b"content-type", kind.encode()), (b"content-length", length), (b"etag", b'"1"')]
        await send({"type": "http.response.start", "status": 200, "headers": start})
        await send({"type": "http.response.body", "body": body[:20], "more_body": True})
        await send({"type": "http.response.body", "body": body[20:]})

    async def send(message):
        sent.append(message)

    given = {"accept": "text/html", "host": "localhost:8501", "accept-encoding": "gzip", **headers}
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": query.encode(),
        "headers": [(key.replace("_", "-").encode(), value.encode()) for key, value in given.items()],
    }
    asyncio.run(server.PassendDocument(app)(scope, None, send))
    found = {key.decode(): value.decode() for key, value in sent[0]["headers"]}
    return found, b"".join(message.get("body", b"") for message in sent[1:]).decode(), asked


@pytest.mark.parametrize(
    ("path", "query", "accepts", "lang", "name"),
    [
        ("/", "", "nl-NL,nl;q=0.9,en;q=0.8", "nl", "start"),
        ("/regels", "", "en-GB,en;q=0.9", "en", "regels"),
        ("/sectoren", "lang=nl", "en-GB", "nl", "sectoren"),
        ("/student", "lang=xx", "nl", "nl", "student"),
        ("/start", "a=b&lang=en", "", "en", "start"),
    ],
)
def test_the_document_has_the_visitors_language_and_title(path, query, accepts, lang, name):
    headers, page, _ = answered(path, query, accept_language=accepts)
    assert f'<html lang="{lang}">' in page
    assert f"<title>{page_title(name, lang)}</title>" in page
    assert text("shell.needs_javascript", lang) in page
    assert "preload" not in page
    assert headers["content-length"] == str(len(page.encode()))
    assert headers["content-language"] == lang
    assert "Accept-Language" in headers["vary"]
    assert "etag" not in headers


def test_a_document_comes_whole_so_that_it_can_be_rewritten():
    _, _, asked = answered("/", if_none_match='"1"', range="bytes=0-10")
    assert {key for key, _ in asked["headers"]} == {b"accept", b"host"}


def test_another_file_passes_untouched_but_for_the_headers():
    headers, body, asked = answered(
        "/static/x.js", body=b"let a = 1; // a file of some length", kind="text/javascript", accept="*/*"
    )
    assert body == "let a = 1; // a file of some length"
    assert headers["etag"] == '"1"'
    assert headers["x-content-type-options"] == "nosniff"
    assert (b"accept-encoding", b"gzip") in asked["headers"]


def test_only_the_inline_script_that_was_served_may_run():
    headers, _, _ = answered("/")
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    digest = base64.b64encode(hashlib.sha256(b"window.x = 1").digest()).decode()
    assert policy["script-src"].split()[-1] == f"'sha256-{digest}'"
    assert "unsafe" not in policy["script-src"], "neither a script in the page nor a text that is run as one"
    assert policy["connect-src"] == "'self' ws://localhost:8501 wss://localhost:8501"
    assert policy["frame-ancestors"] == "'self'"


def test_a_host_header_cannot_add_to_the_policy():
    headers, _, _ = answered("/", host="evil.example; script-src *")
    assert "evil" not in headers["content-security-policy"]


def knocked(origin, host="localhost:8501"):
    """Whether a websocket comes through to the app, and what is sent where it does not."""
    seen, sent = [], []

    async def app(scope, receive, send):
        seen.append(scope["type"])

    async def send(message):
        sent.append(message)

    headers = [(b"host", host.encode())] + ([(b"origin", origin.encode())] if origin is not None else [])
    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": headers}
    asyncio.run(server.PassendDocument(app)(scope, None, send))
    return seen, sent


@pytest.mark.parametrize("origin", [None, "http://localhost:8501", "https://LOCALHOST:8501"])
def test_a_visit_opens_from_our_own_page(origin):
    assert knocked(origin) == (["websocket"], [])


@pytest.mark.parametrize(
    "origin",
    [
        "http://localhost:8502",
        "http://localhost",
        "http://127.0.0.1:8501",
        "https://evil.example",
        "null",
        "",
        "http://[",
    ],
)
def test_a_visit_does_not_open_from_a_page_of_another_site_or_port(origin):
    assert knocked(origin) == ([], [{"type": "websocket.close", "code": 1008}])


def test_a_visit_opens_from_another_site_only_where_the_server_is_asked_to_let_it(monkeypatch):
    asked = {"server.enableCORS": True, "server.corsAllowedOrigins": ["https://branche.example"]}
    monkeypatch.setattr("compensation.ui.shell.origins.get_option", asked.__getitem__)
    assert knocked("https://branche.example")[0] == ["websocket"]
    assert knocked("https://branche.example:8443")[0] == []
    asked["server.enableCORS"] = False
    assert knocked("https://evil.example")[0] == ["websocket"]


def test_a_page_of_another_site_may_show_the_app_only_where_it_is_named():
    policy = server.content_security_policy("passend.example", (), ("https://branche.example",))
    assert policy.endswith("frame-ancestors 'self' https://branche.example")
