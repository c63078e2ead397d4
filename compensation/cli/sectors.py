"""`passend sectors`: every scheme on one reference placement, or the branch of what somebody makes or sells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from compensation.compare.sectors import Comparison, LevelAmount, SchemeRow
from compensation.rulebook import RuleBook
from compensation.texts import day, euros, text


def found_lines(words: str, on: date, book: RuleBook, lang: str) -> Iterator[str]:
    """The branches of what somebody makes or sells, how sure, and what probably applies there."""
    from compensation.compare.finder import find, probable, told  # its search is for this question only

    matches = find(words, book, lang)
    if not matches:
        yield text("finder.nothing", lang)
    for match in matches:
        how = text(f"finder.sure.{match.sure}", lang, word=match.word)
        yield text("finder.match", lang, sector=book.sectors[match.sector].name[lang], how=how)
        found = probable(match.sector, book, match.schemes)
        sentences = dict.fromkeys([*told(found, on, lang), *told(found, on, lang, bbl=True)])
        for said in sentences:
            yield f"  {said.text}"
            if said.source is not None:
                url = f" ({said.source.url})" if said.source.url else ""
                yield f"    {text('finder.source', lang, title=said.source.title)}{url}"


def comparison_lines(found: Comparison, book: RuleBook, lang: str) -> Iterator[str]:
    """The schemes, the reference lines, and the schemes without an amount, each with the key that a placement names."""

    def say(key: str, **values: object) -> str:
        return text(f"cli.sectors.{key}", lang, **values)

    reference = found.reference
    yield say("title", hours=reference.hours_per_week, days=reference.days, on=reference.on, year=reference.study_year)
    yield ""
    head = [
        say(f"head.{name}")
        for name in ("sector", "scheme", "mbo", "hbo", "wo", "gap", "hour", "as_of", "checked", "key")
    ]
    rows = []
    for row in found.schemes:
        name = say("proposed", name=row.name) if row.proposed else row.name
        levels = [_amount(level, lang) for level in row.levels]
        gap = "" if row.level_gap is None else _euros(row.level_gap, lang)
        seen = _last_seen(row, reference.on, lang)
        checked = text(f"words.mark.{row.mark}", lang)
        sector = book.sectors[row.sector].name[lang]
        rows.append([sector, name, *levels, gap, _euros(row.norm_hour, lang), seen, checked, row.key])
    yield from _aligned([head, *rows], right=(2, 3, 4, 5, 6))
    yield ""
    yield say("lines")
    for line in found.lines:
        level = "" if line.level is None else f" ({text(f'words.level.{line.level}', lang)})"
        yield f"  {book.norms[line.key].name[lang]}{level}: {say('a_month', amount=_euros(line.month, lang))}"
    yield ""
    yield say("not_known", count=len(found.not_compared))
    for unknown in found.not_compared:
        yield f"  {unknown.name} [{unknown.key}]: {text(f'cli.sectors.status.{unknown.status}', lang)}"
    yield ""
    yield text("cli.advice", lang)


def _euros(amount: Decimal, lang: str) -> str:
    return euros(int(amount.scaleb(2)), lang)


def _last_seen(row: SchemeRow, on: date, lang: str) -> str:
    """When an amount was last seen; the end of a cao that is still to come is the day to which its source speaks."""
    if row.undated:
        return text("cli.sectors.undated", lang)
    if row.as_of > on:
        return text("cli.sectors.to_come", lang, day=row.as_of)
    return day(row.as_of, lang) + (f" ({text('cli.sectors.stale', lang)})" if row.stale else "")


def _amount(level: LevelAmount, lang: str) -> str:
    return text("cli.sectors.none", lang) if level.month is None else _euros(level.month, lang)


def _aligned(rows: list[list[str]], right: tuple[int, ...]) -> Iterator[str]:
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        cells = (c.rjust(w) if i in right else c.ljust(w) for i, (c, w) in enumerate(zip(row, widths, strict=True)))
        yield "  ".join(cells).rstrip()
