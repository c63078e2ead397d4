"""What goes wrong, as `application/problem+json` (RFC 9457): one kind of answer, at most 100 faults in it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from starlette.responses import Response

from compensation.api.forms import HEADERS, JSON, PROBLEM_JSON
from compensation.outside import MOST_TOLD, JsonError, one_line
from compensation.placement import PlacementError, PlacementFault
from compensation.texts import text

#: Code of a problem -> its HTTP status. The sentences stand under `api.<code>`.
STATUS: Mapping[str, int] = {
    "language": 400,
    "json": 400,
    "not_utf8": 400,
    "not_found": 404,
    "rule_unknown": 404,
    "method": 405,
    "slow": 408,
    "too_large": 413,
    "too_many_rows": 413,
    "content_type": 415,
    "encoding": 415,
    "placement": 422,
    "table": 422,
    "unsure": 422,
    "rate": 429,
    "unexpected": 500,
    "busy": 503,
    "rules": 503,
}


class Fault(NamedTuple):
    """One fault: where, its code, and what is wrong and what to do."""

    path: str
    code: str
    message: str


class ProblemError(Exception):
    """A request that cannot be answered; `values` are those of its sentence, `headers` go with the answer."""

    def __init__(self, code: str, headers: Mapping[str, str] | None = None, **values: Any) -> None:
        super().__init__(code)
        self.code, self.values = code, values
        self.headers = dict(headers or {})

    @property
    def status(self) -> int:
        """The HTTP status."""
        return STATUS[self.code]

    def faults(self, lang: str) -> tuple[Sequence[Fault], int]:  # noqa: ARG002
        """The faults in a language, and how many more there are."""
        return (), 0


class FaultyError(ProblemError):
    """A placement with faults."""

    def __init__(self, error: PlacementError) -> None:
        super().__init__("placement")
        self.error = error

    def faults(self, lang: str) -> tuple[Sequence[Fault], int]:
        """The faults, and how many more there are."""
        return [fault_of(fault, lang) for fault in self.error.faults[:MOST_TOLD]], self.error.more


class NoJsonError(ProblemError):
    """Text that is no JSON that can be used."""

    def __init__(self, error: JsonError) -> None:
        super().__init__("json")
        self.error = error

    def faults(self, lang: str) -> tuple[Sequence[Fault], int]:
        """The fault."""
        return [Fault("", f"json.{self.error.code}", one_line(self.error.said(lang)))], 0


def fault_of(fault: PlacementFault, lang: str) -> Fault:
    """A fault of a placement."""
    return Fault(fault.path, fault.code, one_line(fault.message(lang)))


def response(problem: ProblemError, lang: str) -> Response:
    """The answer that tells a problem."""
    found, more = problem.faults(lang)
    told: dict[str, Any] = {
        "type": f"urn:passend:problem:{problem.code}",
        "title": text(f"api.titles.{problem.code}", lang),
        "status": problem.status,
        "detail": one_line(text(f"api.{problem.code}", lang, **problem.values)),
    }
    if found:
        told |= {"faults": [fault._asdict() for fault in found], "more": more}
    return json_response(told, lang, status=problem.status, media_type=PROBLEM_JSON, headers=problem.headers)


def json_response(
    content: Any,
    lang: str,
    *,
    status: int = 200,
    media_type: str = JSON,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Data as JSON, in UTF-8; a sign that has no UTF-8 (half of a pair) is written as its escape."""
    body = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    sent = body.encode("utf-8", "backslashreplace")
    return Response(sent, status, {**HEADERS, **(headers or {}), "Content-Language": lang}, media_type)
