"""The words of a rule book, laid out to be looked up: as they are spelled, and by what they are a form of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from compensation.compare.finder.forms import stems
from compensation.rulebook import RuleBook
from compensation.rulebook.words import joined


@dataclass(frozen=True)
class Entry:
    """A word of a trade in a branch, as it stands in its file, and the caos that the trade most likely falls under."""

    sector: str
    word: str
    schemes: tuple[str, ...]


@dataclass(frozen=True)
class Trades:
    """The words of a rule book: by spelling, by what they may be a form of, and those that end a longer word."""

    spelled: Mapping[str, list[Entry]]
    stems: Mapping[str, list[Entry]]
    endings: Mapping[str, list[Entry]]
    behind: frozenset[str]
    elsewhere: frozenset[str]
    says_nothing: frozenset[str]


def trades_of(book: RuleBook) -> Trades:
    """The words of a book; laid out once a book."""
    found: Trades | None = vars(book).get("_trades")
    if found is None:
        found = vars(book)["_trades"] = _laid_out(book)
    return found


def _laid_out(book: RuleBook) -> Trades:
    spelled, by_stem, endings = (defaultdict[str, list[Entry]](list) for _ in range(3))
    for sector, trades in book.words.words.items():
        for trade in trades:
            for word in trade.words:
                entry = Entry(sector, word, tuple(trade.schemes))
                spelled[joined(word)].append(entry)
                for stem in stems(joined(word)):
                    by_stem[stem].append(entry)
                if word in trade.endings:
                    endings[joined(word)].append(entry)
    return Trades(
        spelled=dict(spelled),
        stems=dict(by_stem),
        endings=dict(endings),
        behind=_joined(book.words.behind),
        elsewhere=_joined(book.words.elsewhere),
        says_nothing=_joined(book.words.says_nothing),
    )


def _joined(words: Iterable[str]) -> frozenset[str]:
    return frozenset(joined(word) for word in words)
