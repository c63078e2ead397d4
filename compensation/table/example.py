"""An example file: placements over all sectors that might be the membership of a branch association.

Employers and amounts are made up, drawn with a seed so that the same file comes out every time; sectors, schemes
and kinds of cost are those of the rule book. What an employer pays is drawn around what the engine says is owed,
so that some pay all, some less, and some pay one level more than another. Every row computes.

>>> from compensation import load_rulebook
>>> book = load_rulebook()
>>> rows = example_rows(book, 100)
>>> len(rows), {row["sector"] for row in rows} == set(book.sectors), rows == example_rows(book, 100)
(100, True, True)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pyarrow as pa

from compensation.calendar import WEEKDAYS
from compensation.choices import Route, member, words_of
from compensation.law.schemes import level_of
from compensation.reading.tables import read_table
from compensation.rulebook import RuleBook
from compensation.rulebook.scheme import LEVELS
from compensation.table.catalog import ColumnSpec, catalog_of, column_name
from compensation.table.checks import check
from compensation.table.sheet import Sheet
from compensation.table.template import cell_text, csv_text, employer_name, placements_workbook
from compensation.texts import FALLBACK, FIRST

ROWS = 500
SEED = 2026
EMPLOYER = "employer"
Row = dict[str, Any]

#: How many placements a large branch has for one of a small branch.
_WEIGHT = {
    "horeca": 5,
    "ouderenzorg": 5,
    "kinderopvang": 4,
    "detailhandel": 4,
    "ict": 4,
    "ziekenhuiszorg": 3,
    "bouw": 3,
    "metaal": 3,
    "zakelijk": 3,
    "gemeenten": 3,
    "welzijn_sport": 3,
}
_PLACEMENTS_PER_EMPLOYER = 26
#: A sector with so many placements has a small employer too, with so many.
_LARGE, _SMALL = 20, 3
#: Draws per route: bol, bbl, hbo, wo, dual; in an office there are more of higher education.
_ROUTES = {"hands": (48, 20, 26, 3, 3), "office": (34, 6, 36, 20, 4)}
_OFFICE = ("zakelijke_dienstverlening_veiligheid", "ict_creatieve_industrie")
_HOURS = {"bol": (16, 24, 24, 32, 32, 40), "bbl": (24, 28, 32, 32, 36), "hbo": (32, 36, 40), "wo": (32, 36, 40)}
_WEEKS = {"bol": (10, 10, 20, 20, 20), "hbo": (10, 20, 20), "wo": (12, 20, 26)}
_STARTS = (date(2025, 9, 1), date(2025, 11, 17), date(2026, 2, 2), date(2026, 4, 13), date(2026, 8, 31))
_YEAR_STARTS = (date(2025, 8, 25), date(2026, 1, 5), date(2026, 8, 24))
#: Made-up costs in euros: least, most, and per what.
_COSTS: Mapping[str, tuple[int, int, str]] = {
    "clothing": (30, 120, "once"),
    "protective_equipment": (45, 140, "once"),
    "tools": (40, 220, "once"),
    "materials": (5, 20, "month"),
    "phone": (8, 20, "month"),
    "vaccination": (60, 150, "once"),
    "certificate": (90, 240, "once"),
}


@dataclass(frozen=True)
class _Employer:
    """How one made-up employer treats everybody: cao, generosity per level (percent of the norm), costs."""

    name: str
    sector: str
    cao: str
    scheme: str | None
    percent: tuple[int, int, int]
    all_in: bool
    pays_costs: bool
    travel: str
    wage_percent: int


def example_rows(book: RuleBook, rows: int = ROWS, seed: int = SEED) -> list[Row]:
    """Placements under the contract's column names; amounts are Decimals, choices words of the contract."""
    rng = Random(seed)
    employers = [employer for sector, count in _shares(book, rows) for employer in _employers(sector, count, book, rng)]
    placements = [_placement(number, employer, book, rng) for number, employer in enumerate(employers, start=1)]
    _offer(placements, employers, book, rng)
    return placements


def example_columns(rows: Sequence[Row], book: RuleBook) -> tuple[ColumnSpec, ...]:
    """The columns that any row fills in, in the order of the catalogue."""
    used = {name for row in rows for name in row}
    return tuple(spec for spec in catalog_of(book).every.values() if spec.name in used)


def example_csv(book: RuleBook, lang: str, rows: int = ROWS) -> bytes:
    """The example as CSV, with the names, words, dates and numbers of the language."""
    found = example_rows(book, rows)
    columns = example_columns(found, book)
    head = [employer_name(lang), *(column_name(spec, lang) for spec in columns)]
    body = ([row[EMPLOYER], *(cell_text(spec, row.get(spec.name), lang) for spec in columns)] for row in found)
    return csv_text([head, *body], lang)


