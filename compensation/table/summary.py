"""What a branch sees of its membership: totals, how gaps are spread, shares, and the gap between levels.

Groups of fewer than five placements are not shown: a figure about four people is a figure about people.
Allowances are compared per hour present, so that long weeks and short ones weigh the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np

from compensation.choices import Force, Status, words_of
from compensation.reading.tables import Column, Results, level_of_routes, read_table
from compensation.rulebook import RuleBook, load_rulebook
from compensation.rulebook.scheme import LEVELS
from compensation.table.catalog import plain
from compensation.table.evaluated import sound_rows
from compensation.units import half_up

if TYPE_CHECKING:
    import pandas as pd

LEAST_GROUP = 5
#: The totals of the contract that are added up.
TOTALS = ("owed", "offered", "gap", "not_stated", "estimate")
HUNDREDTHS = 100
#: Between a sector and an employer in a group's name; numpy drops a zero byte at the end of a text.
_BETWEEN = "\x1f"
#: Own columns that are taken for the employer's name when none is given.
EMPLOYER_NAMES = ("employer", "werkgever", "company", "bedrijf", "leerbedrijf", "organisation", "organisatie")


@dataclass(frozen=True)
class GroupRow:
    """One group of placements: what is owed and paid, and how the gaps are spread. Amounts None when hidden.

    `not_stated`: owed, and nobody said whether it is paid; no part of a gap. `estimate`: owed on days of which the
    rules are not known yet, apart. `gap_by_ground`: the gap by what it rests on, hardest first; they add up to it.
    """

    group_by: str
    group: str
    placements: int
    owed: Decimal | None = None
    offered: Decimal | None = None
    gap: Decimal | None = None
    not_stated: Decimal | None = None
    estimate: Decimal | None = None
    gap_by_ground: Mapping[str, Decimal] = field(default_factory=dict)
    mean_gap: Decimal | None = None
    median_gap: Decimal | None = None
    upper_quarter_gap: Decimal | None = None
    largest_gap: Decimal | None = None
    with_gap: int | None = None


@dataclass(frozen=True)
class Share:
    """A part of the placements that a question is about; `of` is 0 when it is about none."""

    question: str
    number: int
    of: int

    @property
    def percent(self) -> Decimal | None:
        """With one decimal, None when there is nothing to divide."""
        return None if not self.of else Decimal(int(half_up(1000 * self.number, self.of))).scaleb(-1)


@dataclass(frozen=True)
class LevelRow:
    """What a level gets per hour in one sector at one employer (all employers: ""), and how much less than the best.

    `hour` and `behind` are None for a group of fewer than five.
    """

    sector: str
    employer: str
    level: str
    placements: int
    hour: Decimal | None
    behind: Decimal | None


@dataclass(frozen=True)
class Summary:
    """The summary of a membership."""

    placements: int
    wrong_rows: int
    groups: tuple[GroupRow, ...]
    shares: tuple[Share, ...]
    levels: tuple[LevelRow, ...]

    def rows(self, part: str) -> list[dict[str, Any]]:
        """`groups`, `shares` or `levels` as rows for a frame."""
        rows = [_flat(asdict(row)) for row in getattr(self, part)]
        if part == "shares":
            return [row | {"percent": share.percent} for row, share in zip(rows, self.shares, strict=True)]
        return rows


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    """A row for a frame: the gap of each ground in a column of its own."""
    by_ground = row.pop("gap_by_ground", None)
    return row if by_ground is None else row | {f"gap.{force}": by_ground.get(force) for force in words_of(Force)}


def summarise(frame: pd.DataFrame, rulebook: RuleBook | None = None, *, employer: str | None = None) -> Summary:
    """Summarise a table of placements. `employer` names the own column with the employer, when there is one.

    Raises TableError like assess_table; wrong rows are counted and left out.
    """
    book = rulebook or load_rulebook()
    rows = sound_rows(frame, book)
    wrong = len(frame) - len(rows.places)
    if not len(rows.places):
        return Summary(0, wrong, (), (), ())
    e = read_table(rows.cases, book)
    money = {name: e.values(f"totals.{name}") for name in TOTALS}
    money |= {force: e.values(f"totals.by_ground.{force}.gap") for force in words_of(Force)}
    names = _names(e, book, rows.texts(employer or employer_column(list(frame.columns)) or ""))
    groups = [row for name, texts in names.items() for row in _groups(name, texts, money)]
    return Summary(len(rows.places), wrong, tuple(groups), tuple(_shares(e)), tuple(_levels(e, names)))


def employer_column(columns: Sequence[Any]) -> str | None:
    """The own column that looks like the employer's name, None when none does."""
    return next((str(name) for name in columns if plain(str(name)) in EMPLOYER_NAMES), None)


