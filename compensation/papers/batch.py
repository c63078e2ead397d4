"""Letters or agreements for all rows of a file that need one, in one zip, with a list that accounts for every row.

The papers are those of one placement, made one after the other. No name of a student is known; the file's employer
stands on them where it has one. The zip is a working file: who brought the file knows the rows, nobody else should.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO

from compensation.assessing import assess
from compensation.papers import Format, Kind, RefusedError, make_document
from compensation.papers.details import Details
from compensation.rulebook import RuleBook
from compensation.table.member_rows import Row
from compensation.table.safety import neutral_text
from compensation.telling.answer import Answer
from compensation.telling.requests import requests
from compensation.texts import LANGUAGES, text

#: What can be made for all rows at once.
KINDS: tuple[Kind, ...] = ("letter", "agreement")
_LONGEST_NAME = 60
#: Zip files know no time before 1980.
_STAMP = (1980, 1, 1, 0, 0, 0)
_HEADS = ("row", "id", "employer", "made", "file", "why")


@dataclass(frozen=True)
class Paper:
    """What came of a row: the name of its file, or why it has none."""

    row: Row
    file: str = ""
    why: str = ""


@dataclass(frozen=True)
class Batch:
    """What is to be made of which rows. `most` papers at most; None: as many as there are."""

    kind: Kind
    form: Format
    lang: str
    book: RuleBook
    on: date
    most: int | None = None

    def write(
        self, rows: Iterable[Row], target: Path | IO[bytes], told: Callable[[int], object] | None = None
    ) -> list[Paper]:
        """Write the zip; `told` hears how many rows are done. Gives what came of every row."""
        papers: list[Paper] = []
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as into:
            put(into, text("batch.read_me_file", self.lang), self._read_me().encode("utf-8-sig"))
            for done, paper in enumerate(self._papers(rows, into), start=1):
                papers.append(paper)
                if told is not None:
                    told(done)
            put(into, text("batch.list_file", self.lang), self._list(papers))
        return papers

    def _papers(self, rows: Iterable[Row], into: zipfile.ZipFile) -> Iterator[Paper]:
        taken: set[str] = set()
        for row in rows:
            if row.placement is None:
                yield Paper(row, why=text("batch.why.wrong", self.lang, problem=row.problem))
            elif self.most is not None and len(taken) >= self.most:
                yield Paper(row, why=text("batch.why.most", self.lang, most=self.most))
            else:
                yield self._paper(row, Answer(row.placement, assess(row.placement, self.book), self.book), taken, into)

    def _paper(self, row: Row, answer: Answer, taken: set[str], into: zipfile.ZipFile) -> Paper:
        """One row: made into a file, or the reason why it is not."""
        if self.kind == "letter" and not requests(answer, over=answer.placement.end < self.on):
            return Paper(row, why=text("batch.why.nothing_to_ask", self.lang))
        details = Details(employer=row.employer)
        try:
            said = (answer.placement, answer.assessment, self.lang, self.book)
            made = make_document(self.kind, self.form, *said, details=details, on=self.on)
        except RefusedError as error:
            return Paper(row, why=str(error))
        stem = text(f"documents.file.{self.kind}", self.lang)
        name = unused(f"{stem}-{safe_name(row.id) or text('batch.row', self.lang, row=str(row.number))}", taken)
        file = f"{name}.{self.form}"
        put(into, file, made)
        return Paper(row, file)

    def _read_me(self) -> str:
        lines = [text(f"batch.{key}", self.lang) for key in ("working_file", "how", f"how_{self.kind}")]
        return "\r\n".join([*lines, ""])

    def _list(self, papers: Iterable[Paper]) -> bytes:
        """Every row of the file: whether it got a paper, under which name, or why not."""
        out = io.StringIO(newline="")
        writer = csv.writer(out, delimiter=LANGUAGES[self.lang].separator)
        writer.writerow([text(f"batch.head.{head}", self.lang) for head in _HEADS])
        for paper in papers:
            made = text("batch.yes" if paper.file else "batch.no", self.lang)
            cells = (str(paper.row.number), paper.row.id, paper.row.employer, made, paper.file, paper.why)
            writer.writerow([neutral_text(cell) for cell in cells])
        return out.getvalue().encode("utf-8-sig")


def safe_name(own: str) -> str:
    """An id as part of the name of a file, on every system; empty when nothing of it can be.

    >>> safe_name("2026/0413 Zoë"), safe_name("../../etc"), safe_name("学生")
    ('2026-0413-Zoe', 'etc', '')
    """
    plain = unicodedata.normalize("NFKD", own).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9_]+", "-", plain).strip("-")[:_LONGEST_NAME].strip("-")


def unused(name: str, taken: set[str]) -> str:
    """A name that no other file has, whatever their capitals; a number behind it where needed."""
    found, number = name, 1
    while found.casefold() in taken:
        number += 1
        found = f"{name}-{number}"
    taken.add(found.casefold())
    return found


def put(into: zipfile.ZipFile, name: str, content: bytes) -> None:
    """A file of a zip, the same bytes every time."""
    info = zipfile.ZipInfo(name, _STAMP)
    info.compress_type = zipfile.ZIP_DEFLATED
    into.writestr(info, content)
