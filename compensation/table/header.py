"""Which tab of a file holds placements, and which of its rows the names of the columns; a heading may take two rows.

A tab or a row is known by what it names: the likeliest names the most columns of ours. Where names stand in two rows
(`Vergoeding` over `per maand` and `reiskosten`), what stands above goes before a name that says too little alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from compensation.placement.days import day_of
from compensation.placement.faults import Unreadable
from compensation.placement.numbers import number_of
from compensation.rulebook import RuleBook
from compensation.table.faults import TableError
from compensation.table.headings import about, of_a_person, of_an_employer, recognised
from compensation.table.source import Source, Tab

#: A row of column names has at least so many that are known; a tab with placements too.
_LEAST_NAMES, LEAST_OF_A_TAB = 2, 3
#: One of these is among the names of a table of placements.
_OF_A_PLACEMENT = {"start", "end", "period"}
#: No name of a column is longer.
_LONGEST_NAME = 100


def names_in(cells: Sequence[str], book: RuleBook) -> set[str]:
    """The columns of ours that a row of cells names for sure."""
    found = (recognised(cell, book, near=False) for cell in cells if 0 < len(cell.strip()) <= _LONGEST_NAME)
    return {name.column for name in found if name is not None and name.sure}


def same_names(cells: Sequence[str], names: Sequence[str]) -> bool:
    """Whether a row says what the row of names says."""
    here = _trimmed(cells)
    return here == tuple(names[: len(here)]) and not any(names[len(here) :])


def begins_a_table(cells: Sequence[str], names: Sequence[str], book: RuleBook) -> bool:
    """Whether a row names columns of placements and is not the row of names, nor that once more."""
    found = names_in(cells, book)
    return len(found) >= LEAST_OF_A_TAB and bool(found & _OF_A_PLACEMENT) and not same_names(cells, names)


def _best(tab: Tab, book: RuleBook) -> tuple[int, int]:
    """How many columns the likeliest header of a tab names, and its place in the head; the first of the likeliest."""
    counts = [(len(names_in(cells, book)), -place) for place, (_, cells) in enumerate(tab.head)]
    most, place = max(counts, default=(0, 0))
    return most, -place


def tab_of(source: Source, book: RuleBook, wanted: str | None) -> int:
    """The place of the tab to read. Raises TableError where several hold placements, or only hidden ones."""
    names = [tab.name for tab in source.tabs]
    if wanted is not None:
        if wanted not in names:
            raise TableError("no_such_tab", tab=wanted, tabs=", ".join(names))
        return names.index(wanted)
    with_placements = [place for place, tab in enumerate(source.tabs) if _best(tab, book)[0] >= LEAST_OF_A_TAB]
    seen = [place for place in with_placements if not source.tabs[place].hidden]
    if len(seen) > 1:
        raise TableError("several_tabs", tabs=", ".join(names[place] for place in seen))
    if seen:
        return seen[0]
    if with_placements:
        raise TableError("only_hidden", tabs=", ".join(names[place] for place in with_placements))
    return next((place for place, tab in enumerate(source.tabs) if tab.head and not tab.hidden), 0)


def header_of(tab: Tab, book: RuleBook, wanted: int | None) -> tuple[int, tuple[str, ...]]:
    """The (last) row of the column names and the names; without any that is known the first row."""
    if not tab.head:
        raise TableError("empty_file")
    place = _place_of(tab, book, wanted)
    number, cells = tab.head[place]
    names = _trimmed(cells)
    if place + 1 < len(tab.head) and _goes_on(names, below := _trimmed(tab.head[place + 1][1]), book):
        return tab.head[place + 1][0], _joined(names, below, book)
    if place + 1 < len(tab.head) and _are_units(below := _trimmed(tab.head[place + 1][1])):
        return tab.head[place + 1][0], tuple(
            _with_unit(name, unit, book) for name, unit in zip_longest(names, below, fillvalue="")
        )
    if place and tab.head[place - 1][0] == number - 1:
        return number, _joined(_trimmed(tab.head[place - 1][1]), names, book)
    return number, names


def _place_of(tab: Tab, book: RuleBook, wanted: int | None) -> int:
    """The place in the head of the row that names the columns."""
    if wanted is None:
        most, place = _best(tab, book)
        return place if most >= _LEAST_NAMES else 0
    for place, (number, _) in enumerate(tab.head):
        if number == wanted:
            return place
    raise TableError("no_such_header", row=wanted, last=tab.head[-1][0])


def _trimmed(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(" ".join(cell.split()) for cell in cells)


def _goes_on(names: Sequence[str], below: Sequence[str], book: RuleBook) -> bool:
    """Whether the row below the names has names too: only words, some of them under nothing.

    There are few of them beside a whole row, or some that are known.
    """
    filled = [place for place, cell in enumerate(below) if cell]
    under_nothing = [place for place in filled if place >= len(names) or not names[place]]
    if not under_nothing or any(_is_value(below[place]) for place in filled):
        return False
    return len(filled) < sum(map(bool, names)) or len(names_in(below, book)) >= _LEAST_NAMES


#: What a row below the names says of how its cells are filled in: in brackets, or a form of dates, a unit, a choice.
_UNIT = re.compile(
    r"\(.*\)|\W*(?:(?:dd|d|yyyy|jjjj)[-/. ]?m{1,2}[-/. ]?(?:jjjj|yyyy|jj|yy|dd)|"
    r"uren|uur|hours|dagen|days|eur|euros?|€|km|tekst|text|datum|date|getal|number|bedrag|amount|"
    r"ja ?/ ?nee|yes ?/ ?no|bol ?/ ?bbl(?: ?/ ?hbo)?(?: ?/ ?wo)?|(?:€|eur|euro|uren|uur)? ?(?:per|p/) ?[a-z]+)\W*",
    re.IGNORECASE,
)


def _are_units(below: Sequence[str]) -> bool:
    """Whether the row below the names only says how cells are filled in: `dd-mm-jjjj`, `€ per week`."""
    filled = [cell for cell in below if cell]
    return len(filled) >= _LEAST_NAMES and all(map(_UNIT.fullmatch, filled))


def _with_unit(name: str, unit: str, book: RuleBook) -> str:
    """A name with what the row below it says, where that says a period."""
    both = f"{name} {unit}"
    alone, together = (recognised(heading, book, near=False) for heading in (name, both))
    return both if together is not None and dict(together.constants) != dict(alone.constants if alone else {}) else name


def _is_value(cell: str) -> bool:
    day = day_of(cell)
    return isinstance(number_of(cell, 2), int) or not (isinstance(day, Unreadable) and day.code == "date")


def _joined(above: Sequence[str], below: Sequence[str], book: RuleBook) -> tuple[str, ...]:
    """The names of two rows: each its own, that of the row above where it has none, both where its own says too little.

    A title is one cell; two are needed for a row of names.
    """
    if len({cell for cell in above if cell}) < _LEAST_NAMES:
        return tuple(below)
    found, group = [], ""
    for place in range(max(len(above), len(below))):
        over = above[place] if place < len(above) else ""
        own = below[place] if place < len(below) else ""
        group = over or (group if own else "")
        found.append(_one_of_two(over, group, own, book))
    return tuple(found)


def _one_of_two(over: str, group: str, own: str, book: RuleBook) -> str:
    if not own:
        return "" if _is_value(over) else over
    alone = recognised(own, book, near=False)
    if not group or (alone is not None and alone.sure):
        return own
    both = f"{group} {own}"
    if of_a_person(own):  # a name below `Cao` or `Werkgever` is nobody's
        told = recognised(both, book, near=False)
        return both if of_an_employer(group) or (told is not None and told.sure) else own
    return both if recognised(both, book, near=False) or (about(both) and not about(own) and not alone) else own


__all__ = ["header_of", "names_in", "tab_of"]
