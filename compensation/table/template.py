"""A template to fill in, with every column explained; an example of a membership; and the list of columns.

The first sheet has the columns that most placements need, the second explains every column there is.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

import pyarrow as pa

from compensation.rulebook import RuleBook, load_rulebook
from compensation.table.catalog import COLUMNS, DUTCH_WORDS, ColumnSpec
from compensation.table.csv_files import csv_column
from compensation.table.values import array_of
from compensation.table.xlsx_files import workbook
from compensation.texts import text

#: Columns of the template beside those of a placement itself.
USUAL = (
    "cost.vog.required_by",
    "cost.clothing.amount",
    "offer.allowance.amount",
    "offer.allowance.per",
    "offer.includes_expenses",
    "offer.wage.amount",
    "offer.wage.per",
    "offer.employment_contract",
    "offer.reimburse.travel.amount",
    "offer.reimburse.travel.per",
    "offer.reimburse.vog.full",
)
RARE = ("kind", "public_holidays", "travel.region", "cao.amount.amount", "cao.amount.per", "cao.amount.base_hours")
EXAMPLE_ROWS, SEED = 500, 2026


def column_name(column: ColumnSpec, lang: str) -> str:
    """The name that a reader of a language expects; both are always read."""
    return column.dutch[0] if lang == "nl" and column.dutch else column.name


def explained_columns(lang: str, book: RuleBook | None = None) -> list[dict[str, str]]:
    """Every column: its names, whether it is needed, what it is, and what may stand in it."""
    book = book or load_rulebook()
    return [
        {
            "name": column.name,
            "dutch": ", ".join(column.dutch),
            "required": text(f"table.words.{'yes' if column.required else 'no'}", lang),
            "explanation": text(column.text, lang),
            "choices": choices_of(column, lang, book),
        }
        for column in COLUMNS
    ]


def choices_of(column: ColumnSpec, lang: str, book: RuleBook) -> str:
    """What may stand in a column: a list, or its form in words."""
    keys = {
        "sector": book.sector_keys,
        "cao.scheme": book.scheme_keys,
        "travel.region": book.region_keys,
        "norm": ("sector", *book.policy_keys, "own"),
    }
    if column.name in keys:
        return ", ".join(keys[column.name])
    if column.choices:
        named = ((name, DUTCH_WORDS.get(name, ())) for name in column.choices)
        return ", ".join(f"{name} ({dutch[0]})" if dutch and lang == "nl" else name for name, dutch in named)
    return text(f"table.forms.{column.holds}", lang)


def template_columns() -> tuple[ColumnSpec, ...]:
    """The columns that the template has room for."""
    own = [c for c in COLUMNS if not c.name.startswith(("cost.", "offer.", "own_norm.", "placement_test."))]
    usual = [c for c in COLUMNS if c.name in USUAL]
    return tuple(c for c in (*own, *usual) if c.name not in RARE)


def template_xlsx(lang: str, book: RuleBook | None = None) -> bytes:
    """The template as a workbook: an empty sheet with headers, and a sheet with the explanation."""
    empty = {column_name(c, lang): pa.array([], pa.string()) for c in template_columns()}
    explained = explained_columns(lang, book)
    heads = {key: text(f"table.template.{key}", lang) for key in explained[0]}
    columns = {head: pa.array([row[key] for row in explained]) for key, head in heads.items()}
    sheets = {text("table.template.sheet", lang): empty, text("table.template.explanation_sheet", lang): columns}
    return workbook(sheets)


def template_csv(lang: str) -> bytes:
    """The template as csv: only the headers."""
    return (";".join(column_name(c, lang) for c in template_columns()) + "\r\n").encode("utf-8-sig")


# ---------------------------------------------------------------- an example


def example_columns(lang: str, book: RuleBook | None = None, rows: int = EXAMPLE_ROWS) -> dict[str, pa.Array]:
    """A made-up membership over all sectors, the same every time: column name -> cells."""
    book = book or load_rulebook()
    rng = Random(SEED)
    made = [_example(rng, book, number) for number in range(rows)]
    names = {"employer": text("table.template.employer", lang)}
    names |= {c.name: column_name(c, lang) for c in COLUMNS if any(c.name in row for row in made)}
    return {head: array_of([row.get(name) for row in made]) for name, head in names.items()}


def example_xlsx(lang: str, book: RuleBook | None = None) -> bytes:
    """The example as a workbook."""
    return workbook({text("table.template.sheet", lang): example_columns(lang, book)})


def example_csv(lang: str, book: RuleBook | None = None) -> bytes:
    """The example as csv, as Excel in the Netherlands opens it."""
    from pyarrow.csv import WriteOptions, write_csv

    file = io.BytesIO("\N{ZERO WIDTH NO-BREAK SPACE}".encode())
    file.seek(0, io.SEEK_END)
    columns = {name: csv_column(column) for name, column in example_columns(lang, book).items()}
    write_csv(pa.table(columns), file, WriteOptions(delimiter=";"))
    return file.getvalue()


def _example(rng: Random, book: RuleBook, number: int) -> dict[str, Any]:
    sector = book.sector_keys[number % len(book.sector_keys)]
    route = rng.choices(("bol", "bbl", "hbo", "wo"), (50, 20, 20, 10))[0]
    start = date(2025, 9, 1) + timedelta(days=rng.randrange(300))
    days = rng.choice((3, 4, 4, 5))
    row: dict[str, Any] = {
        "id": f"2026-{number + 1:04d}",
        "employer": f"{sector.replace('_', ' ').title()} {'ABCD'[number // len(book.sector_keys) % 4]}",
        "route": route,
        "study_year": rng.randint(1, 4),
        "sector": sector,
        "start": start,
        "end": start + timedelta(days=363 if route == "bbl" else 7 * rng.randint(10, 20) - 3),
        "hours_per_week": 8 * days,
        "workdays": ",".join(("mon", "tue", "wed", "thu", "fri")[:days]),
        "birth_date": start - timedelta(days=365 * rng.randint(17, 22) + rng.randrange(365)),
    }
    return row | _example_cao(rng, book, sector) | _example_travel(rng, route) | _example_money(rng, route)


def _example_cao(rng: Random, book: RuleBook, sector: str) -> dict[str, Any]:
    schemes: Sequence[str] = [key for key, scheme in book.schemes.items() if scheme.sector == sector]
    if schemes and rng.random() < 0.5:
        return {"cao.status": "applies", "cao.scheme": rng.choice(schemes)}
    return {"cao.status": rng.choice(("none", "unknown"))}


def _example_travel(rng: Random, route: str) -> dict[str, Any]:
    mode = rng.choice(("none", "own_vehicle", "public_transport", "public_transport"))
    if mode == "none":
        return {"travel.mode": mode}
    travel = {"travel.mode": mode, "travel.distance_km": rng.randint(20, 400) / 10}
    if mode == "public_transport":
        travel["travel.carrier"] = rng.choice(("train", "bus"))
        travel["travel.student_product"] = "none" if route == "bbl" else rng.choice(("none", "week", "weekend"))
    return travel


def _example_money(rng: Random, route: str) -> dict[str, Any]:
    row: dict[str, Any] = {}
    if route == "bbl":
        row |= {"offer.wage.amount": rng.randint(120, 300) / 20, "offer.wage.per": "hour"}
        row["offer.employment_contract"] = rng.random() < 0.9
    elif rng.random() < 0.6:
        row |= {"offer.allowance.amount": rng.randint(20, 120) * 5, "offer.allowance.per": "month"}
    if rng.random() < 0.3:
        row |= {"cost.vog.required_by": "employer", "offer.reimburse.vog.full": rng.random() < 0.5 or None}
    if rng.random() < 0.25:
        row["cost.clothing.amount"] = rng.randint(4, 30) * 5
    if rng.random() < 0.3 and route != "bbl":
        row |= {"offer.reimburse.travel.amount": rng.randint(4, 20) * 5, "offer.reimburse.travel.per": "month"}
    return row


# ---------------------------------------------------------------- docs/columns.md


def columns_page(book: RuleBook | None = None) -> str:
    """docs/columns.md, made from the list of columns; a test keeps it current."""
    lines = [
        "# The columns of a table of placements",
        "",
        "Made from `compensation/table/catalog.py` (`python -m compensation.table.template > docs/columns.md`).",
        "Names are read without regard to case, spaces, hyphens and underscores; English and Dutch names may stand",
        "side by side. A column that is not in this list is carried through to the results untouched, after `id`; a",
        "name with a dot that begins like one of these (`offer.`, `cost.`, ...) and is none of them is refused as a",
        "slip of the pen. An empty cell is a field that is left out. A cost or a reimbursement is there when any of",
        "its columns is filled.",
        "",
        "**Numbers** are cells with a number, or text: `450.50` and `450,50` are the same, `1.234,56` and `1,234.56`",
        "too. `1.234` and `1,234` could be read in two ways and are refused. **Dates** are cells with a date, or text:",
        "`2026-12-31` or `31-12-2026`. **Yes or no**: `true`/`false`, `ja`/`nee`, `1`/`0`.",
        "",
        "| column | Dutch names | needed | what it is | what may stand in it |",
        "|---|---|---|---|---|",
    ]
    for row in explained_columns("en", book):
        lines.append(
            f"| `{row['name']}` | {row['dutch']} | {row['required']} | {row['explanation']} | {row['choices']} |"
        )
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    print(columns_page(), end="")
