"""Plain text and links inside Markdown: what is data must never be read as markup."""

from __future__ import annotations

import re

_MARKS = re.compile(r"([\\`*_{}\[\]()#+!|<>~$:-])")


def literal(text: str) -> str:
    r"""A text that shows as it stands, whatever signs it holds.

    >>> literal("[x](y) :red[z] $1$")
    '\\[x\\]\\(y\\) \\:red\\[z\\] \\$1\\$'
    """
    return _MARKS.sub(r"\\\1", text)


def link(title: str, url: str | None) -> str:
    """A link with a title, or the title alone where there is no web address."""
    if not url or not url.startswith(("https://", "http://")):
        return literal(title)
    return f"[{literal(title)}](<{url.replace('<', '%3C').replace('>', '%3E').replace(' ', '%20')}>)"