def example_xlsx(book: RuleBook, lang: str, rows: int = ROWS) -> bytes:
    """The example as a workbook: dates are dates, amounts are numbers; the explanation on the sheets behind it."""
    found = example_rows(book, rows)
    columns = example_columns(found, book)
    body = ([row[EMPLOYER], *(_cell(spec, row.get(spec.name), lang) for spec in columns)] for row in found)
    return placements_workbook(book, lang, [employer_name(lang), *columns], body)


def _cell(spec: ColumnSpec, value: Any, lang: str) -> Any:
    as_it_is = isinstance(value, (date, Decimal)) or (isinstance(value, int) and not isinstance(value, bool))
    return value if as_it_is else cell_text(spec, value, lang)


# ---------------------------------------------------------------- who


def _shares(book: RuleBook, rows: int) -> Iterator[tuple[str, int]]:
    """How many placements each sector has: one at least, the rest by weight."""
    weights = {sector: _WEIGHT.get(sector, 1) for sector in book.sectors}
    left, weight = max(rows - len(weights), 0), sum(weights.values())
    for number, (sector, share) in enumerate(weights.items()):
        more = left * share // weight
        left, weight = left - more, weight - share
        if number < rows:
            yield sector, 1 + more


def _employers(sector: str, count: int, book: RuleBook, rng: Random) -> Iterator[_Employer]:
    """An employer for each placement of a sector: a few that have most of them, and in a large sector a small one."""
    several = max(1, round(count / _PLACEMENTS_PER_EMPLOYER))
    name = book.sectors[sector].name[FIRST]
    made = [_employer(f"{name} {chr(ord('A') + number)}", sector, book, rng) for number in range(several + 1)]
    small = _SMALL if count >= _LARGE else 0
    for number in range(count):
        yield made[several if number < small else number % several]


def _employer(name: str, sector: str, book: RuleBook, rng: Random) -> _Employer:
    schemes = book.schemes_of(sector)
    cao = rng.choices(("applies", "none", "unknown"), (6, 3, 1))[0] if schemes else rng.choice(("none", "unknown"))
    mbo = rng.choice((0, 50, 75, 100, 100, 110))
    more = rng.choice((0, 0, 15, 30, 50)) if mbo else rng.choice((0, 75, 100))
    return _Employer(
        name=name,
        sector=sector,
        cao=cao,
        scheme=rng.choice(schemes) if cao == "applies" else None,
        percent=(mbo, mbo + more, mbo + more + rng.choice((0, 0, 20))),
        all_in=rng.random() < 0.12,
        pays_costs=rng.random() < 0.6,
        travel=rng.choice(("full", "full", "km", "part", "nothing")),
        wage_percent=rng.choice((94, 100, 100, 104, 110, 120)),
    )


# ---------------------------------------------------------------- the placement


def _placement(number: int, employer: _Employer, book: RuleBook, rng: Random) -> Row:
    sector = book.sectors[employer.sector]
    weights = _ROUTES["office" if sector.sbb_sector in _OFFICE else "hands"]
    route = rng.choices(words_of(Route), weights)[0]
    earns = route in ("bbl", "dual")
    begins = rng.choice(_YEAR_STARTS if earns else _STARTS)
    weeks = rng.choice((40, 46)) if earns else rng.choice(_WEEKS[route])
    hours = rng.choice(_HOURS["bbl" if earns else route])
    row: Row = {
        EMPLOYER: employer.name,
        "id": f"2026-{number:04}",
        "route": route,
        "study_year": rng.randint(1, 3) if route in ("bol", "bbl") else rng.randint(2, 4),
        "sector": employer.sector,
        "cao.status": employer.cao,
        "start": begins,
        "end": begins + timedelta(weeks=weeks, days=-3),
        "hours_per_week": Decimal(hours),
        "workdays": _workdays(hours, rng),
    }
    if employer.scheme:
        row["cao.scheme"] = employer.scheme
    if earns:
        row["birth_date"] = _birthday(begins, 16 if route == "bbl" else 18, rng)
    row |= _travel(route, rng)
    row |= _costs(route, sector.cost_kinds, rng)
    return row


