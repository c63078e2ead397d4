"""What a visitor sees when something unexpected happens: a calm sentence and a reference, never a stack trace.

The log gets the reference, the kind of error and the places in the code. It gets no message and no values: a
message may quote what somebody filled in.
"""

from __future__ import annotations

import logging
import secrets
import traceback
from pathlib import Path

import streamlit as st

from compensation.ui.parts.words import t

_LOG = logging.getLogger("passend.ui")


def tell_failure(error: Exception) -> bool:
    """Log an unexpected error without personal data, and tell the visitor calmly. True: it has been told."""
    reference = secrets.token_hex(4)
    _LOG.error("reference %s: %s at %s", reference, type(error).__qualname__, _places(error))
    st.error(t("shell.failure", reference=reference))
    return True


def _places(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    return " > ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames[-8:])
