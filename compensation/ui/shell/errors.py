"""What a visitor sees when something unexpected happens: a calm sentence and a reference, never a stack trace.

The log gets the reference, the kind of error and the places in the code. It gets no message and no values: a
message may quote what somebody filled in.
"""

from __future__ import annotations

import logging

import streamlit as st

from compensation.logs import logged
from compensation.ui.parts.words import t

_LOG = logging.getLogger("passend.ui")


def tell_failure(error: Exception) -> bool:
    """Log an unexpected error without personal data, and tell the visitor calmly. True: it has been told."""
    st.error(t("shell.failure", reference=logged(error, _LOG)))
    return True
