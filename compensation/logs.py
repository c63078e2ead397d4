"""What may stand in a log: no address with what was asked; of an error a reference, its kind and places in the code.

No message and no values of an error: those may quote what somebody filled in. `calm_logs` holds every log of the
process to it, those of Streamlit and uvicorn too.
"""

from __future__ import annotations

import logging
import re
import secrets
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType
from typing import Any

_LOG = logging.getLogger("passend")
#: What follows these in an address is of one visit: a file that was given, a file that was made.
_OF_A_VISIT = re.compile(r"(/_stcore/upload_file|/media|/_stcore/stream)/[^\s?\"]+")
_QUERY = re.compile(r"\?[^\s\"]*")
_usual = logging.getLogRecordFactory()


def logged(error: BaseException, log: logging.Logger) -> str:
    """Log an unexpected error without what it says; the reference under which it stands in the log."""
    reference = secrets.token_hex(4)
    log.error("reference %s: %s at %s", reference, type(error).__qualname__, places(error))
    return reference


def places(error: BaseException) -> str:
    """Where an error came from: file names and lines, the last eight."""
    frames = traceback.extract_tb(error.__traceback__)
    return " > ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames[-8:])


def without_query(address: str) -> str:
    """An address without what was asked with it, and without the name of a visit.

    >>> without_query("/student?pay=9.60&hours=32"), without_query("/_stcore/upload_file/3f1c/77a0")
    ('/student', '/_stcore/upload_file/...')
    """
    return _OF_A_VISIT.sub(r"\1/...", _QUERY.sub("", address))


def calm_logs() -> None:
    """From now on, in every log of this process: errors without what they say, addresses without what was asked."""
    logging.setLogRecordFactory(_calm_record)
    logging.raiseExceptions = False  # a log that cannot be written would print what it was about
    sys.excepthook = _tell
    threading.excepthook = lambda args: _tell(args.exc_type, args.exc_value, args.exc_traceback)


def _calm_record(*given: Any, **named: Any) -> logging.LogRecord:
    record = _usual(*given, **named)
    error = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
    if isinstance(record.args, tuple):
        record.args = tuple(map(_calm, record.args))
    if error is not None:
        record.msg, record.args = f"{_kept(record, error)} {type(error).__qualname__} at {places(error)}".strip(), ()
        record.exc_info = record.exc_text = record.stack_info = None
    elif record.name.startswith("uvicorn") and isinstance(record.msg, str):
        record.msg = without_query(record.msg)
    return record


def _kept(record: logging.LogRecord, error: BaseException) -> str:
    """What was to be logged with an error, where it does not repeat what the error says."""
    try:
        said = record.getMessage()
    except (TypeError, ValueError):
        return ""
    return "" if str(error) and str(error) in said else f"{said}:"


def _calm(value: Any) -> Any:
    if isinstance(value, BaseException):
        return type(value).__qualname__
    return without_query(value) if isinstance(value, str) and value.startswith("/") else value


def _tell(kind: type[BaseException], error: BaseException | None, _: TracebackType | None) -> None:
    """An error that nobody caught."""
    if error is not None and not issubclass(kind, KeyboardInterrupt):
        logged(error, _LOG)
