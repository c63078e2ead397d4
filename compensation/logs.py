"""What an error may leave in a log: a reference, its kind, and places in the code. No message and no values: those may
quote what somebody filled in.
"""

from __future__ import annotations

import logging
import secrets
import traceback
from pathlib import Path


def logged(error: BaseException, log: logging.Logger) -> str:
    """Log an unexpected error without what it says; the reference under which it stands in the log."""
    reference = secrets.token_hex(4)
    log.error("reference %s: %s at %s", reference, type(error).__qualname__, places(error))
    return reference


def places(error: BaseException) -> str:
    """Where an error came from: file names and lines, the last eight."""
    frames = traceback.extract_tb(error.__traceback__)
    return " > ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames[-8:])
