"""The server around the app: language and title from the first byte, headers that keep a visitor safe, the API.

Streamlit serves one English page to everybody. This middleware writes `<html lang>`, `<title>` and the words for
a browser without JavaScript in the visitor's language, and adds security headers to every answer. Where the app
runs without it (a host that starts the script its own way), `compensation.ui.shell.document` still sets the language
in the browser, and the headers are for that host to set.
"""

from __future__ import annotations

import base64
import hashlib
import html
import os
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from streamlit.config import get_option

from compensation.api.visitors import is_secure
from compensation.logs import calm_logs
from compensation.settings import SettingError, Settings, settings_of
from compensation.table.scratch import sweep
from compensation.texts import LANGUAGES, text
from compensation.ui.parts.browser import script
from compensation.ui.parts.words import PARAMETER, guess
from compensation.ui.shell.addresses import is_closed, is_page, may_be_page, no_page, not_our_name
from compensation.ui.shell.errors import tell_failure
from compensation.ui.shell.navigation import PAGE_NAMES, page_title
from compensation.ui.shell.origins import is_foreign, is_our_name
from compensation.ui.shell.warm import warm_up

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

script_failed = tell_failure

#: What a browser sends along to get back less or nothing; the page must come whole to be rewritten.
_SHORTCUTS = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
_FIXED_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
#: RFC 6455, section 7.4.1; before a websocket is accepted it becomes a 403.
_POLICY_VIOLATION = 1008
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_NOSCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
#: Streamlit's own font, which the theme does not use.
_FONT_PRELOAD = re.compile(r'<link\s[^>]*rel="preload"[^>]*as="font"[^>]*/>\s*')


def prepare() -> Settings:
    """Before the server starts: settings read, what a killed one left behind swept, what takes long begun.

    Exits with a sentence when a setting cannot be used, in every language: nobody was asked for theirs yet.
    """
    try:
        settings = settings_of()
    except SettingError as error:
        raise SystemExit("\n".join(f"passend: {error.said(lang)}" for lang in LANGUAGES)) from None
    # Whom to believe is for PASSEND_TRUSTED_PROXIES alone; uvicorn would believe any program of this machine.
    os.environ.setdefault("FORWARDED_ALLOW_IPS", "")
    calm_logs()
    sweep()
    warm_up()
    return settings


def middleware(settings: Settings) -> list[Middleware]:
    """What st.App puts around Streamlit."""
    return [Middleware(PassendDocument, settings=settings)]


class PassendDocument:
    """ASGI middleware: the page in the visitor's language, security headers on every answer."""

    def __init__(self, app: ASGIApp, settings: Settings | None = None) -> None:
        self.app, self.settings = app, settings or Settings()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if scope["type"] == "websocket":
            if is_foreign(headers):
                await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
            else:
                await self.app(scope, receive, send)
            return
        if is_closed(scope["path"]):
            await PlainTextResponse("Not Found", 404)(scope, receive, send)
            return
        if may_be_page(scope["path"], get_option("server.baseUrlPath") or ""):
            scope = {**scope, "headers": [(k, v) for k, v in scope["headers"] if k not in _SHORTCUTS]}
        answer = _Answer(send, scope, self.settings)
        await self.app(scope, receive, answer.send)


