"""The template of a table of placements: an empty sheet with lists to choose from, every column explained.

The explanation is in Dutch and in English. Everything follows from `catalog_of`, the list that reads and
checks a table, so the template cannot promise a column that is not read. A template for one branch has only the
kinds of cost to ask about there.

>>> from compensation import load_rulebook
>>> [column_name(spec, "nl") for spec in template_columns(load_rulebook(), "horeca") if spec.about == "clothing"][:2]
['kosten.kleding.bedrag', 'kosten.kleding.per']
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook

from compensation.calendar import to_date
from compensation.placement.cases import last_known_minimum
from compensation.rulebook import RuleBook
from compensation.table.catalog import DUTCH_WORDS, ColumnSpec, catalog_of, column_name
from compensation.table.safety import neutral_text
from compensation.texts import FALLBACK, FIRST, LANGUAGES, inside, text

_STAMP = datetime(2020, 1, 1)
_DROP_DOWN_ROWS = 1_048_576  # every row of a sheet
_LONGEST_DROP_DOWN = 255
_WIDEST = 70
#: Columns of keys that are read by their names too: the names are the list to choose from.
_LISTED = ("sector", "cao.scheme")
_REQUIRED = {"bold": True, "bg_color": "#D5E8EE"}
#: What most people fill in, in this order, before everything else.
_COMMON = {
    name: place
    for place, name in enumerate(
        (
            "id",
            "sector",
            "offer.allowance.amount",
            "offer.allowance.per",
            "offer.complete",
            "cao.status",
            "cao.scheme",
            "study_year",
            "birth_date",
            "offer.wage.amount",
            "offer.wage.per",
            "travel.mode",
            "travel.distance_km",
            "travel.student_product",
            "offer.km_rate",
            "offer.reimburse.travel.amount",
            "offer.reimburse.travel.per",
        )
    )
}
_DAYS = ("placement_day", "day")
_EXAMPLES: Mapping[str, Any] = {
    "id": "2026-0413",
    "start": date(2026, 2, 2),
    "end": date(2026, 7, 3),
    "day": date(2007, 5, 14),
    "yes_no": True,
    "amount": Decimal("85.50"),
    "hours": Decimal("32"),
    "kilometres": Decimal("12.5"),
    "percent": Decimal("8"),
    "study_year": 2,
    "workdays": ("mon", "tue", "wed", "thu"),
    "closed": "2026-04-27/2026-05-08",
    "hours_by_day": "mon=8;tue=8;wed=5.5",
}


@dataclass(frozen=True)
class ColumnHelp:
    """One column in words: its name in this language and in the other, and how to fill it in."""

    column: str
    also: str
    meaning: str
    form: str
    example: str
    required: str


def template_columns(book: RuleBook, sector: str | None = None) -> tuple[ColumnSpec, ...]:
    """The columns to fill in: required ones, those most people need, the others; with a sector only its costs."""
    kinds = None if sector is None else {"travel", *book.sectors[sector].cost_kinds}
    specs = catalog_of(book).columns.values()
    chosen = [spec for spec in specs if spec.about is None or kinds is None or spec.about in kinds]
    return tuple(sorted(chosen, key=lambda spec: (not spec.required, _COMMON.get(spec.name, len(_COMMON)))))


def with_employer(columns: Sequence[ColumnSpec], lang: str) -> list[ColumnSpec | str]:
    """The columns, and behind the required ones one of the own columns: the name of the employer, which comes back."""
    required = [spec for spec in columns if spec.required]
    return [*required, employer_name(lang), *columns[len(required) :]]


def employer_name(lang: str) -> str:
    """The name of the column with the employer."""
    return text("branch.template.employer", lang)


def cell_text(spec: ColumnSpec, value: Any, lang: str) -> str:
    """A value as people write it in a file of this language; it reads back as the same value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _answer(value, lang)
    dutch = LANGUAGES[lang].dutch_tables
    if isinstance(value, date):
        return f"{value.day}-{value.month}-{value.year}" if dutch else value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f").replace(".", LANGUAGES[lang].decimal)
    if spec.holds == "workdays":
        return ",".join(text(f"branch.template.days.{day}", _read_in(lang)) for day in value)
    return choice_word(spec, value, lang) if spec.holds == "choice" else str(value)


def choice_word(spec: ColumnSpec, choice: str, lang: str) -> str:
    """The word for a choice: Dutch where there is one. A week is a product only among the student products."""
    if not LANGUAGES[lang].dutch_tables:
        return choice
    products = spec.name == "travel.student_product"
    words = (word for word in DUTCH_WORDS.get(choice, ()) if products or not word.endswith("product"))
    return next(words, choice)


