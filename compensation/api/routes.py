"""The routes of the API, and what is true of each of them: counted, bounded, in a language, off the event loop."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterable, Iterator
from typing import Any, TypeVar

from anyio import CapacityLimiter, to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route

from compensation.api import reference
from compensation.api.asked import body_of, check_language, content_type, language_of, wants_csv
from compensation.api.book import LastGood
from compensation.api.forms import CSV, ERRORS_HEADER, HEADERS, JSON, JSON_LINES, WRONG_HEADER
from compensation.api.openapi import document
from compensation.api.placements import assessed
from compensation.api.problems import ProblemError, json_response, response
from compensation.api.schemas import assessment_schema, placement_schema
from compensation.api.visitors import Visitors, address_of
from compensation.logs import logged
from compensation.rulebook import RuleBook
from compensation.settings import Settings, settings_of

_LOG = logging.getLogger("passend.api")
PREFIX, VERSION = "/api", "/v2"
#: So many single placements, and so many tables, are computed side by side; who comes next waits.
_PLACEMENTS_AT_ONCE, _TABLES_AT_ONCE = 4, 2
_T = TypeVar("_T")
Work = Callable[[Request, str], Awaitable[Response]]


def routes(settings: Settings | None = None) -> list[BaseRoute]:
    """The routes, for a server of Starlette's kind. Raises SettingError."""
    api = Api(settings or settings_of())
    app = Starlette(routes=api.routes(), middleware=api.middleware(), exception_handlers={HTTPException: no_such})
    app.router.redirect_slashes = False
    return [Mount(PREFIX, app=app)]


def application(settings: Settings | None = None) -> Starlette:
    """The routes alone, as an application. Raises SettingError."""
    app = Starlette(routes=routes(settings), exception_handlers={HTTPException: no_such})
    app.router.redirect_slashes = False
    return app


async def no_such(request: Request, error: Exception) -> Response:
    """What is not there, and what cannot be asked of what is there."""
    headers: Any = getattr(error, "headers", None) or {}
    method = getattr(error, "status_code", 404) == 405
    problem = ProblemError("method", headers, method=request.method[:20]) if method else ProblemError("not_found")
    return response(problem, language_of(request))


class Api:
    """What the endpoints share: the settings, who has called, the rules, and what is computed at a time."""

    def __init__(self, settings: Settings, visitors: Visitors | None = None) -> None:
        self._settings = settings
        self._visitors = visitors or Visitors(settings.rate)
        self._book = LastGood()
        self._placements = CapacityLimiter(_PLACEMENTS_AT_ONCE)
        self._tables = CapacityLimiter(_TABLES_AT_ONCE)

    def middleware(self) -> list[Middleware]:
        """What stands around the endpoints: who may call from a page of another site, where anybody may."""
        if not self._settings.cors_origins:
            return []
        return [
            Middleware(
                CORSMiddleware,
                allow_origins=self._settings.cors_origins,
                allow_methods=("GET", "POST"),
                allow_headers=("Content-Type",),
                expose_headers=(ERRORS_HEADER, WRONG_HEADER, "Retry-After", "Content-Language"),
            )
        ]

    def routes(self) -> list[BaseRoute]:
        """The endpoints (docs/api.md)."""
        reads: dict[str, Work] = {
            "/rules": self._of_book(lambda _, book, lang: reference.rules(book, lang)),
            "/rules/{id}": self._of_book(lambda asked, book, lang: reference.rule(book, asked.path_params["id"], lang)),
            "/sectors": self._of_book(lambda _, book, lang: reference.sectors(book, lang)),
            "/schema/placement": _fixed(lambda _: placement_schema()),
            "/schema/assessment": _fixed(lambda _: assessment_schema()),
            "/openapi.json": _fixed(document),
        }
        writes: dict[str, Work] = {"/assess": self._assess, "/assess-table": self._assess_table}
        return [
            *(Route(f"{VERSION}{path}", self._answering(work), methods=["GET"]) for path, work in reads.items()),
            *(Route(f"{VERSION}{path}", self._answering(work), methods=["POST"]) for path, work in writes.items()),
        ]

    def _answering(self, work: Work) -> Callable[[Request], Awaitable[Response]]:
        """An endpoint: counted, and every failure told as a problem, never as a traceback."""

        async def answer(request: Request) -> Response:
            lang = language_of(request)
            try:
                address = address_of(request.scope, self._settings.trusted_proxies)
                self._visitors.take(address)
                check_language(request)
                with self._visitors.at_work(address):
                    return await work(request, lang)
            except ProblemError as problem:
                return response(problem, lang)
            except Exception as error:
                return response(ProblemError("unexpected", reference=logged(error, _LOG)), lang)

        return answer

    def _of_book(self, made: Callable[[Request, RuleBook, str], Any]) -> Work:
        async def work(request: Request, lang: str) -> Response:
            return await self._beside(lambda: json_response(made(request, self._book(), lang), lang), self._placements)

        return work

    async def _assess(self, request: Request, lang: str) -> Response:
        content_type(request, JSON)
        body = await body_of(request)
        return await self._beside(lambda: json_response(assessed(body, self._book()), lang), self._placements)

    async def _assess_table(self, request: Request, lang: str) -> Response:
        kind, as_csv = content_type(request, CSV, JSON_LINES), wants_csv(request)
        body = await body_of(request)
        return await self._beside(lambda: _table(kind, body, self._book(), lang, as_csv=as_csv), self._tables)

    async def _beside(self, work: Callable[[], _T], limiter: CapacityLimiter) -> _T:
        """Done in a thread: who asks something small meanwhile is answered."""
        return await to_thread.run_sync(work, limiter=limiter)


def _fixed(made: Callable[[str], Any]) -> Work:
    async def work(_: Request, lang: str) -> Response:
        return json_response(made(lang), lang)

    return work


def _table(kind: str, body: bytes, book: RuleBook, lang: str, *, as_csv: bool) -> Response:
    from compensation.api import tables  # pyarrow: for tables only

    found = tables.computed(kind, body, book, lang)
    headers = {**HEADERS, "Content-Language": lang}
    if as_csv:
        headers[ERRORS_HEADER] = str(found.errors.num_rows)
        headers[WRONG_HEADER] = str(found.wrong_rows)
        return Response(tables.as_csv(found.results), 200, headers, CSV)
    return StreamingResponse(_calmly(tables.as_json(found, book)), 200, headers, JSON)


def _calmly(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces of an answer that has begun; should one fail, the answer ends there, and is no JSON."""
    try:
        yield from pieces
    except Exception as error:
        logged(error, _LOG)