def _names(e: Results, book: RuleBook, employers: list[str]) -> dict[str, Any]:
    p = e.cases.cases

    def named(keys: Sequence[str], codes: Column) -> Any:
        return np.array([*keys, ""])[codes]

    names = {
        "all": np.full(len(p), ""),
        "sector": named(book.sector_keys, p["sector"]),
        "scheme": named(book.scheme_keys, p["scheme"]),
        "level": np.array(LEVELS)[level_of_routes(p["route"])],
    }
    return names | ({"employer": np.array(employers)} if any(employers) else {})


# ---------------------------------------------------------------- groups


def _groups(group_by: str, names: Any, money: dict[str, Column]) -> Iterator[GroupRow]:
    different, index = np.unique(names, return_inverse=True)
    for number, name in enumerate(different):
        here = index == number
        yield _group(group_by, str(name), {key: cents[here] for key, cents in money.items()})


def _group(group_by: str, name: str, money: dict[str, Column]) -> GroupRow:
    gaps = np.sort(money["gap"])
    size = len(gaps)
    if size < LEAST_GROUP:
        return GroupRow(group_by, name, size)
    return GroupRow(
        group_by=group_by,
        group=name,
        placements=size,
        **{name: _euros(money[name].sum()) for name in TOTALS},
        gap_by_ground={force: _euros(short) for force in words_of(Force) if (short := money[force].sum())},
        mean_gap=_euros(half_up(gaps.sum(), size)),
        median_gap=_euros(_quantile(gaps, 1, 2)),
        upper_quarter_gap=_euros(_quantile(gaps, 3, 4)),
        largest_gap=_euros(gaps[-1]),
        with_gap=int((gaps > 0).sum()),
    )


def _quantile(ordered: Column, part: int, parts: int) -> int:
    """The value at a part of the way, or the mean of the two around it, half a cent up.

    >>> _quantile(np.array([100, 200, 301]), 1, 2), _quantile(np.array([100, 201]), 1, 2)
    (200, 151)
    """
    low, rest = divmod((len(ordered) - 1) * part, parts)
    high = low + (rest > 0)
    return int(half_up(ordered[low] * (parts - rest) + ordered[high] * rest, parts))


# ---------------------------------------------------------------- shares


def _shares(e: Results) -> Iterator[Share]:
    earns = e.earns_wage
    for question, finding in (("expenses_covered", "expenses_full"), ("wage_meets", "wage_minimum")):
        status = e.finding(finding)
        meets = int((status == Status.MEETS).sum())
        yield Share(question, meets, meets + int((status == Status.BELOW).sum()))
    stated = ~earns & (e.values("allowance.stated") == 1)
    paid = stated & (e.values("allowance.effective") > 0)
    yield Share("allowance_paid", int(paid.sum()), int(stated.sum()))


# ---------------------------------------------------------------- the gap between levels


def _levels(e: Results, names: dict[str, Any]) -> Iterator[LevelRow]:
    """Per sector, and per sector and employer: the levels of bol, hbo and wo, where there are two or more."""
    with_allowance = ~e.earns_wage & (e.values("allowance.stated") == 1)
    paid, hundredths = e.values("allowance.effective"), e.presence_hours
    everywhere = np.full(len(e), "")
    for employers in (everywhere, names.get("employer")):
        if employers is None:
            continue
        pairs = np.char.add(np.char.add(names["sector"], _BETWEEN), employers)
        different, index = np.unique(pairs, return_inverse=True)
        for number, pair in enumerate(different):
            sector, _, employer = str(pair).partition(_BETWEEN)
            here = with_allowance & (index == number)
            if sector and (employer or employers is everywhere):
                yield from _levels_of(sector, employer, names["level"][here], paid[here], hundredths[here])


def _levels_of(sector: str, employer: str, levels: Any, paid: Column, hours: Column) -> Iterator[LevelRow]:
    counts = {level: int((levels == level).sum()) for level in LEVELS}
    if sum(count > 0 for count in counts.values()) < 2:
        return
    hourly: dict[str, int] = {}
    for level, count in counts.items():
        here = levels == level
        if count >= LEAST_GROUP and hours[here].sum() > 0:
            hourly[level] = int(half_up(int(paid[here].sum()) * HUNDREDTHS, int(hours[here].sum())))
    best = max(hourly.values(), default=0)
    for level, count in counts.items():
        if count:
            rate = hourly.get(level)
            behind = None if rate is None or len(hourly) < 2 else _euros(best - rate)
            yield LevelRow(sector, employer, level, count, None if rate is None else _euros(rate), behind)


def _euros(cents: Any) -> Decimal:
    return Decimal(int(cents)).scaleb(-2)


__all__ = ["GroupRow", "LevelRow", "Share", "Summary", "employer_column", "summarise"]
