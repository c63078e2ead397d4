"""The API called without a network: an ASGI application, a request, what comes back."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from compensation.api import application
from compensation.settings import Settings

#: What a test may call as often as it likes.
OFTEN = Settings(rate=100_000)
BOL = {
    "route": "bol",
    "start": "2026-02-02",
    "end": "2026-07-03",
    "hours_per_week": 32,
    "workdays": ["mon", "tue", "wed", "thu"],
    "norm": "own",
    "own_norm": {"amount": "400", "base_hours": 40},
    "offer": {"allowance": {"amount": "250", "per": "month"}},
}


@dataclass(frozen=True)
class Answer:
    """Status, headers by their small names, body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def data(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


def call(
    path: str,
    body: bytes | None = None,
    *,
    method: str | None = None,
    app: Any = None,
    client: tuple[str, int] | None = ("192.0.2.1", 1234),
    pieces: int = 1,
    wait: float = 0.0,
    **headers: str,
) -> Answer:
    """One request. The body comes in so many pieces, before each of which is waited."""
    return asyncio.run(_call(app or application(OFTEN), path, body, method, client, pieces, wait, headers))


async def _call(
    app: Any,
    path: str,
    body: bytes | None,
    method: str | None,
    client: tuple[str, int] | None,
    pieces: int,
    wait: float,
    headers: Mapping[str, str],
) -> Answer:
    plain, _, query = path.partition("?")
    sent = body or b""
    step = max(1, -(-len(sent) // pieces))
    parts = [sent[at : at + step] for at in range(0, len(sent), step)] or [b""]
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "method": method or ("GET" if body is None else "POST"),
        "path": plain,
        "raw_path": plain.encode(),
        "root_path": "",
        "scheme": "http",
        "query_string": query.encode(),
        "headers": [(name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in headers.items()],
        "client": client,
        "server": ("127.0.0.1", 8502),
    }
    told: dict[str, Any] = {"body": b""}

    async def receive() -> dict[str, Any]:
        if wait:
            await asyncio.sleep(wait)
        if not parts:
            return {"type": "http.disconnect"}
        part = parts.pop(0)
        return {"type": "http.request", "body": part, "more_body": bool(parts)}

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            told["status"] = message["status"]
            told["headers"] = {name.decode(): value.decode("latin-1") for name, value in message["headers"]}
        else:
            told["body"] += message.get("body", b"")

    await app(scope, receive, send)
    return Answer(told["status"], told["headers"], told["body"])


def assess(placement: Any, *, lang: str = "en", **more: Any) -> Answer:
    """`POST /api/v2/assess`."""
    body = placement if isinstance(placement, bytes) else json.dumps(placement).encode()
    return call(f"/api/v2/assess?lang={lang}", body, **({"content_type": "application/json"} | more))


def assess_table(body: bytes, kind: str, *, lang: str = "en", **more: Any) -> Answer:
    """`POST /api/v2/assess-table`."""
    return call(f"/api/v2/assess-table?lang={lang}", body, content_type=kind, **more)
