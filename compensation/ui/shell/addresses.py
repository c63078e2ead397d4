"""What stands at which address: the pages, files for machines that come by, and a 404 for everything else."""

from __future__ import annotations

import html
from datetime import UTC, datetime, timedelta
from pathlib import Path

from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from compensation import version
from compensation.settings import Settings
from compensation.texts import text
from compensation.ui.shell.navigation import NAME, PAGE_NAMES

#: Figures of the server, which Streamlit tells to whoever asks, and its ways to log in, which nobody can.
_CLOSED = ("_stcore/metrics", "_stcore/script-health-check", "auth/login", "auth/logout", "oauth2callback")
#: Below these there are files and answers to programs, and never a page.
_NO_PAGES = ("static/", "app/static/", "media/", "component/", "_stcore/", "api/")
_ROBOTS = "User-agent: *\nDisallow: /api/\nDisallow: /_stcore/\n"
#: RFC 9116 advises less than a year.
_GOOD_FOR = timedelta(days=364)


def own_routes(settings: Settings) -> list[BaseRoute]:
    """Files for machines that come by."""
    return [
        Route("/robots.txt", lambda _: PlainTextResponse(_ROBOTS)),
        Route("/.well-known/security.txt", lambda _: security_txt(settings.contact)),
    ]


def security_txt(contact: str | None, built: datetime | None = None, now: datetime | None = None) -> Response:
    """Whom to tell of a hole (RFC 9116), for a year from when this version was installed.

    Nobody knows whom but who runs this server: without PASSEND_CONTACT, and after that year, there is none.
    """
    expires = (built or _built()) + _GOOD_FOR
    if contact is None or expires <= (now or datetime.now(UTC)):
        return PlainTextResponse("Not Found", 404)
    told = f"Contact: {contact}\nExpires: {expires:%Y-%m-%dT%H:%M:%SZ}\nPreferred-Languages: nl, en\n"
    return PlainTextResponse(told)


def _built() -> datetime:
    return datetime.fromtimestamp(Path(version.__file__).stat().st_mtime, UTC)


def is_closed(path: str) -> bool:
    """Whether an address of Streamlit is not for visitors."""
    return path.strip("/").endswith(_CLOSED)


def is_page(path: str, base: str = "") -> bool:
    """Whether a page stands at an address. `base` is where the app stands on its host, mostly nowhere in particular.

    >>> is_page("/"), is_page("/student"), is_page("/wp-admin"), is_page("/a/student"), is_page("/a/student", "a")
    (True, True, False, False, True)
    """
    stripped = _inside(path, base).strip("/")
    return not stripped or stripped in PAGE_NAMES


def may_be_page(path: str, base: str = "") -> bool:
    """Whether Streamlit may answer an address with its page: it does so wherever it has no file.

    >>> may_be_page("/wp-admin"), may_be_page("/static/js/index.js"), may_be_page("/a/static/x.js", "/a")
    (True, False, False)
    """
    return not _inside(path, base).startswith(_NO_PAGES)


def _inside(path: str, base: str) -> str:
    inside, below = path.lstrip("/"), base.strip("/")
    return inside.removeprefix(below).lstrip("/") if below and f"{inside}/".startswith(f"{below}/") else inside


def no_page(lang: str) -> str:
    """What stands where no page is."""
    back = html.escape(text("shell.to_start", lang))
    return _bare(lang, text("shell.no_page", lang), f'<p><a href="/?lang={lang}">{back}</a></p>')


def not_our_name(lang: str) -> str:
    """What stands under a name that the app takes no visits under: its page would wait for an answer without end."""
    return _bare(
        lang, text("shell.other_name.title", lang), f"<p>{html.escape(text('shell.other_name.text', lang))}</p>"
    )


def _bare(lang: str, title: str, body: str) -> str:
    said = html.escape(title)
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{said} – {NAME}</title>'
    return f'<!doctype html><html lang="{lang}"><head>{head}</head><body><h1>{said}</h1>{body}</body></html>'
