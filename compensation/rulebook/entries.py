"""Everything in a rule book by its id: a rule by its own, the rest by `scheme.KEY`, `cost.KEY` and so on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from compensation.rulebook.book import RuleBook
from compensation.rulebook.guidance import GoodToKnow, HelpPlace
from compensation.rulebook.models import CostKind, Norm, Rule, Threshold
from compensation.rulebook.scheme import Scheme

Found = Rule | Threshold | CostKind | Scheme | Norm | GoodToKnow | HelpPlace


def find(book: RuleBook, rule_id: str) -> Found | None:
    """A rule by its id; a scheme, norm, threshold or kind of cost by `scheme.KEY`, `cost.KEY` and so on, or its key."""
    if rule_id in book.rules:
        return book.rules[rule_id]
    kind, _, key = rule_id.rpartition(".")
    sections = [found for name, found in _named(book).items() if kind in ("", name)]
    return next((found[key] for found in sections if key in found), None)


def _named(book: RuleBook) -> Mapping[str, Mapping[str, Found]]:
    """What bears the name of its kind before its key; a bare key is looked for in this order."""
    return {
        "scheme": book.schemes,
        "norm": book.norms,
        "threshold": book.thresholds,
        "cost": book.costs,
        "good_to_know": book.good_to_know,
        "help": book.help,
        "clause": book.clauses,
    }


def entries(book: RuleBook) -> Iterator[tuple[str, str, Found]]:
    """Everything: its id, its kind (`rule` for a rule of the law), and what it is."""
    yield from ((key, "rule", rule) for key, rule in book.rules.items())
    for kind, found in _named(book).items():
        yield from ((f"{kind}.{key}", kind, entry) for key, entry in found.items())


def id_of(found: Found, book: RuleBook) -> str | None:
    """The id of an entry of this very book."""
    return next((entry_id for entry_id, _, entry in entries(book) if entry is found), None)


def all_ids(book: RuleBook) -> list[str]:
    """Everything that `find` knows."""
    return [entry_id for entry_id, _, _ in entries(book)]
