"""What must be looked up again: every value whose `review_by` has come on a day.

A version with a later one below it is history, and so is a subsidy of a study year with a later one beside it: neither
is ever due. It only reports: nothing fails because a day passes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from compensation.rulebook.book import RuleBook
from compensation.rulebook.guidance import Clause, GoodToKnow, HelpPlace
from compensation.rulebook.models import (
    CostKind,
    Norm,
    OtherSubsidy,
    Practice,
    Proposal,
    Rule,
    Sector,
    StudentCalendar,
    Threshold,
)
from compensation.rulebook.scheme import Scheme, SchemeVersion
from compensation.rulebook.sources import Looked, LooseSource

Entry = (
    Rule | Threshold | CostKind | StudentCalendar | Norm | Proposal | OtherSubsidy | Scheme | Sector | Practice
    | GoodToKnow | HelpPlace | Clause
)  # fmt: skip


_ORDER = (
    Rule, Threshold, CostKind, StudentCalendar, Norm, Proposal, OtherSubsidy, Scheme, Sector, Practice, GoodToKnow,
    HelpPlace, Clause,
)  # fmt: skip


@dataclass(frozen=True)
class Due:
    """A value that is looked up from time to time: the entry it belongs to, its source, and its days.

    `id` is what `passend rules show` calls it, None for what that does not show. `since` is the first and `until` the
    last day on which the value holds, `seen` the last day on which a source shows it; None where no source says so.
    """

    id: str | None
    entry: Entry
    source: LooseSource | None
    looked_on: date
    review_by: date
    since: date | None = None
    until: date | None = None
    seen: date | None = None


def due(book: RuleBook, on: date) -> tuple[Due, ...]:
    """What must be looked up again on a day: `review_by` is that day or before it.

    First the rules, then thresholds, kinds of cost, norms, laws in the making, subsidies, schemes, sectors, practice,
    what is good to know and who helps; of each kind what waits longest first.
    """
    found = (item for item in looked_up(book) if item.review_by <= on)
    return tuple(sorted(found, key=lambda item: (_ORDER.index(type(item.entry)), item.review_by)))


def looked_up(book: RuleBook) -> Iterator[Due]:
    """Everything that is looked up from time to time, in the order of the rule book."""
    yield from _latest("", book.rules)
    yield from (_due(threshold, threshold, f"threshold.{key}") for key, threshold in book.thresholds.items())
    yield from (_due(cost, cost, f"cost.{key}") for key, cost in book.costs.items())
    yield _due(book.calendar, book.calendar)
    yield from _latest("norm.", book.norms)
    yield from (_due(proposal, proposal) for proposal in book.proposals.values())
    yield from (_due(row, row, None, row.from_, row.to) for row in _newest(book.other_subsidies))
    yield from _latest("scheme.", book.schemes)
    yield from (_due(sector, sector) for sector in book.sectors.values())
    yield from (_due(survey, survey) for survey in book.practice)
    for key, line in book.good_to_know.items():
        yield _due(line, line, f"good_to_know.{key}", line.from_, line.to, line.as_of)
    yield from (_due(place, place, f"help.{key}", None, None, place.as_of) for key, place in book.help.items())
    for key, clause in book.clauses.items():
        yield _due(clause, clause, f"clause.{key}", clause.from_, clause.to, clause.as_of)


def _latest(prefix: str, entries: Mapping[str, Rule] | Mapping[str, Norm] | Mapping[str, Scheme]) -> Iterator[Due]:
    """The last version of each entry; of a scheme without one, why its amount is not known."""
    for key, entry in entries.items():
        if entry.versions:
            last = entry.versions[-1]
            undated = isinstance(last, SchemeVersion) and last.undated
            days = (None, None, None) if undated else (last.from_, last.to, last.as_of)
            yield _due(entry, last, f"{prefix}{key}", *days)
        elif isinstance(entry, Scheme) and entry.amount_unknown is not None:
            yield _due(entry, entry.amount_unknown, f"{prefix}{key}")


def _due(entry: Entry, value: Looked, name: str | None = None, *days: date | None) -> Due:
    """`days`: since, until and seen, as far as they are known."""
    source: LooseSource | None = value.source  # type: ignore[attr-defined]
    return Due(name, entry, source, value.looked_on, value.review_by, *days)


def _newest(rows: tuple[OtherSubsidy, ...]) -> Iterator[OtherSubsidy]:
    """The rows of the last study year of each scheme and category; a row without a study year stands by itself."""
    for row in rows:
        years = [other.study_year for other in rows if (other.scheme, other.category) == (row.scheme, row.category)]
        if row.study_year is None or row.study_year == max(year for year in years if year is not None):
            yield row
