"""The sheets of an old xls, counted record by record: the second reader beside calamine.

The file is a small file system ([MS-CFB]) with one stream of records ([MS-XLS]): a book that names its sheets, and each
sheet's cells. Only kinds of records are looked at. A formula always carries a value there, but programs that
write an xls without computing it leave a nought: whether it was computed cannot be seen (`unsure`).
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator, Mapping

from compensation.table.caged.formats import KNOWN, PERCENT, shown_as
from compensation.table.caged.sheet_scan import Scanned, area
from compensation.table.faults import TableError
from compensation.table.limits import MOST_TABS

_END, _MOST_SECTORS = 0xFFFFFFFA, 2_000_000
_BOF, _EOF, _BOUND, _PASSWORD = 0x0809, 0x000A, 0x0085, 0x002F
_NUMBER, _RK, _MULTIPLE, _LABEL, _RICH, _SHARED, _TRUTH, _FORMULA = 0x203, 0x27E, 0xBD, 0x204, 0xD6, 0xFD, 0x205, 0x06
_FORMAT, _STYLE, _ROW, _MERGED = 0x41E, 0xE0, 0x208, 0xE5
_HIDDEN = 0x20
_TEXTS, _SINGLE = (_LABEL, _RICH, _SHARED), (_NUMBER, _RK, _LABEL, _RICH, _SHARED, _TRUTH, _FORMULA)


def scan_xls(content: bytes) -> dict[str, Scanned]:
    """Every sheet of an xls by its name. Raises TableError for one with a password."""
    book = _stream(content)
    found: dict[str, Scanned] = {}
    place, starts, styles, formats = 0, [], list[int](), dict[int, str | None](KNOWN)
    while place + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, place)
        body = book[place + 4 : place + 4 + length]
        place += 4 + length
        if kind == _PASSWORD:
            raise TableError("encrypted_xlsx")
        if kind == _BOUND and body[5] == 0:
            wide = body[7] & 1
            letters = body[8 : 8 + body[6] * (1 + wide)]
            starts.append((letters.decode("utf-16-le" if wide else "latin-1"), struct.unpack_from("<I", body)[0]))
        if kind == _FORMAT:
            code = body[5:].decode("utf-16-le" if body[4] & 1 else "latin-1", "replace")
            formats[struct.unpack_from("<H", body)[0]] = PERCENT if b"%" in body[2:] else shown_as(code)
        if kind == _STYLE:
            styles.append(struct.unpack_from("<H", body, 2)[0])
        if kind == _EOF:
            break
    shown = {number: how for number, form in enumerate(styles) if (how := formats.get(form)) is not None}
    for name, start in starts[:MOST_TABS]:
        found[name] = _sheet(book, start, shown)
    return found


def _sheet(book: bytes, place: int, styles: Mapping[int, str]) -> Scanned:
    found, rows, hidden, depth = Scanned(), set(), set(), 0
    while place + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, place)
        body = place + 4
        place = body + length
        depth += (kind == _BOF) - (kind == _EOF)
        if kind == _EOF and depth == 0:
            break
        if depth != 1:  # a chart in the sheet
            continue
        if kind in _SINGLE:
            row, column, style = struct.unpack_from("<HHH", book, body)
            number, last = 1, column
            found.unsure += kind == _FORMULA
            if style in styles and kind not in _TEXTS:
                found.shown(styles[style]).setdefault(column, array("I")).append(row + 1)
            if kind == _FORMULA and book[body + 12 : body + 14] == b"\xff\xff":
                found.labels += book[body + 6] in (0, 3)
            found.labels += kind in _TEXTS
            if _is_error(kind, book[body:place]):
                found.errors[column] = found.errors.get(column, 0) + 1
                found.labels += 1  # read as an empty text
        elif kind == _MULTIPLE:
            row, column = struct.unpack_from("<HH", book, body)
            number = (length - 6) // 6
            last = column + number - 1
            for step in range(number):
                if (how := styles.get(struct.unpack_from("<H", book, body + 4 + 6 * step)[0])) is not None:
                    found.shown(how).setdefault(column + step, array("I")).append(row + 1)
        else:
            if kind == _ROW and book[body + 12] & _HIDDEN:
                hidden.add(struct.unpack_from("<H", book, body)[0])
            found.merged += _merged(book[body:place]) if kind == _MERGED else ()
            continue
        rows.add(row)
        found.cells += number
        found.last_row, found.last_column = max(found.last_row, row + 1), max(found.last_column, last + 1)
    found.rows, found.hidden_rows = len(rows), len(rows & hidden)
    return found


def _is_error(kind: int, body: bytes) -> bool:
    """Whether a cell holds an error (#N/A) and no value."""
    return (kind == _TRUTH and body[7] == 1) or (kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2)


def _merged(body: bytes) -> Iterator[str]:
    """Merged cells, as `A1:C1`."""
    for number in range(struct.unpack_from("<H", body)[0]):
        top, bottom, left, right = struct.unpack_from("<HHHH", body, 2 + 8 * number)
        yield area(left, top, right, bottom)


# ---------------------------------------------------------------- the file system


def _stream(content: bytes) -> bytes:
    """The stream of the book."""
    size = 1 << struct.unpack_from("<H", content, 30)[0]
    small_size = 1 << struct.unpack_from("<H", content, 32)[0]
    count_fat, first_directory = struct.unpack_from("<II", content, 44)
    least, first_small, _, more, count_more = struct.unpack_from("<IIIII", content, 56)

    def sector(number: int) -> bytes:
        return content[(number + 1) * size : (number + 2) * size]

    places = list(struct.unpack_from("<109I", content, 76))
    for _ in range(min(count_more, _MOST_SECTORS // size)):
        block = struct.unpack(f"<{size // 4}I", sector(more))
        places, more = [*places, *block[:-1]], block[-1]
    fat = _numbers(b"".join(sector(place) for place in places[:count_fat] if place < _END))

    def chain(first: int, table: tuple[int, ...]) -> list[int]:
        found: list[int] = []
        while first < _END:
            found.append(first)
            if len(found) > len(table):
                raise ValueError("a chain without end")
            first = table[first]
        return found

    directory = b"".join(map(sector, chain(first_directory, fat)))
    entries = [directory[place : place + 128] for place in range(0, len(directory), 128)]
    root = next(entry for entry in entries if entry[66] == 5)
    book = next(entry for entry in entries if _name(entry) in ("workbook", "book"))
    first, length = struct.unpack_from("<I", book, 116)[0], struct.unpack_from("<I", book, 120)[0]
    if length >= least:
        return b"".join(map(sector, chain(first, fat)))[:length]
    small = b"".join(map(sector, chain(struct.unpack_from("<I", root, 116)[0], fat)))
    table = _numbers(b"".join(map(sector, chain(first_small, fat))))
    return b"".join(small[n * small_size : (n + 1) * small_size] for n in chain(first, table))[:length]


def _numbers(block: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(block) // 4}I", block[: len(block) // 4 * 4])


def _name(entry: bytes) -> str:
    length = struct.unpack_from("<H", entry, 64)[0]
    return entry[: max(length - 2, 0)].decode("utf-16-le", "replace").casefold()
