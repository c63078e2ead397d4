"""`passend api`: the API alone, on uvicorn, without Streamlit."""

from __future__ import annotations

import logging
import socket
import sys

import uvicorn

from compensation.api import application
from compensation.cli.common import rule_book
from compensation.cli.files import InputError
from compensation.logs import calm_logs
from compensation.settings import SettingError, settings_of
from compensation.table.scratch import sweep
from compensation.texts import text

#: Connections at once; more are refused at once. A connection that asks nothing is closed after so many seconds.
_MOST_CONNECTIONS, _IDLE_SECONDS, _STOP_SECONDS = 200, 5, 10


def serve(host: str, port: int, lang: str) -> None:
    """Serve until it is stopped. Raises InputError for settings or rules that cannot be used."""
    try:
        settings = settings_of()
    except SettingError as error:
        raise InputError(f"passend api: {error.said(lang)}") from None
    rule_book(lang)  # what is wrong with the rules is told now
    calm_logs()
    sweep()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    server = uvicorn.Server(
        uvicorn.Config(
            application(settings),
            host=host,
            port=port,
            access_log=False,  # an address holds what was asked
            log_level="warning",
            server_header=False,
            proxy_headers=False,  # PASSEND_TRUSTED_PROXIES says whom to believe
            limit_concurrency=_MOST_CONNECTIONS,
            timeout_keep_alive=_IDLE_SECONDS,
            timeout_graceful_shutdown=_STOP_SECONDS,
        )
    )
    with _listening(host, port, lang) as listening:
        shown = f"[{host}]" if ":" in host else host
        print(text("api.listening", lang, address=f"http://{shown}:{port}"), file=sys.stderr, flush=True)
        server.run(sockets=[listening])


def _listening(host: str, port: int, lang: str) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        said = text("cli.errors.cannot_listen", lang, host=host, port=str(port), reason=reason)
        raise InputError(f"passend api: {said}") from None
