"""docs/columns.md: every column with its names, what it is, and what may stand in it (`make made` writes it)."""

from __future__ import annotations

from collections.abc import Iterator

from compensation.rulebook import RuleBook, load_rulebook
from compensation.rulebook.models import TRAVEL
from compensation.table.catalog import DUTCH_WORDS, ColumnSpec, catalog_of
from compensation.texts import FALLBACK, text

LANG = FALLBACK


def choices_of(column: ColumnSpec, book: RuleBook) -> str:
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
        return ", ".join(f"{name} ({', '.join(dutch)})" if dutch else name for name, dutch in named)
    return text(f"table.forms.{column.holds}", LANG)


def columns_page(book: RuleBook | None = None) -> str:
    """docs/columns.md, made from the list of columns; a test keeps it current."""
    book = book or load_rulebook()
    lines = [
        "# The columns of a table of placements",
        "",
        "Made from `compensation/table/catalog.py` and `rules/costs.yaml` by `make made`.",
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
        "## The columns",
        "",
        "| column | Dutch names | needed | what it is | what may stand in it |",
        "|---|---|---|---|---|",
    ]
    for column in catalog_of(book).columns.values():
        cells = (
            f"`{column.name}`",
            ", ".join(column.dutch),
            "yes" if column.required else "no",
            text(column.text, LANG),
            choices_of(column, book),
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([*lines, "", *_kinds(book), ""])


def _kinds(book: RuleBook) -> Iterator[str]:
    yield from (
        "## Kinds of cost",
        "",
        "`cost.<kind>` and `offer.reimburse.<kind>`. Who usually asks for it is what a source says; where none says so",
        "the web app asks.",
        "",
        "| kind | in Dutch | in English | ground | usually asked for by | price |",
        "|---|---|---|---|---|---|",
    )
    for key in book.line_kinds:
        kind = book.costs[key]
        by = kind.asked_by
        said = ", ".join(f"{route}: {who}" for route, who in by.items()) if isinstance(by, dict) else by
        price = f"`{kind.price}`" if kind.price else "follows from the trips" if key == TRAVEL else "asked"
        yield f"| `{key}` | {' | '.join(kind.name.names())} | {kind.ground} | {said or 'not known'} | {price} |"