class _Answer:
    """One answer on its way out; a page is held back until it is whole, then rewritten."""

    def __init__(self, send: Send, scope: Scope, settings: Settings) -> None:
        self._send = send
        self._language = language_of(scope)
        self._path, self._method = scope["path"], scope["method"]
        self._host, self._frames = Headers(scope=scope).get("host", ""), settings.frame_origins
        self._secure = is_secure(scope, settings.trusted_proxies)
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        """Pass a part of the answer on."""
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _FIXED_HEADERS.items():
                headers[name] = value
            headers.setdefault("Content-Security-Policy", content_security_policy(self._host, (), self._frames))
            if self._secure:
                _secure_cookies(message)
            if _is_page(headers):
                self._start = message
                return
        elif message["type"] == "http.response.body" and self._start is not None:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._send_page(self._start)
            return
        await self._send(message)

    async def _send_page(self, start: Message) -> None:
        if not is_our_name(self._host):
            page, start["status"] = not_our_name(self._language), 421
        elif is_page(self._path, get_option("server.baseUrlPath") or ""):
            page = localised(self._body.decode("utf-8"), self._language, self._path)
        else:  # Streamlit answers every address with its page
            page, start["status"] = no_page(self._language), 404
        body = page.encode("utf-8")
        headers = MutableHeaders(scope=start)
        for name in ("etag", "last-modified", "accept-ranges"):
            if name in headers:
                del headers[name]
        if self._method == "HEAD":  # nothing came that could be rewritten, so nothing is said of its length
            del headers["Content-Length"]
        else:
            headers["Content-Length"] = str(len(body))
        headers["Content-Language"] = self._language
        headers["Cache-Control"] = "no-cache"
        headers.add_vary_header("Accept-Language")
        headers["Content-Security-Policy"] = content_security_policy(
            self._host, _INLINE_SCRIPT.findall(page), self._frames
        )
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def _secure_cookies(start: Message) -> None:
    """Cookies of a visit by https never travel without it; Streamlit does not know that a proxy has the certificate."""
    start["headers"] = [
        (name, value + b"; Secure" if name.lower() == b"set-cookie" and b"; secure" not in value.lower() else value)
        for name, value in start["headers"]
    ]


def _is_page(headers: MutableHeaders) -> bool:
    return headers.get("content-type", "").startswith("text/html") and "content-encoding" not in headers


def language_of(scope: Scope) -> str:
    """The language for a request: the one in the address, else the browser's first."""
    query: bytes = scope.get("query_string", b"")
    asked = parse_qs(query.decode("latin-1")).get(PARAMETER, [""])[-1]
    if asked in LANGUAGES:
        return asked
    first = Headers(scope=scope).get("accept-language", "").split(",")[0].split(";")[0].strip()
    return guess(first or None)


def localised(page: str, language: str, path: str) -> str:
    """Streamlit's page with its language, title and words for a browser without JavaScript."""
    name = path.rstrip("/").rsplit("/", 1)[-1]
    title = page_title(name if name in PAGE_NAMES else PAGE_NAMES[0], language)
    page = re.sub(r'<html lang="[^"]*"', f'<html lang="{language}"', page, count=1)
    page = re.sub(r"<title>[^<]*</title>", lambda _: f"<title>{html.escape(title)}</title>", page, count=1)
    without = f"<noscript><p>{html.escape(text('shell.needs_javascript', language))}</p></noscript>"
    page = _NOSCRIPT.sub(lambda _: without, page, count=1)
    page = page.replace("<head>", f"<head><script>{script('first.js')}</script>", 1)
    return _FONT_PRELOAD.sub("", page)


def content_security_policy(host: str, inline_scripts: Sequence[str], frames: Sequence[str] = ()) -> str:
    """Everything from this server only. What Streamlit needs besides is named one by one.

    The styles are made in the browser ('unsafe-inline' for styles only), and the small scripts of
    `compensation.ui.shell.document` and of the tab's memory come as blobs. An inline script runs only when its hash is
    that of the page that was served, and no text is ever run as a script: the charts read their expressions themselves.
    """
    hashes = [f"'sha256-{_sha256(script)}'" for script in inline_scripts]
    socket = [f"ws://{host}", f"wss://{host}"] if re.fullmatch(r"[\w.:\[\]-]+", host) else []
    parts = {
        "default-src": ["'self'"],
        "script-src": ["'self'", "blob:", *hashes],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'", "data:"],
        "connect-src": ["'self'", *socket],
        "worker-src": ["'self'", "blob:"],
        "frame-src": ["'none'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'", *frames],
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in parts.items())


def _sha256(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
