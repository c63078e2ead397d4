"""What is good to know and where to go, for the terminal: for the student and for the employer apart."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from compensation.telling.answer import Answer
from compensation.telling.guidance import Guidance, Person, good_to_know, where_to_go
from compensation.texts import text

PEOPLE: tuple[Person, ...] = ("student", "employer")


def guidance_lines(answer: Answer, lang: str) -> Iterator[str]:
    """Every line that belongs to this placement, with its day and its sources."""
    for person in PEOPLE:
        yield from _block(text(f"guidance.for_{person}", lang), good_to_know(answer, person, lang))
    for person in PEOPLE:
        yield from _block(text(f"guidance.where_{person}", lang), where_to_go(answer, person, lang))


def _block(title: str, found: list[Guidance]) -> Iterator[str]:
    if not found:
        return
    yield ""
    yield title
    for under, lines in groupby(found, key=lambda line: line.under):
        yield from [f" {under}"] if under else []
        for line in lines:
            yield f" - {f'{line.name}: ' if line.name else ''}{line.said}"
            yield from (f"     {part}" for part in (line.url, line.contact, line.seen) if part)
            yield from (f"     {source.title} {source.url or ''}".rstrip() for source in line.sources)