def _workdays(hours: int, rng: Random) -> tuple[str, ...]:
    days = sorted(rng.sample(range(5), -(-hours // 8)))
    return tuple(WEEKDAYS[day] for day in days)


def _birthday(begins: date, least: int, rng: Random) -> date:
    return begins - timedelta(days=365 * rng.choice((least, least + 1, least + 2, least + 3, 24)) + rng.randint(5, 360))


def _travel(route: str, rng: Random) -> Row:
    mode = rng.choices(("public_transport", "own_vehicle", "none"), (60, 25, 15))[0]
    row: Row = {"travel.mode": mode}
    if mode == "none":
        return row
    row["travel.distance_km"] = Decimal(rng.randint(20, 380)).scaleb(-1)
    if mode == "public_transport":
        row["travel.carrier"] = rng.choice(("train", "bus"))
        product = "none" if route == "bbl" else rng.choices(("week", "weekend", "none"), (60, 15, 25))[0]
        row["travel.student_product"] = product
    return row


def _costs(route: str, kinds: Sequence[str], rng: Random) -> Row:
    row: Row = {}
    for kind in kinds:
        if (kind != "vog" and kind not in _COSTS) or rng.random() < 0.35:
            continue
        if kind == "vog":
            row["cost.vog.required_by"] = "employer"
            continue
        least, most, per = _COSTS[kind]
        row[f"cost.{kind}.amount"] = Decimal(rng.randint(least, most))
        row[f"cost.{kind}.per"] = per
        if kind == "vaccination":
            row[f"cost.{kind}.required_by"] = "employer" if route in ("bbl", "dual") else "school"
        if kind == "protective_equipment" and rng.random() < 0.7:
            row[f"cost.{kind}.provided"] = True
    return row


# ---------------------------------------------------------------- what is paid


def _offer(rows: Sequence[Row], employers: Sequence[_Employer], book: RuleBook, rng: Random) -> None:
    """Fill in what each employer pays, around what the engine says is owed."""
    norms, wages = _owed(rows, book)
    for row, employer, norm, wage in zip(rows, employers, norms, wages, strict=True):
        if wage is not None:
            row["offer.wage.amount"] = _rounded(wage, employer.wage_percent, 5)
            row["offer.wage.per"] = "hour"
            row["offer.employment_contract"] = rng.random() < 0.95
        else:
            level = LEVELS[level_of(member(Route, row["route"]))]
            row |= _allowance(norm, employer.percent[LEVELS.index(level)], employer)
        row |= _reimbursed(row, employer, rng)


def _allowance(norm: int, percent: int, employer: _Employer) -> Row:
    amount = _rounded(norm, percent, 2500)
    return {"offer.allowance.amount": amount, "offer.allowance.per": "month"} | (
        {"offer.includes_expenses": True} if employer.all_in and amount else {}
    )


def _rounded(cents: int, percent: int, step: int) -> Decimal:
    """A percentage of cents, up to a whole step, in euros: offers are round amounts."""
    return Decimal(-(-cents * percent // (100 * step)) * step).scaleb(-2)


def _reimbursed(row: Row, employer: _Employer, rng: Random) -> Row:
    paid: Row = {}
    if row["travel.mode"] == "own_vehicle" and employer.travel == "km":
        paid["offer.km_rate"] = rng.choice((Decimal("0.19"), Decimal("0.21"), Decimal("0.23")))
    elif row["travel.mode"] != "none" and employer.travel == "full":
        paid["offer.reimburse.travel.full"] = True
    elif row["travel.mode"] != "none" and employer.travel == "part":
        paid["offer.reimburse.travel.amount"] = Decimal(rng.choice((25, 40, 60)))
        paid["offer.reimburse.travel.per"] = "month"
    asked = {name.split(".")[1] for name in row if name.startswith("cost.")}
    for kind in sorted(asked):
        if employer.pays_costs and not row.get(f"cost.{kind}.provided") and rng.random() < 0.85:
            paid[f"offer.reimburse.{kind}.full"] = True
    return paid


def _owed(rows: Sequence[Row], book: RuleBook) -> tuple[list[int], list[int | None]]:
    """For each row the norm of a whole month, and the highest hourly minimum where it earns a wage, in cents."""
    names = [spec.name for spec in example_columns(rows, book)]
    specs = catalog_of(book).columns
    arrays = {
        name: pa.array([cell_text(specs[name], row.get(name), FALLBACK) for row in rows], pa.string()) for name in names
    }
    e = read_table(check(Sheet(len(rows), arrays, book)).cases, book)
    hourly, earns = e.number("highest_hourly"), e.earns_wage
    wages = [int(hourly[i]) if earns[i] else None for i in range(len(rows))]
    return [int(norm) for norm in e.values("allowance.full_month")], wages
