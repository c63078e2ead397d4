"""What a request asks: its language, the form of the answer, and its body, read within limits of size and time."""

from __future__ import annotations

from collections.abc import Iterable

import anyio
from starlette.requests import ClientDisconnect, Request

from compensation.api.forms import CSV, JSON, JSON_LINES
from compensation.api.problems import ProblemError
from compensation.outside import shown
from compensation.table.limits import MEGABYTE, PAGE_MEGABYTES
from compensation.texts import FALLBACK, FIRST, LANGUAGES

MOST_BYTES = PAGE_MEGABYTES * MEGABYTE
#: So long a body may take to come, whole.
BODY_SECONDS = 30.0
_SAME = {"application/jsonl": JSON_LINES, "application/x-jsonlines": JSON_LINES, "application/jsonlines": JSON_LINES}
_PARAMETER = "lang"
_MOST_WEIGHED = 20


def language_of(request: Request) -> str:
    """The language of the answer, also of a request that asks for one that is not there."""
    asked = request.query_params.get(_PARAMETER)
    return asked if asked in LANGUAGES else accepted_language(request.headers.get("accept-language", ""))


def check_language(request: Request) -> None:
    """Raise ProblemError when ?lang names a language that is not there."""
    asked = request.query_params.get(_PARAMETER)
    if asked is not None and asked not in LANGUAGES:
        raise ProblemError("language", value=shown(asked), choices=", ".join(LANGUAGES))


def accepted_language(said: str) -> str:
    """The best of our languages by Accept-Language; the first one where nothing is said, English where none is ours.

    >>> accepted_language("fr, en;q=0.5, nl;q=0.8"), accepted_language("pl"), accepted_language("")
    ('nl', 'en', 'nl')
    """
    if not said.strip():
        return FIRST
    for tag in weighed(said):
        if tag == "*":
            return FIRST
        if (code := tag.partition("-")[0]) in LANGUAGES:
            return code
    return FALLBACK


def weighed(said: str) -> list[str]:
    """What a header accepts, the best first; what is refused (q=0) left out."""
    found: list[tuple[float, str]] = []
    for part in said.lower().split(",")[:_MOST_WEIGHED]:
        name, *parameters = (piece.strip() for piece in part.split(";"))
        weight = next((_weight(piece[2:]) for piece in parameters if piece.startswith("q=")), 1.0)
        if name and weight > 0:
            found.append((weight, name))
    return [name for _, name in sorted(found, key=lambda item: -item[0])]


def _weight(said: str) -> float:
    try:
        weight = float(said)
    except ValueError:
        return 0.0
    return weight if 0 <= weight <= 1 else 0.0


def wants_csv(request: Request) -> bool:
    """Whether the answer is asked as csv: it is named, and before JSON."""
    names = [name for name in weighed(request.headers.get("accept", "")) if name in (CSV, JSON, "text/*", "*/*")]
    return bool(names) and names[0] in (CSV, "text/*")


def content_type(request: Request, *known: str) -> str:
    """The form of the body, one of those known. Raises ProblemError for another, or one in another encoding."""
    said = request.headers.get("content-type", "")
    kind, *parameters = (piece.strip().lower() for piece in said.split(";"))
    kind = _SAME.get(kind, kind)
    if kind not in known:
        raise ProblemError("content_type", value=shown(kind) or "-", choices=_listed(known))
    charset = next((piece[8:].strip('"') for piece in parameters if piece.startswith("charset=")), "utf-8")
    # A csv tells its encoding itself, as every file of placements does.
    if kind != CSV and charset not in ("utf-8", "utf8", "us-ascii"):
        raise ProblemError("encoding", value=shown(charset))
    if (packed := request.headers.get("content-encoding", "identity")) != "identity":
        raise ProblemError("encoding", value=shown(packed))
    return kind


def _listed(known: Iterable[str]) -> str:
    return ", ".join(known)


async def body_of(request: Request) -> bytes:
    """The whole body. Raises ProblemError for one that is too large or too slow."""
    length = request.headers.get("content-length", "")
    if length.isascii() and length.isdigit() and (len(length) > 12 or int(length) > MOST_BYTES):
        raise ProblemError("too_large", {"Connection": "close"}, most=PAGE_MEGABYTES)
    parts: list[bytes] = []
    size = 0
    try:
        with anyio.fail_after(BODY_SECONDS):
            async for part in request.stream():
                size += len(part)
                if size > MOST_BYTES:
                    raise ProblemError("too_large", {"Connection": "close"}, most=PAGE_MEGABYTES)
                parts.append(part)
    except TimeoutError:
        raise ProblemError("slow", {"Connection": "close"}, seconds=int(BODY_SECONDS)) from None
    except ClientDisconnect:
        raise ProblemError("slow", seconds=int(BODY_SECONDS)) from None
    return b"".join(parts)
