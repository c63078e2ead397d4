"""What somebody types, looked up among the words of the trades: as it is, in another form, with a slip of the pen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from compensation.compare.finder.forms import slips, stems, without_diminutive
from compensation.compare.finder.trades import Entry, Trades, trades_of
from compensation.rulebook import RuleBook
from compensation.rulebook.words import spelled

#: The most words of a text that are read as one: buitengewoon opsporingsambtenaar, sport en bewegen.
_LONGEST = 4
#: A text of more words is no trade, and nobody waits for it.
_MOST_WORDS = 30
#: What stands before an ending or a word behind is a word too: no prefix of one or two letters.
_LEAST_PART = 3


class Sure(StrEnum):
    """How sure it is that a word is the one that was meant, the surest first."""

    EXACT = "exact"
    FORM = "form"
    PART = "part"
    TYPING = "typing"


@dataclass(frozen=True)
class Match:
    """A branch that was found: by which word of its list, how sure, and the caos of that trade, most likely.

    `schemes` is empty where the branch is known and its cao is not.
    """

    sector: str
    word: str
    sure: Sure
    schemes: tuple[str, ...]


def find(words: str, book: RuleBook, lang: str) -> list[Match]:
    """The branches of what somebody makes, sells or is; the surest first, then by name. One match a branch.

    Empty where the words tell no trade, tell one that belongs to none of the branches, or could be more than one trade.
    """
    trades = trades_of(book)
    typed = spelled(words).split()[:_MOST_WORDS]
    found: dict[str, Match] = {}
    for entry, sure in _found(typed, trades):
        held = found.get(entry.sector)
        if held is None or _rank(sure) < _rank(held.sure):
            found[entry.sector] = Match(entry.sector, entry.word, sure, entry.schemes)
    return sorted(found.values(), key=lambda match: (_rank(match.sure), book.sectors[match.sector].name[lang]))


def _rank(sure: Sure) -> int:
    return list(Sure).index(sure)


def _found(typed: list[str], trades: Trades) -> list[tuple[Entry, Sure]]:
    """What the text says as a whole, else what its words say, else what they say but for slips."""
    whole = "".join(typed)
    if whole in trades.says_nothing or _is_elsewhere(whole, trades):
        return []
    if found := _word(whole, trades, ending=len(typed) == 1):
        return found
    words = list(_words(typed, trades))
    if any(_is_elsewhere(word, trades) for word in words):
        return []
    told = [word for word in words if word not in trades.says_nothing]
    if found := [pair for word in told for pair in _word(word, trades) if len(word) >= _LEAST_PART]:
        return found
    if found := _slip(whole, trades):
        return found
    return [pair for word in told for pair in _slip(word, trades)] if len(typed) > 1 else []


def _words(typed: list[str], trades: Trades) -> Iterator[str]:
    """The words of a text, those together that are known together: the longest first, each word once."""
    place = 0
    while place < len(typed):
        for length in range(min(_LONGEST, len(typed) - place), 0, -1):
            word = "".join(typed[place : place + length])
            if length == 1 or word in trades.spelled or word in trades.elsewhere or word in trades.says_nothing:
                yield word
                place += length
                break


def _is_elsewhere(word: str, trades: Trades) -> bool:
    return any(known in trades.elsewhere for known in (word, *_before(word, trades)))


def _word(word: str, trades: Trades, *, ending: bool = True) -> list[tuple[Entry, Sure]]:
    """A word as it stands, in another form, or as a part of a longer one; `ending`: also the part at its end."""
    if found := trades.spelled.get(word):
        return [(entry, Sure.EXACT) for entry in found]
    if found := _in_a_form(word, trades):
        return [(entry, Sure.FORM) for entry in found]
    for trade in _before(word, trades):
        if found := trades.spelled.get(trade) or _in_a_form(trade, trades):
            return [(entry, Sure.PART) for entry in found]
    for whole in (word, *stems(word), *without_diminutive(word)) if ending else ():
        ends = [end for end in trades.endings if whole.endswith(end) and len(whole) - len(end) >= _LEAST_PART]
        if ends:
            return [(entry, Sure.PART) for entry in trades.endings[max(ends, key=len)]]
    return []


def _in_a_form(word: str, trades: Trades) -> list[Entry]:
    """The words of which a word is a form, or that are a form of it."""
    single = [entry for stem in sorted(stems(word)) for entry in trades.spelled.get(stem, ())]
    plural = trades.stems.get(word, [])
    small = [
        entry
        for stem in sorted(without_diminutive(word))
        for entry in (trades.spelled.get(stem) or trades.stems.get(stem) or [])
    ]
    return single or plural or small


def _before(word: str, trades: Trades) -> Iterator[str]:
    """What stands before a word that leaves a trade what it is: bakkers in bakkersbedrijf."""
    for behind in trades.behind:
        trade = word.removesuffix(behind)
        if len(word) > len(trade) >= _LEAST_PART:
            yield trade


def _slip(word: str, trades: Trades) -> list[tuple[Entry, Sure]]:
    """The words nearest to one that is not known, where they tell one and the same trade."""
    if word in trades.says_nothing:
        return []
    typed = (word, *sorted(stems(word)))
    least: int | None = None
    nearest: dict[str, list[Entry]] = {}
    for known, entries in trades.spelled.items():
        count = min((n for one in typed if (n := slips(one, known)) is not None), default=None)
        if count is None or (least is not None and count > least):
            continue
        if least is None or count < least:
            least, nearest = count, {}
        nearest[known] = entries
    if least is None or any((slips(word, other) or least + 1) <= least for other in trades.elsewhere):
        return []
    branches = {frozenset(entry.sector for entry in entries) for entries in nearest.values()}
    return [(entry, Sure.TYPING) for entries in nearest.values() for entry in entries] if len(branches) == 1 else []
