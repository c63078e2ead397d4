"""Plain text and links inside Markdown: what is data must never be read as markup."""

from __future__ import annotations

import re

from compensation.outside import one_line

#: A word from this length on may be broken, so that a table still fits on a phone.
_LONG_WORD = re.compile(r"\w{12,}")
_SYLLABLE = re.compile(r"(?<=[aeiouy])(?=[bcdfghjklmnpqrstvwxz][aeiouy])", re.IGNORECASE)
#: An address that stands for one that is not there yet (RFC 2606).
_NOWHERE = re.compile(r"https?://[^/]*\.invalid(/|$)")
#: What begins an address: www before its point, http or https before its colon, a name before its @.
_ADDRESS = re.compile(r"(?:www(?=\.)|https?(?=\\?:)|[\w+-](?=@))", re.IGNORECASE)
_LONGEST, _NAME = 2000, 80
#: Signs of markup that no name needs.
_MARKUP = re.compile(r"[\\`*_{}\[\]()<>|~$#]")
_NO_BREAK = "\N{NO-BREAK SPACE}"
#: A hyphen inside a word is no markup, and an address in which it is escaped is another address.
_MARKS = re.compile(r"([\\`*_{}\[\]()#+!|<>~$:]|(?<!\w)-|-(?!\w))")


def literal(text: str) -> str:
    r"""A text that shows as it stands, whatever signs it holds.

    >>> literal("[x](y) :red[z] $1$")
    '\\[x\\]\\(y\\) \\:red\\[z\\] \\$1\\$'
    """
    return _MARKS.sub(r"\\\1", text)


def outside(text: str) -> str:
    r"""A text that somebody else wrote (a file, a link, a search), on one line, bounded, and no link of any kind.

    A browser's Markdown makes links of what looks like an address, also where every sign of markup is escaped. An
    invisible sign that joins words (U+2060) keeps it from looking like one.

    >>> outside("www.evil.example\n# a@evil.example").replace("\N{WORD JOINER}", "^")
    'www^.evil.example \\# a^@evil.example'
    """
    parts = text[:_LONGEST].split(_NO_BREAK)  # such as in an amount, which stays on one line
    line = _NO_BREAK.join(one_line(part, _LONGEST) for part in parts)
    return _ADDRESS.sub(lambda found: f"{found[0]}\N{WORD JOINER}", literal(line))


def plain(text: str) -> str:
    r"""A name that somebody else wrote, without what could be markup or an address, for wherever names may stand.

    >>> plain("**[Norm](https://evil.example)** 2027").replace("\N{WORD JOINER}", "^")
    'Normhttps^://evil.example 2027'
    """
    return _ADDRESS.sub(lambda found: f"{found[0]}\N{WORD JOINER}", _MARKUP.sub("", one_line(text, _NAME))).strip()


def breakable(text: str) -> str:
    """The same text, in which a very long word may be broken at the end of a line (soft hyphens).

    >>> breakable("Cao Beroepsgoederenvervoer").replace("\\N{SOFT HYPHEN}", "|")
    'Cao Be|roepsgoe|de|renvervoer'
    """
    return _LONG_WORD.sub(lambda word: _SYLLABLE.sub("\N{SOFT HYPHEN}", word[0]), text)


def link(title: str, url: str | None) -> str:
    """A link with a title, or the title alone where there is no web address."""
    if not url or not url.startswith(("https://", "http://")) or _NOWHERE.match(url):
        return literal(title)
    return f"[{literal(title)}](<{url.replace('<', '%3C').replace('>', '%3E').replace(' ', '%20')}>)"
