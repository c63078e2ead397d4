"""The child: takes on its limits, then opens one file and hands over what it holds."""

from __future__ import annotations

import json
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from compensation.table.faults import TableError
from compensation.table.limits import Limits
from compensation.table.source import Choice, Source
from compensation.table.wire import packed, send


def main() -> None:
    """Answer what the keeper asks on standard input until it closes."""
    for name in ("SIGINT", "SIGHUP"):  # a terminal tells the whole family; the keeper answers for it
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    out, asked = sys.stdout.buffer, sys.stdin.buffer
    job = json.loads(asked.readline())
    restrict(**job["process"])
    try:
        answer(job, asked, out)
    except TableError as error:
        send(out, b"X", json.dumps({"code": error.code, "values": dict(error.values)}, default=str).encode())
    except MemoryError:
        send(out, b"X", b'{"code": "too_heavy", "values": {}}')
    except BrokenPipeError:
        pass
    except OSError as error:
        reason = {"file": Path(job["path"]).name, "reason": error.strerror or type(error).__name__}
        send(out, b"X", json.dumps({"code": "io", "values": reason}).encode())


def answer(job: dict[str, Any], asked: IO[bytes], out: IO[bytes]) -> None:
    """What the file holds, and the rows of each tab that is asked for."""
    from compensation.table.caged.opening import opened

    source = opened(
        Path(job["path"]), Limits(**{k: v for k, v in job["limits"].items() if v is not None}), job["piece"]
    )
    send(out, b"J", json.dumps(_told(source)).encode())
    while line := asked.readline():
        for chunk in source.chunks(Choice(**json.loads(line))):
            send(out, b"B", int(source.done() * 65535).to_bytes(2, "big") + packed(chunk))
        counted = source.counted
        assert counted is not None
        send(out, b"J", json.dumps(vars(counted)).encode())


def _told(source: Source) -> dict[str, Any]:
    return {"kind": source.kind, "tabs": [tab.plain() for tab in source.tabs], "written": vars(source.written)}


def restrict(memory: int, seconds: int) -> None:
    """So much memory, so much processor time, no file that grows, no dump of memory."""
    try:
        import resource
    except ImportError:  # Windows
        return
    most = {"RLIMIT_AS": memory, "RLIMIT_CPU": seconds, "RLIMIT_FSIZE": 0, "RLIMIT_CORE": 0, "RLIMIT_NOFILE": 64}
    for name, limit in most.items():
        with suppress(ValueError, OSError, AttributeError):
            resource.setrlimit(getattr(resource, name), (limit, limit))
