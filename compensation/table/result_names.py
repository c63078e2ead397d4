"""What the columns of results are called in a file: the contract's names, or Dutch words in a Dutch csv or workbook.

>>> from compensation import load_rulebook
>>> book = load_rulebook()
>>> written_name("totals.gap", book, "nl", ".csv"), written_name("input.start", book, "nl", ".xlsx")
('totaal: ontbreekt', 'begindatum')
>>> written_name("totals.gap", book, "en", ".csv"), written_name("input.start", book, "en", ".csv")
('totals.gap', 'start')
"""

from __future__ import annotations

from compensation.rulebook import RuleBook
from compensation.table.catalog import catalog_of, column_name, plain
from compensation.table.results import no_results
from compensation.texts import LANGUAGES, catalogue, text

_INPUT = "input."
_OWN = ("id", "row", "column", "value", "problem")


def written_name(name: str, book: RuleBook, lang: str, kind: str) -> str:
    """The heading of a column of results, of what was read (`input.`), or of errors. Parquet keeps the contract's."""
    if kind == ".parquet":
        return name
    dutch = LANGUAGES[lang].dutch_tables
    if name.startswith(_INPUT):
        spec = catalog_of(book).every.get(name.removeprefix(_INPUT))
        return name if spec is None else column_name(spec, lang)
    if not dutch or (name not in _OWN and name not in _results(book)):
        return name
    if name in _OWN:
        return text(f"table.result_names.{name}", lang)
    first, *rest = name.split(".")
    return ": ".join([_word(first, book, lang), " ".join(_word(part, book, lang) for part in rest)])


def _word(part: str, book: RuleBook, lang: str) -> str:
    key = f"table.result_names.{part}"
    if key in catalogue(lang):
        return text(key, lang)
    return book.kind_name(part, lang).casefold() if part in book.line_kinds else part


def is_result(heading: str, book: RuleBook) -> bool:
    """Whether a heading is one that an earlier file of results has."""
    return plain(heading) in _all(book)


def _results(book: RuleBook) -> frozenset[str]:
    if book.hash not in _contract:
        _contract.clear()
        _contract[book.hash] = frozenset(no_results(book))
    return _contract[book.hash]


_contract: dict[str, frozenset[str]] = {}


def _all(book: RuleBook) -> frozenset[str]:
    held = _held.get(book.hash)
    if held is None:
        found = {*no_results(book), "row"}
        written = {written_name(name, book, lang, ".csv") for name in found for lang in LANGUAGES}
        _held.clear()
        held = _held[book.hash] = frozenset(plain(name) for name in found | written)
    return held


_held: dict[str, frozenset[str]] = {}
