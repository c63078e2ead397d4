"""The little Markdown that a cell of a table may hold, as HTML. Everything that is not markup is escaped.

A cell may be **bold**, :small[small], hold a [link](<https://…>) and have more lines; a backslash takes the meaning
from a sign, as compensation.ui.parts.markdown.literal writes it. Anything else shows as it stands.
"""

from __future__ import annotations

import re
from html import escape

_SMALL = ":small["
#: The target of a link, with the signs that a web address may hold; other schemes than the web's are no link.
_TARGET = re.compile(r"\((?:<(?P<angled>https?://[^<>\s]+)>|(?P<plain>https?://[^()<>\s]+))\)")
_SIGN = re.compile(r"[\\ *:\[]")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
#: Markup in markup in markup; what lies deeper shows as it stands.
_DEEPEST = 4
_BREAK = re.compile(r"[ ]{2,}\n[ ]*")


def as_html(said: str) -> str:
    r"""The markup of a cell as HTML.

    >>> as_html("**a**  \n:small[b \\[c\\]] <script>")
    '<strong>a</strong><br><small>b [c]</small> &lt;script&gt;'
    >>> as_html("[Cao & co](<https://a.nl>) [x](javascript:alert(1))")
    '<a href="https://a.nl" target="_blank" rel="noopener noreferrer">Cao &amp; co</a> [x](javascript:alert(1))'
    """
    return _html(said, 0)


def _html(said: str, depth: int) -> str:
    out: list[str] = []
    at = 0
    while begin := _SIGN.search(said, at):
        out.append(escape(said[at : begin.start()]))
        found = _marked(said, begin.start(), depth) if depth < _DEEPEST else None
        html, at = found or (escape(begin[0]), begin.end())
        out.append(html)
    return "".join([*out, escape(said[at:])])


def _marked(said: str, at: int, depth: int) -> tuple[str, int] | None:
    """The markup that begins at a place, as HTML, and where it ends; None where none begins."""
    if escaped := _ESCAPED.match(said, at):
        return escape(escaped[1]), escaped.end()
    if line := _BREAK.match(said, at):
        return "<br>", line.end()
    if said.startswith("**", at) and (end := _closing(said, at + 2, "**")) > at + 2:
        return f"<strong>{_html(said[at + 2 : end], depth + 1)}</strong>", end + 2
    if said.startswith(_SMALL, at) and (end := _closing(said, at + len(_SMALL), "]")) >= 0:
        return f"<small>{_html(said[at + len(_SMALL) : end], depth + 1)}</small>", end + 1
    return _link(said, at, depth) if said[at] == "[" else None


def _link(said: str, at: int, depth: int) -> tuple[str, int] | None:
    end = _closing(said, at + 1, "]")
    target = _TARGET.match(said, end + 1) if end >= 0 else None
    if target is None:
        return None
    address = escape(target["angled"] or target["plain"])
    words = _html(said[at + 1 : end], depth + 1)
    return f'<a href="{address}" target="_blank" rel="noopener noreferrer">{words}</a>', target.end()


def _closing(said: str, at: int, mark: str) -> int:
    """Where the mark stands that closes what began before `at`; -1 where nothing closes it."""
    depth = 0
    while at < len(said) and depth <= _DEEPEST:
        if said[at] == "\\":
            at += 2
            continue
        if depth == 0 and said.startswith(mark, at):
            return at
        depth += (said[at] == "[") - (said[at] == "]")
        at += 1
    return -1