def _answer(value: bool, lang: str) -> str:
    return text(f"branch.template.{'yes' if value else 'no'}", _read_in(lang))


def _read_in(lang: str) -> str:
    """The language of the words in a table: one that is read back."""
    return FIRST if LANGUAGES[lang].dutch_tables else FALLBACK


def example_of(spec: ColumnSpec, book: RuleBook) -> Any:
    """A value that may stand in a column."""
    if spec.holds == "key":
        return _key_names(book)[spec.name][0][0]
    if spec.holds == "choice":
        return next(iter(spec.choices))
    if spec.name.startswith("assume.") and spec.holds == "day":
        return to_date(last_known_minimum(book) + 1)
    return _EXAMPLES.get(spec.name, _EXAMPLES.get(spec.holds))


def column_help(book: RuleBook, lang: str, sector: str | None = None) -> Iterator[ColumnHelp]:
    """Every column in words."""
    other = next(code for code in LANGUAGES if code != lang)
    for spec in template_columns(book, sector):
        meaning = text(spec.text, lang)
        if spec.about:
            meaning = f"{book.kind_name(spec.about, lang)}: {inside(meaning, lang)}"
        choices = ", ".join(choice_word(spec, choice, lang) for choice in spec.choices)
        yield ColumnHelp(
            column=column_name(spec, lang),
            also=column_name(spec, other),
            meaning=meaning,
            form=text(f"branch.template.forms.{spec.holds}", lang, choices=choices),
            example=cell_text(spec, example_of(spec, book), lang),
            required=text(f"branch.template.{'yes' if spec.required else 'no'}", lang),
        )


def _key_names(book: RuleBook) -> dict[str, list[tuple[str, dict[str, str]]]]:
    """For the columns that hold a key: the keys, each with its names."""

    def both(name: Any) -> dict[str, str]:
        return {lang: name if isinstance(name, str) else name[lang] for lang in LANGUAGES}

    def own(key: str) -> tuple[str, dict[str, str]]:
        return key, {lang: text(f"branch.template.norms.{key}", lang) for lang in LANGUAGES}

    return {
        "sector": [(key, both(sector.name)) for key, sector in book.sectors.items()],
        "cao.scheme": [(key, both(scheme.name)) for key, scheme in book.schemes.items()],
        "norm": [own("sector"), *((key, both(book.norms[key].name)) for key in book.policy_keys), own("own")],
        "travel.region": [(key, both(region.name)) for key, region in book.regions.items()],
    }


def help_rows(book: RuleBook, lang: str, sector: str | None = None) -> Iterator[list[str]]:
    """The explanation as a table, its header first."""
    names = tuple(ColumnHelp.__dataclass_fields__)
    yield [text(f"branch.template.head.{name}", lang) for name in names]
    for line in column_help(book, lang, sector):
        yield [getattr(line, name) for name in names]


def list_rows(book: RuleBook, lang: str) -> Iterator[list[str]]:
    """The keys that may stand in the columns that hold one, its header first."""
    yield [text(f"branch.template.head.{name}", lang) for name in ("column", "key", "name")]
    found = _key_names(book)
    for spec in catalog_of(book).columns.values():
        for key, names in found.get(spec.name, ()):
            yield [column_name(spec, lang), key, names[lang]]


# ---------------------------------------------------------------- files


