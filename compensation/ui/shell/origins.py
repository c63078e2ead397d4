"""Under which names visitors reach the app, and from which pages a visit may be opened."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from streamlit.config import get_option
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

#: Whether the app takes visits under a name (`server.allowedHosts`), as Streamlit itself judges it when a visit opens.
is_our_name = is_host_allowed


def is_foreign(headers: Headers) -> bool:
    """Whether a page of another origin asks: another host, or another port of this one.

    Streamlit lets in every page of this machine, whichever port it came from, and of an origin that it does not know it
    asks a server elsewhere for its own address first. A program that is no browser names no origin.
    """
    origin = headers.get("origin")
    if origin is None or not get_option("server.enableCORS"):
        return False
    return origin not in get_option("server.corsAllowedOrigins") and _place(origin) != headers.get("host", "").lower()


def _place(origin: str) -> str | None:
    """Host and port of an origin; None where it is none."""
    try:
        return urlsplit(origin).netloc.lower() or None
    except ValueError:
        return None
