"""Workbooks that a reader can use at once: names, widths, filters, formats, and set up for the printer.

XlsxWriter writes them, rows of a long sheet flat in memory. Text is text, never a formula. Headings repeat on each
printed page, and columns fit on its width, or on that of several pages.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from compensation.table.safety import neutral_text
from compensation.table.xlsx_file import XlsxFile

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Kind = Literal["text", "money", "count", "percent", "number", "day"]
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONGEST_TEXT, _LONGEST_NAME = 32_767, 31
_NARROW, _WIDE, _OF_TEXT, _MOST_LINES = 9, 44, 100, 3
_A4 = 9
#: A printed page holds about so many characters beside each other; a wider sheet goes over several, its first column
#: on each.
_PAGE_WIDTH = 170
#: Pixels of a row, and rows of a printed page with charts.
_ROW, _PAGE_ROWS = 20, 46
_ACCENT, _TINT, _QUIET = "#1F5F74", "#E8F0F2", "#4A5A61"
_SERIES = (_ACCENT, "#B3560F", "#A9C9D4")
_HEAD: Mapping[str, Any] = {
    "bold": True,
    "text_wrap": True,
    "valign": "top",
    "bg_color": _TINT,
    "bottom": 1,
    "border_color": _ACCENT,
}
_FORMATS: Mapping[str, Mapping[str, Any]] = {
    "text": {"valign": "top"},
    "money": {"num_format": 4},
    "count": {"num_format": 3},
    "percent": {"num_format": "0.0%"},
    "number": {"num_format": "General"},
    "day": {"num_format": 14, "align": "right"},
    "head": _HEAD,
    "number_head": {**_HEAD, "align": "right"},
    "title": {"bold": True, "font_size": 14, "font_color": _ACCENT},
    "line": {"text_wrap": True, "valign": "top"},
    "hidden": {"align": "right", "italic": True, "font_color": _QUIET},
}


@dataclass(frozen=True)
class Column:
    """A column: its heading, the kind of what it holds, its cells. A cell that is None is empty; in a column with
    `hidden`, that word stands there."""

    head: str
    kind: Kind
    cells: Sequence[Any]
    hidden: str = ""


@dataclass(frozen=True)
class Placed:
    """Where a sheet of columns stands: its name, how many rows it has below its headings, and which of its columns have
    cells that are hidden."""

    name: str
    rows: int
    hidden: frozenset[int] = frozenset()

    def cells(self, column: int) -> list[Any]:
        """The cells of a column, as a chart asks for them."""
        return [self.name, 1, column, self.rows, column]

    def head(self, column: int) -> list[Any]:
        """The heading of a column."""
        return [self.name, 0, column]


class Sheets:
    """A workbook that is being made, a sheet at a time."""

    def __init__(self, title: str, on: date) -> None:
        self._file = io.BytesIO()
        self._book = XlsxFile(self._file)
        self._book.set_properties({"title": title, "author": "Passend", "created": datetime(on.year, on.month, on.day)})
        self._formats = {name: self._book.add_format(dict(said)) for name, said in _FORMATS.items()}

    def lines(self, name: str, title: str, lines: Iterable[str]) -> None:
        """A sheet with a title and sentences below it."""
        sheet = self._sheet(name)
        sheet.set_column(0, 0, _OF_TEXT)
        sheet.write_string(0, 0, _clean(title), self._formats["title"])
        for row, line in enumerate(lines, start=2):
            sheet.set_row(row, 15.5 * (1 + len(line) // _OF_TEXT))
            sheet.write_string(row, 0, _clean(line), self._formats["line"])

    def table(self, name: str, columns: Sequence[Column]) -> Placed:
        """A sheet with a heading row that stays in sight, and a filter on it."""
        sheet = self._sheet(name)
        rows = max((len(column.cells) for column in columns), default=0)
        widths = [_width(column) for column in columns]
        lines = max((_lines(column.head, width) for column, width in zip(columns, widths, strict=True)), default=1)
        sheet.set_row(0, 15.5 * lines)
        for place, (column, width) in enumerate(zip(columns, widths, strict=True)):
            sheet.set_column(place, place, width)
            sheet.write_string(
                0, place, _clean(column.head), self._formats["head" if column.kind == "text" else "number_head"]
            )
        for row in range(rows):
            for place, column in enumerate(columns):
                self._put(sheet, row + 1, place, column, column.cells[row])
        sheet.freeze_panes(1, 1)
        sheet.fit_to_pages(max(1, round(sum(widths) / _PAGE_WIDTH)), 0)
        sheet.repeat_columns(0, 0)
        if columns:
            sheet.autofilter(0, 0, max(rows, 1), len(columns) - 1)
        sheet.repeat_rows(0)
        hidden = (place for place, column in enumerate(columns) if column.hidden and None in column.cells)
        return Placed(name, rows, frozenset(hidden))

    def charts(self, name: str, charts: Sequence[Chart]) -> None:
        """A sheet with charts of Excel's own below each other, none of them cut by the end of a printed page."""
        sheet, row, breaks = self._sheet(name), 0, []
        sheet.set_portrait()
        for chart in charts:
            rows = chart.height // _ROW + 2
            if row and row % _PAGE_ROWS + rows > _PAGE_ROWS:
                row = (row // _PAGE_ROWS + 1) * _PAGE_ROWS
                breaks.append(row)
            drawn = self._book.add_chart({"type": chart.kind})
            for column, colour in zip(chart.columns, _SERIES, strict=False):
                series = {"name": chart.of.head(column), "values": chart.of.cells(column)}
                drawn.add_series({**series, "categories": chart.of.cells(0), "gap": 60, "fill": {"color": colour}})
            drawn.set_title({"name": chart.title, "name_font": {"size": 12}})
            drawn.set_legend({"none": True} if len(chart.columns) == 1 else {"position": "bottom"})
            amounts: dict[str, Any] = {"num_format": chart.form, "major_gridlines": {"visible": True}}
            if chart.kind == "bar":  # its rows read from the top, and its amounts stand at the foot
                drawn.set_y_axis({"reverse": True, "interval_unit": 1})
                drawn.set_x_axis({**amounts, "label_position": "high"})
            else:
                drawn.set_y_axis(amounts)
            drawn.set_size({"width": 620, "height": chart.height})
            sheet.insert_chart(row, 0, drawn, {"description": chart.title, "x_offset": 4, "y_offset": 4})
            row += rows
        sheet.set_h_pagebreaks(breaks)

    def made(self) -> bytes:
        """The workbook as the bytes of a file."""
        self._book.close()
        return self._file.getvalue()

    def _sheet(self, name: str) -> Any:
        sheet = self._book.add_worksheet(re.sub(r"[\[\]:*?/\\]", " ", name)[:_LONGEST_NAME].strip())
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&R&P / &N")
        return sheet

    def _put(self, sheet: Any, row: int, place: int, column: Column, value: Any) -> None:
        if value is None:
            if column.hidden:
                sheet.write_string(row, place, column.hidden, self._formats["hidden"])
        elif column.kind == "day":
            sheet.write_datetime(row, place, datetime(value.year, value.month, value.day), self._formats["day"])
        elif column.kind == "text":
            sheet.write_string(row, place, _clean(str(value)), self._formats["text"])
        else:
            sheet.write_number(row, place, float(value), self._formats[column.kind])


@dataclass(frozen=True)
class Chart:
    """A chart of some columns of a sheet, by their places; the first column names the categories."""

    kind: Literal["bar", "column"]
    title: str
    of: Placed
    columns: Sequence[int]
    form: str = "#,##0"
    height: int = 400


def _width(column: Column) -> float:
    """Wide enough for what is in it and for the longest word of its heading, with room for the filter."""
    longest = max((len(_shown(cell, column.kind)) for cell in column.cells if cell is not None), default=0)
    if column.hidden and any(cell is None for cell in column.cells):
        longest = max(longest, len(column.hidden))
    word = max((len(part) for part in column.head.split()), default=0)
    return min(_WIDE, max(_NARROW, longest + 2, word + 4, 3 + len(column.head) // _MOST_LINES))


def _shown(cell: Any, kind: Kind) -> str:
    """A cell about as wide as a reader sees it."""
    if kind == "day":
        return "00-00-0000"
    return f"{cell:,.2f}" if kind in ("money", "count") else str(cell)


def _lines(head: str, width: float) -> int:
    """Over how many lines a heading breaks."""
    lines, room = 1, width - 2
    used = 0
    for word in head.split():
        if used and used + 1 + len(word) > room:
            lines, used = lines + 1, len(word)
        else:
            used += len(word) + (1 if used else 0)
    return lines


def _clean(value: str) -> str:
    return neutral_text(_ILLEGAL.sub("", value)[:_LONGEST_TEXT])
