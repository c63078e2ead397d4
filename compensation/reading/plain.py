"""The plain reading: the law as ordinary Python, for one person. No numpy, nothing kept but the entries.

The functions that run are copies of the law's (compensation.reading.copies), in which choices are plain numbers and
`add` also hands over each entry, so that the ledger can be shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from compensation.law.ledger import Entry
from compensation.law.result import Amounts, Result
from compensation.placement.case import Case, Segment, Tables
from compensation.reading.copies import copies
from compensation.rulebook.frozen_records import Rules

ADD, ASSESS = (f"compensation.law.assess.{name}" for name in ("add", "assess"))


@dataclass(slots=True)
class Read(Result):
    """The result of one placement, with each entry and what it comes to."""

    ledger: list[tuple[Entry, Amounts, Segment]] = field(default_factory=list)


def read(case: Case, tables: Tables, rules: Rules) -> Read:
    """Everything that the law says of one placement."""
    result = Read()
    _functions()[ASSESS](case, tables, rules, scratch(rules), result)
    return result


def scratch(rules: Rules) -> tuple[list[int], list[int]]:
    """Room for the amounts of a sector's schemes."""
    room = max((sector.after_scheme - sector.first_scheme for sector in rules.sectors), default=0)
    return [0] * (room + 1), [0] * (room + 1)


def keeping_entries(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """`add`, that also keeps the entry; any other function as it is."""
    if name != ADD:
        return function

    def add(case: Case, segment: Segment, entry: Entry, amounts: Amounts, tables: Tables, result: Read) -> None:
        function(case, segment, entry, amounts, tables, result)
        result.ledger.append((entry, amounts, segment))

    return add


@cache
def _functions() -> dict[str, Any]:
    return copies(keeping_entries)


def function(name: str) -> Callable[..., Any]:
    """A single function of the law in this reading, by its full name (`compensation.law.schemes.scheme_pay`)."""
    found: Callable[..., Any] = _functions()[name]
    return found
