"""The forms of requests and answers, and the headers that answers bear."""

from __future__ import annotations

from collections.abc import Mapping

JSON, JSON_LINES, CSV, PROBLEM_JSON = (
    "application/json",
    "application/x-ndjson",
    "text/csv",
    "application/problem+json",
)
#: On every answer: it is kept nowhere on the way, and no browser reads it as anything but what it says it is.
HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Vary": "Accept, Accept-Language",
    "X-Content-Type-Options": "nosniff",
}
#: How many faults stand in the errors of a table that is answered as csv, and of how many rows.
ERRORS_HEADER, WRONG_HEADER = "Passend-Errors", "Passend-Wrong-Rows"
