"""Days in few signs, for headings and cells."""

from __future__ import annotations

from datetime import date


def short_day(on: str | date, lang: str) -> str:
    """2 feb. 2026."""
    from babel.dates import format_date

    return str(
        format_date(
            date.fromisoformat(on) if isinstance(on, str) else on,
            "d MMM y",
            locale="nl_NL" if lang == "nl" else "en_GB",
        )
    )
