"""A source as it stands on paper: the official page by its name, and its address.

How a page was read (itself or in a copy, and whose) is said on the page of rules. On paper a copy's address would look
like the source's own, so it is left out.
"""

from __future__ import annotations

import re

from compensation.papers.blocks import Item
from compensation.texts import text

_READ = re.compile(
    r"[,;]? ?(?:beide |both )?(?:gelezen in een kopie|read in a copy)(?: \((?P<in>[^();]*[./][^();]*)\))?"
)
_COPY = re.compile(r" \(kopie op (?P<in>[^)]*)\)")
#: The number of a law in the register of laws: a reader needs its name.
_NUMBER = re.compile(r" \(BWBR\d+\)|BWBR\d+[,;] ")
_SECONDARY = re.compile(r"Secundaire bron(?P<many>nen)?: ")
#: Where copies stand that name nobody.
_HOSTS = ("github.com",)


def on_paper(said: str, url: str | None, lang: str) -> Item:
    """A line of a list of sources.

    >>> on_paper("Cao VVT (caoinfo.nl), gelezen in een kopie (webwoordenboek.nl).", "https://webwoordenboek.nl", "nl")
    Item(text='Cao VVT (caoinfo.nl).', url=None)
    >>> on_paper("Cao Horeca, gelezen in een kopie (2025; nog niet bevestigd).", None, "nl").text
    'Cao Horeca (2025; nog niet bevestigd).'
    >>> on_paper("Week (NS); Wanneer (DUO, gelezen in een kopie)", "https://www.ns.nl/week", "nl")
    Item(text='Week (NS); Wanneer (DUO)', url='https://www.ns.nl/week')
    >>> on_paper("Wet (Wml; BWBR0002638; gelezen in een kopie, tekst van 1 juli 2026).", None, "nl").text
    'Wet (Wml; tekst van 1 juli 2026).'
    """
    copies = [found["in"] for pattern in (_READ, _COPY) for found in pattern.finditer(said) if found["in"]]
    named = [name for names in copies for name in re.split(r"[ ,]+", names) if "." in name or "/" in name]
    for pattern in (_READ, _COPY, _NUMBER):
        said = pattern.sub("", said)
    said = _SECONDARY.sub(lambda m: text(f"documents.source.secondary{'_many' if m['many'] else ''}", lang), said)
    of_a_copy = url is not None and any(name in url for name in (*named, *_HOSTS))
    return Item(said, None if of_a_copy else url)
