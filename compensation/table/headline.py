"""The headline of a summary in words: what is missing, on what ground, and what nobody stated.

One place for the page, the command line and reports. Law, cao, pact and advice are never added up without being told
apart, and what was not filled in is no shortage.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from compensation.outside import one_line
from compensation.rulebook import RuleBook
from compensation.table.summary import GroundRow, GroupRow, Summary
from compensation.table.suppression import LEAST_GROUP
from compensation.texts import euros, text
from compensation.units import cents


def headline(summary: Summary, lang: str) -> Iterator[str]:
    """Sentences (the little Markdown of the house), the most important one first; none for too few placements."""
    whole = summary.whole
    if whole is None:
        return
    if summary.tried:
        yield with_norm(summary.tried, lang)
    yield _what_is_missing(whole, lang)
    missing = [_on_ground(row, lang) for row in summary.grounds if row.gap is None or row.gap]
    if missing and whole.gap != 0:
        listed = "; ".join(missing)
        yield _say("by_ground", lang, grounds=listed[0].upper() + listed[1:])
    if said := _not_stated(whole, lang):
        yield said
    if whole.estimate:
        yield _say("estimate", lang, amount=_money(whole.estimate, lang))
    if summary.wrong_rows:
        rows = summary.placements + summary.wrong_rows
        yield _say("wrong_rows", lang, wrong=summary.wrong_rows, rows=rows)


def with_norm(tried: Sequence[str], lang: str) -> str:
    """That figures were computed with norms that somebody tries; the names are of who made them."""
    names = ", ".join(one_line(name) for name in tried)
    return _say("with_norm", lang, names=names, ground=text("words.force.employer", lang))


def _what_is_missing(whole: GroupRow, lang: str) -> str:
    if whole.gap is None:
        return _say("hidden", lang, placements=whole.placements, least=LEAST_GROUP)
    if not whole.gap:
        return _say("none", lang, placements=whole.placements)
    gap = _money(whole.gap, lang)
    if whole.with_gap is None:
        return _say("short_some", lang, placements=whole.placements, gap=gap)
    return _say("short", lang, placements=whole.placements, short=whole.with_gap, gap=gap)


def _on_ground(row: GroundRow, lang: str) -> str:
    ground = text(f"words.force.{row.ground}", lang)
    if row.gap is None:
        return _say("ground_hidden", lang, ground=ground)
    if row.with_gap is None:
        return _say("ground_amount", lang, ground=ground, amount=_money(row.gap, lang))
    return _say("ground", lang, ground=ground, amount=_money(row.gap, lang), count=row.with_gap)


def _not_stated(whole: GroupRow, lang: str) -> str | None:
    amount = None if not whole.not_stated else _money(whole.not_stated, lang)
    if amount and whole.with_not_stated:
        return _say("not_stated", lang, count=whole.with_not_stated, amount=amount)
    if amount:
        return _say("not_stated_amount", lang, amount=amount)
    return _say("not_stated_count", lang, count=whole.with_not_stated) if whole.with_not_stated else None


def group_name(group_by: str, key: str, book: RuleBook, lang: str) -> str:
    """The name of a group; the one without a key has a name too."""
    if not key:
        return text(f"branch.overview.without.{group_by}", lang)
    if group_by == "sector":
        return book.sectors[key].name[lang]
    if group_by == "scheme":
        return book.schemes[key].name
    return text(f"words.level.{key}", lang) if group_by == "level" else key


def group_words(row: GroupRow, lang: str) -> str:
    """What is said of a group below its name, as far as it may be."""
    said = [_say("group.placements", lang, count=row.placements)]
    if row.with_gap is not None:
        said.append(_say("group.short", lang, count=row.with_gap))
    if row.with_not_stated is not None:
        said.append(_say("group.silent", lang, count=row.with_not_stated))
    if row.gap is None or row.median_gap is None:
        said.append(_say("group.hidden", lang))
    else:
        said.append(_say("group.gap", lang, gap=_money(row.gap, lang), median=_money(row.median_gap, lang)))
    return ", ".join(said)


def _money(amount: Decimal, lang: str) -> str:
    return euros(cents(amount), lang)


def _say(key: str, lang: str, **values: object) -> str:
    return text(f"summary.{key}", lang, **values)
