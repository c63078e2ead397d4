"""docs/columns.md: every column with its names, what it is, and what may stand in it (`make made` writes it)."""

from __future__ import annotations

from collections.abc import Iterator

from compensation.placement.cases import keys_in
from compensation.placement.kinds import MOST_CHANGES, KeyOf
from compensation.rulebook import RuleBook, load_rulebook
from compensation.rulebook.models import TRAVEL
from compensation.table.catalog import DUTCH_WORDS, FIXED, ColumnSpec, catalog_of
from compensation.texts import FALLBACK, text

LANG = FALLBACK


def choices_of(column: ColumnSpec, book: RuleBook) -> str:
    """What may stand in a column: a list, or its form in words."""
    if isinstance(column.field.holds, KeyOf):
        return ", ".join(keys_in(book, column.field.holds.of))
    if column.choices:
        named = ((name, DUTCH_WORDS.get(name, ())) for name in column.choices)
        return ", ".join(f"{name} ({', '.join(dutch)})" if dutch else name for name, dutch in named)
    return text(f"table.forms.{column.holds}", LANG)


def _changing() -> str:
    """What may stand beside the day of a change."""
    names = [name for name in FIXED if name.startswith("change.1.") and ".travel." not in name]
    return ", ".join(f"`{name}`" for name in (*names[1:], "change.1.travel.mode", "change.1.travel.2.mode"))


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
        "slip of the pen. An empty cell is a field that is left out: of pay it says nothing, where `0` says that",
        "nothing is paid. A cost or a reimbursement is there when any of its columns is filled.",
        "",
        "**Numbered columns** say more of the same, each with the fields of the table below. `travel.2.mode` to",
        "`travel.4.mode` (`reis.2.vervoer`) are further ways of travelling; `cost.clothing.2.amount`",
        "(`kosten.kleding.2.bedrag`) is a second cost of a kind, and `offer.reimburse.clothing.2.amount` what is paid",
        "back a second time; `change.1.from` (`wijziging.1.vanaf`) is the day of a first change, of at most",
        f"{MOST_CHANGES}, and beside it stands what changes then:",
        f"{_changing()}.",
        "",
        "**Numbers** are cells with a number, or text: `450.50` and `450,50` are the same, `1.234,56` and `1,234.56`",
        "too, and `€ 150,-`. **Dates** are cells with a date, or text: `2026-12-31`, `31-12-2026`, `31-12-26` or",
        "`31 dec 2026`. **Days of the week** are `ma,di,wo` or `ma t/m wo`; a number of them (`4 dagen`) counts from",
        "Monday for bol, hbo and wo without public transport. What could be read in two ways is refused and asked:",
        "`1.234`, `2/3/2026`, `do-ma`. **Yes or no**: `true`/`false`, `ja`/`nee`, `1`/`0`.",
        "",
        "## The columns",
        "",
        "| column | Dutch names | needed | what it is | what may stand in it |",
        "|---|---|---|---|---|",
    ]
    for column in catalog_of(book).columns.values():
        cells = (
            f"`{column.name}`",
            ", ".join((*column.dutch, *column.field.english)),
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
