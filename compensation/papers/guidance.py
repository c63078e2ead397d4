"""What is good to know at the end of a student's letter: only what is said to the employer, with its sources."""

from __future__ import annotations

from collections.abc import Iterator

from compensation.papers.blocks import Block, Bullets, Heading, Item
from compensation.papers.case import Case
from compensation.papers.sources import on_paper
from compensation.telling.guidance import Guidance, for_the_letter
from compensation.texts import text

#: A letter asks something: no more than this stands beside it.
MOST = 2


def guidance(case: Case) -> Iterator[Block]:
    """A heading and a list; nothing where no line belongs to this placement."""
    found = for_the_letter(case, case.lang)[:MOST]
    if found:
        yield Heading(text("guidance.letter", case.lang))
        yield Bullets([_item(line, case.lang) for line in found], small=True)


def _item(line: Guidance, lang: str) -> Item:
    titles = ", ".join(source.title for source in line.sources)
    told = f"{line.said} {line.seen}. {text('guidance.source', lang, sources=titles)}"
    return on_paper(told, next((source.url for source in line.sources if source.url), None), lang)
