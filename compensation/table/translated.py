"""How the words of a column are translated into those that the law knows, and which words of a file are not known."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from compensation.placement.kinds import KeyOf, Word
from compensation.rulebook import RuleBook
from compensation.table.catalog import ColumnSpec, plain, words
from compensation.table.words import (
    cao_status,
    everyday_amount,
    everyday_hours,
    everyday_route,
    everyday_scheme,
    everyday_sector,
    everyday_status,
    everyday_word,
    gross_amount,
)

Translate = Callable[[str, RuleBook], str | None]
_TRANSLATED: Mapping[str, Translate] = {
    "route": lambda value, _: everyday_route(value),
    "sector": everyday_sector,
    "hours_per_week": lambda value, _: everyday_hours(value),
    "hours_by_day": lambda value, _: everyday_hours(value),
    "cao.scheme": everyday_scheme,
    "cao.status": lambda value, _: everyday_status(value),
    "offer.allowance.amount": lambda value, _: everyday_amount(value),
    "offer.wage.amount": lambda value, _: gross_amount(value),
    "offer.reimburse.travel.amount": lambda value, _: everyday_amount(value),
}
_IN_WORDS = (".per", ".mode", ".carrier", ".student_product")
#: So many words of one column are asked about.
_MOST = 12


def translation(name: str) -> Translate | None:
    """How a text in a column is translated; None where only its own words are read."""
    if name.endswith(_IN_WORDS):
        return lambda value, _: everyday_word(name, value)
    return _TRANSLATED.get(name)


def unknown_words(
    spec: ColumnSpec, cells: Sequence[str], answered: Mapping[str, str], book: RuleBook
) -> tuple[str, ...]:
    """The words of some filled cells of a column that mean nothing yet: each once, a few at most."""
    translate, known = translation(spec.name), {plain(word) for word in answered}
    if translate is None or not isinstance(spec.field.holds, (Word, KeyOf)):
        return ()
    own = words(spec.choices)
    found = [
        cell
        for cell in dict.fromkeys(cell.strip() for cell in cells)
        if plain(cell) not in own
        and plain(cell) not in known
        and translate(cell, book) is None
        and not (spec.name == "cao.scheme" and cao_status(cell) != "applies")
    ]
    return tuple(found[:_MOST])
