"""The tables of an ods as they stand in its XML, read as a stream and counted; a repeated cell counts each time.

What repeats without anything in it counts for nothing, however far it goes: programs fill a sheet up to its end so.
"""

from __future__ import annotations

import zipfile
from array import array

from compensation.table.caged.formats import MONTH, PERCENT, parse
from compensation.table.caged.sheet_scan import MOST_MERGED, Scanned, area
from compensation.table.faults import TableError
from compensation.table.limits import SHEET_COLUMNS, SHEET_ROWS

#: No file of people has more cells with a percentage or a month, or formulas without a value.
_MOST_TOLD = 2_000_000


class _Styles:
    """The styles of cells that show of a date no more than its month (ODF 1.3, part 3, 16.29.10)."""

    def __init__(self) -> None:
        self.months: set[str] = set()
        self._dates: set[str] = set()  # the forms of dates without a day
        self._now = ""

    def begin(self, bare: str, attributes: dict[str, str]) -> None:
        """An element begins, above the tables."""
        if bare.endswith("-style"):
            self._now = attributes.get("style:name", "") if bare == "date-style" else ""
            self._dates |= {self._now} - {""}
        elif bare in ("day", "hours", "day-of-week", "week-of-year"):
            self._dates.discard(self._now)
        elif bare == "style" and attributes.get("style:data-style-name") in self._dates:
            self.months.add(attributes.get("style:name", ""))


class _Tables:
    def __init__(self) -> None:
        self.found: dict[str, Scanned] = {}
        self._now = Scanned()
        self._row = self._times = self._column = self._span = self._cells = self._last = 0
        self._typed = self._text = self._formula = self._hidden = False
        self._shown: str | None = None
        self._styles = _Styles()
        self._columns: list[tuple[int, str]] = []  # up to which column each has its cells so
        self._told = 0
        self._depth = 0  # tables in tables

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        bare = name.rpartition(":")[2]
        if bare == "table":
            self._depth += 1
            if self._depth == 1:
                self._now = self.found[attributes.get("table:name", "")] = Scanned()
                self._row, self._columns = 0, []
        elif self._depth == 0:
            self._styles.begin(bare, attributes)
        elif self._depth != 1:
            return
        elif bare == "table-column":
            before = self._columns[-1][0] if self._columns else 0
            span = _repeated(attributes, "table:number-columns-repeated")
            self._columns.append((before + span, attributes.get("table:default-cell-style-name", "")))
        elif bare == "table-row":
            self._times = _repeated(attributes, "table:number-rows-repeated")
            self._column = self._cells = self._last = 0
            self._hidden = attributes.get("table:visibility", "visible") != "visible"
        elif bare in ("table-cell", "covered-table-cell"):
            self._span = _repeated(attributes, "table:number-columns-repeated")
            self._typed = attributes.get("office:value-type", "string") != "string"
            self._text = bool(attributes.get("office:string-value"))
            self._shown = self._shown_as(attributes)
            self._error = attributes.get("calcext:value-type") == "error"
            self._formula = bool(attributes.get("table:formula")) and "office:value-type" not in attributes
            self._merge(attributes)

    def end(self, name: str) -> None:
        bare = name.rpartition(":")[2]
        if bare == "table":
            self._depth -= 1
        elif self._depth != 1:
            return
        elif bare in ("table-cell", "covered-table-cell"):
            self._tell()
            self._column += self._span
            if (self._typed or self._text) and not self._error:
                self._cells += self._span
                self._last = self._column
            self._typed = self._text = self._error = False
        elif bare == "table-row":
            self._finish_row()

    def letters(self, text: str) -> None:
        self._text = self._text or bool(text.strip("\n\t "))

    def _shown_as(self, attributes: dict[str, str]) -> str | None:
        kind = attributes.get("office:value-type")
        if kind != "date":
            return PERCENT if kind == "percentage" else None
        style = attributes.get("table:style-name")
        if style is None:
            style = next((style for last, style in self._columns if self._column < last), "")
        return MONTH if style in self._styles.months else None

    def _merge(self, attributes: dict[str, str]) -> None:
        right = _repeated(attributes, "table:number-columns-spanned")
        down = _repeated(attributes, "table:number-rows-spanned")
        if right * down > 1 and len(self._now.merged) < MOST_MERGED:
            self._now.merged.append(area(self._column, self._row, self._column + right - 1, self._row + down - 1))

    def _tell(self) -> None:
        """Percentages, months, and formulas without a value."""
        if self._shown is None and not self._error and not (self._formula and not self._text):
            return
        self._told += self._span * self._times
        if self._told > _MOST_TOLD:
            raise TableError("too_heavy")
        for column in range(self._column, min(self._column + self._span, SHEET_COLUMNS)):
            if self._shown is not None:
                rows = range(self._row + 1, min(self._row + self._times, SHEET_ROWS) + 1)
                self._now.shown(self._shown).setdefault(column, array("I")).extend(rows)
            elif self._error:
                self._now.errors[column] = self._now.errors.get(column, 0) + self._times
            else:
                self._now.formulas[column] = self._now.formulas.get(column, 0) + self._times

    def _finish_row(self) -> None:
        self._row += self._times
        if self._last > SHEET_COLUMNS:
            raise TableError("row_too_wide", most=SHEET_COLUMNS)
        if self._cells:
            if self._row > SHEET_ROWS:
                raise TableError("row_number", most=SHEET_ROWS)
            now = self._now
            now.rows += self._times
            now.hidden_rows += self._times * self._hidden
            now.cells += self._cells * self._times
            now.last_row, now.last_column = self._row, max(now.last_column, self._last)


def _repeated(attributes: dict[str, str], name: str) -> int:
    says = attributes.get(name, "1")
    if not says.isdecimal() or len(says) > 9 or int(says) < 1:
        raise ValueError(f"repeated {says[:20]} times")
    return int(says)


def scan_ods(archive: zipfile.ZipFile) -> dict[str, Scanned]:
    """Every table of an ods by its name."""
    tables = _Tables()
    if "styles.xml" in archive.namelist():  # where the forms stand that several documents share
        parse(archive, "styles.xml", tables.begin)
    parse(archive, "content.xml", tables.begin, tables.end, tables.letters)
    return tables.found
