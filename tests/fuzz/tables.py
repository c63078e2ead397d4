"""Hostile files of placements by seed: sound csv, xlsx and parquet, then damaged, packed or not.

What must hold, whatever is handed in: one sentence that refuses the file, or every row of it a result, an error or
named as no placement, in both counts and in what was written.
"""

from __future__ import annotations

import csv
import io
import zipfile
from functools import cache
from pathlib import Path
from random import Random

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from compensation import RuleBook
from compensation.table import TableError, assess_file
from compensation.texts import LANGUAGES
from tests.fuzz.placements import damaged
from tests.table_files import HEADER, rows_of

KINDS = ("csv", "xlsx", "parquet")
LONGEST_LINE = 2_000
_ROWS = 12
_SEPARATORS = ";,\t|"
_CELLS = (
    '"t Hoekje', 'Bakkerij "De Ster', '"a"b', "a\nb", "a;b", "a,b", "=1+1", "-5", "\x00", "\x1b[31m", "\u2028", "",
    "€ 1.000,50", "1e999", "31-02-2026", "9" * 400, "x" * 40_000, "\ud7ff", "NaN", "ja", "2026-02-30", "0x1F",
)  # fmt: skip


@cache
def sound(kind: str) -> bytes:
    """A file without damage."""
    made = io.BytesIO()
    if kind == "csv":
        return _csv(rows_of(_ROWS))
    if kind == "parquet":
        columns = [pa.array(column) for column in zip(*rows_of(_ROWS), strict=True)]
        pq.write_table(pa.table(columns, HEADER), made)
    else:
        frame = pd.DataFrame(rows_of(_ROWS), columns=HEADER)
        frame.to_excel(made, index=False, engine="openpyxl")
    return made.getvalue()


def _csv(rows: list[list[str]], separator: str = ";", *, quoted: bool = True) -> bytes:
    text = io.StringIO()
    if quoted:
        csv.writer(text, delimiter=separator).writerows([HEADER, *rows])
        return text.getvalue().encode("utf-8", "surrogatepass")
    return "\r\n".join(separator.join(row) for row in [HEADER, *rows]).encode("utf-8", "surrogatepass")


def file(seed: int, kind: str | None = None) -> tuple[str, bytes]:
    """The name and the bytes of a file, of a kind or of each in turn."""
    rng = Random(seed)
    kind = kind or KINDS[seed % len(KINDS)]
    if kind == "csv" and rng.random() < 0.7:
        rows = rows_of(_ROWS)
        for _ in range(rng.choice((1, 1, 2, 5))):
            rng.choice(rows)[rng.randrange(len(HEADER))] = rng.choice(_CELLS)
        return "in.csv", _csv(rows, rng.choice(_SEPARATORS), quoted=rng.random() < 0.5)
    content = sound(kind)
    packed = kind == "xlsx" and rng.random() < 0.75
    return f"in.{kind}", _repacked(content, rng) if packed else damaged(content, rng)


def _repacked(content: bytes, rng: Random) -> bytes:
    """A workbook of which one part is damaged, and is packed soundly."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        names = before.namelist()
        hit = rng.choice([name for name in names if name.endswith(".xml")])
        for name in names:
            part = before.read(name)
            after.writestr(name, damaged(part, rng) if name == hit else part)
    return made.getvalue()


def escape(name: str, content: bytes, folder: Path, book: RuleBook) -> str | None:
    """What goes wrong with a file; None when nothing does."""
    source, target = folder / name, folder / "out.csv"
    source.write_bytes(content)
    try:
        report = assess_file(source, target, rulebook=book, force=True)
    except TableError as error:
        wrong = [line for lang in LANGUAGES if not _decent(line := error.message(lang))]
        return f"lines: {[line[:200] for line in wrong]!a}" if wrong else _nothing_left(folder, name)
    except Exception as error:
        return f"{type(error).__name__}: {str(error)[:200]!a}"
    if report.rows != report.results + report.wrong_rows:
        return f"{report.rows} rows, {report.results} results and {report.wrong_rows} wrong"
    if report.counted is None or report.counted.rows != report.rows + report.left_out_rows:
        return f"counted {report.counted}, read {report.rows} and left out {report.left_out_rows}"
    written = (len(_rows(target)), len({row["row"] for row in _rows(report.errors)}))
    if written != (report.results, report.wrong_rows):
        return f"{report.results} results and {report.wrong_rows} wrong are told, {written} are written"
    return None if name != "in.csv" else _lines_without(content, report.counted.records)


def _lines_without(content: bytes, records: int) -> str | None:
    """In a csv without a quotation mark every line with something in it is a record: a count of our own."""
    if b'"' in content or not content.isascii() or any(sign in content for sign in (b"\0", b"\x0b", b"\x0c")):
        return None
    lines = [line for line in content.replace(b"\r", b"\n").split(b"\n") if line.strip(b" \t;,|")]
    return None if len(lines) <= records else f"{len(lines)} lines with something in them, {records} counted"


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8-sig") as file:
        head = file.readline()
        file.seek(0)
        return list(csv.DictReader(file, delimiter=";" if ";" in head else ","))


def _nothing_left(folder: Path, name: str) -> str | None:
    left = {path.name for path in folder.iterdir()} - {name}
    return f"refused, and left behind: {sorted(left)}" if left else None


def _decent(line: str) -> bool:
    return len(line) <= LONGEST_LINE and line.isprintable() and bool(line.strip())