def csv_text(rows: Iterable[Sequence[str]], lang: str) -> bytes:
    """Rows as CSV in UTF-8 with a mark that Excel knows, formulas neutralised."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=LANGUAGES[lang].separator)
    writer.writerows([neutral_text(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def template_csv(book: RuleBook, lang: str, sector: str | None = None) -> bytes:
    """The names of the columns, and nothing below them."""
    columns = with_employer(template_columns(book, sector), lang)
    return csv_text([[spec if isinstance(spec, str) else column_name(spec, lang) for spec in columns]], lang)


def help_csv(book: RuleBook, lang: str, sector: str | None = None) -> bytes:
    """The explanation of the columns, beside an empty sheet that is CSV."""
    return csv_text(help_rows(book, lang, sector), lang)


def template_xlsx(book: RuleBook, lang: str, sector: str | None = None) -> bytes:
    """A workbook with an empty sheet with lists to choose from, and the explanation in two languages."""
    return placements_workbook(book, lang, with_employer(template_columns(book, sector), lang), [], sector)


def placements_workbook(
    book: RuleBook,
    lang: str,
    columns: Sequence[ColumnSpec | str],
    rows: Iterable[Sequence[Any]],
    sector: str | None = None,
) -> bytes:
    """A sheet of placements (columns of one's own by name), the explanation in two languages, the lists of keys."""
    out = io.BytesIO()
    workbook = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    workbook.set_properties({"created": _STAMP})
    sheets = _Sheets(workbook)
    heads = [column if isinstance(column, str) else column_name(column, lang) for column in columns]
    sheet = sheets.add(text("branch.template.sheets.placements", lang), [heads, *rows])
    sheets.mark(sheet, columns, lang, _ranges(book, lang))
    sheets.add(text("branch.template.sheets.help", lang), help_rows(book, lang, sector))
    sheets.add(text("branch.template.sheets.lists", lang), list_rows(book, lang))
    # A language that does not say it yet has the same name as English, and the same explanation.
    names = {text("branch.template.sheets.help", code): code for code in reversed([lang, *LANGUAGES])}
    for name, other in reversed(names.items()):
        if other != lang:
            sheets.add(name, help_rows(book, other, sector))
    workbook.close()
    return out.getvalue()


def _ranges(book: RuleBook, lang: str) -> dict[str, str]:
    """Where on the sheet of lists the names of each column that holds a key stand."""
    sheet = text("branch.template.sheets.lists", lang).replace("'", "''")
    lines: dict[str, list[int]] = {}
    for line, (column, _, _) in enumerate(list_rows(book, lang), start=1):
        lines.setdefault(column, []).append(line)
    listed = {column_name(spec, lang) for spec in catalog_of(book).columns.values() if spec.name in _LISTED}
    return {name: f"='{sheet}'!$C${lines[name][0]}:$C${lines[name][-1]}" for name in lines if name in listed}


class _Sheets:
    """Sheets of a workbook: texts always as texts, the first row as its head."""

    def __init__(self, workbook: Workbook) -> None:
        self._book = workbook
        self._head, self._required = workbook.add_format({"bold": True}), workbook.add_format(_REQUIRED)
        self._wrapped = workbook.add_format({"valign": "top", "text_wrap": True})
        self._day, self._percent = workbook.add_format({"num_format": 14}), workbook.add_format({"num_format": "0.##%"})

    def add(self, name: str, rows: Iterable[Sequence[Any]]) -> Any:
        """A sheet with these rows."""
        sheet = self._book.add_worksheet(name)
        widths: dict[int, int] = {}
        for line, row in enumerate(rows):
            for place, value in enumerate(row):
                if value is None or value == "":
                    continue
                self._put(sheet, line, place, value)
                widths[place] = min(max(widths.get(place, 0), len(str(value)) + 2), _WIDEST)
        for place, width in widths.items():
            sheet.set_column(place, place, width)
        sheet.freeze_panes(1, 0)
        return sheet

    def _put(self, sheet: Any, line: int, place: int, value: Any) -> None:
        form = self._head if line == 0 else self._wrapped if len(str(value)) > _WIDEST else None
        if isinstance(value, bool):
            sheet.write_boolean(line, place, value, form)
        elif isinstance(value, (int, float, Decimal)):
            sheet.write_number(line, place, float(value), form)
        elif isinstance(value, date):
            sheet.write_datetime(line, place, value, self._day)
        else:
            sheet.write_string(line, place, str(value), form)

    def mark(self, sheet: Any, columns: Sequence[ColumnSpec | str], lang: str, ranges: Mapping[str, str]) -> None:
        """Required columns in colour, days and percentages as such, a list to choose from under a column of choices.

        The names of sectors and caos are too many for a cell: their list stands on the sheet of lists (`ranges`).
        """
        for place, spec in enumerate(columns):
            if isinstance(spec, str):
                continue
            name = column_name(spec, lang)
            if spec.required:
                sheet.write_string(0, place, name, self._required)
            form = self._percent if spec.holds == "percent" else self._day if spec.holds in _DAYS else None
            if form is not None:
                sheet.set_column(place, place, len(name) + 2, form)
            answers = _answers(spec, lang)
            fits = answers and len(",".join(answers)) + 2 <= _LONGEST_DROP_DOWN
            if source := ranges.get(name) or (answers if fits else None):
                choose = {"validate": "list", "source": source, "ignore_blank": True}
                choose |= {"error_title": name[:32], "error_message": text("branch.template.not_in_list", lang)}
                sheet.data_validation(1, place, _DROP_DOWN_ROWS - 1, place, choose)


def _answers(spec: ColumnSpec, lang: str) -> list[str]:
    if spec.holds == "yes_no":
        return [_answer(answer, lang) for answer in (True, False)]
    return [choice_word(spec, choice, lang) for choice in spec.choices]
