"""One page for each employer of a file: its own figures beside those of the others, who are nobody in particular."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO

from compensation.papers.batch import put, safe_name, unused
from compensation.papers.blocks import Block, Document, Heading, Paragraph, Part, Table, row
from compensation.papers.pdf import pdf_bytes
from compensation.table.headline import with_norm
from compensation.table.member_figures import LEAST_OTHERS, Comparison, Figure, MemberFigures
from compensation.table.members import Members
from compensation.table.safety import neutral_text
from compensation.texts import LANGUAGES, euros, number, short_euros, text
from compensation.version import package_version

_HEADS = ("employer", "placements", "made", "file", "why")


@dataclass(frozen=True)
class Page:
    """What came of an employer: the name of its file, or why it has none."""

    figures: MemberFigures
    file: str = ""
    why: str = ""


def member_page(figures: MemberFigures, members: Members, lang: str, on: date) -> Document:
    """The page of an employer that has others enough beside it."""
    say = _Say(lang)
    title = say("title")
    counts = {"placements": figures.placements, "others": figures.others}
    rows = [row(say(f"line.{figure.name}"), _own(figure, say), _others(figure, say)) for figure in figures.figures]
    table = Table([say("head.what"), say("head.own"), say("head.others")], rows, [5, 2, 3], [False, True, True])
    blocks: list[Block] = [
        Heading(title, 1),
        Paragraph(figures.employer, lead=say("for")),
        Paragraph(say("intro", **counts)),
        *_proposal(members, lang),
        table,
        Paragraph(say("how"), small=True),
        Paragraph(say("privacy", least=LEAST_OTHERS), small=True),
        Paragraph(say("made", day=on, version=package_version(), hash=members.rules_hash[:12]), small=True),
    ]
    return Document(lang, title, [Part(text("documents.footer", lang), text("documents.page", lang), blocks)])


def _proposal(members: Members, lang: str) -> Iterator[Block]:
    """That it was computed with norms that hold nowhere."""
    if members.tried:
        yield Paragraph(with_norm(members.tried, lang).replace("**", ""))


def write_pages(
    members: Members, target: Path | IO[bytes], lang: str, on: date, told: Callable[[int], object] | None = None
) -> list[Page]:
    """Write the pages into a zip with a list of all employers; `told` hears how many are done."""
    comparison, say, pages = Comparison(members), _Say(lang), list[Page]()
    taken: set[str] = set()
    with zipfile.ZipFile(target, "w") as into:
        read_me = [text("batch.working_file", lang), say("read_me", least=LEAST_OTHERS), ""]
        put(into, text("batch.read_me_file", lang), "\r\n".join(read_me).encode("utf-8-sig"))
        for done, figures in enumerate(comparison.pages(), start=1):
            if figures.enough:
                name = unused(f"{say('file')}-{safe_name(figures.employer) or done}", taken)
                put(into, f"{name}.pdf", pdf_bytes(member_page(figures, members, lang, on), on))
                pages.append(Page(figures, f"{name}.pdf"))
            else:
                pages.append(Page(figures, why=say("few", others=figures.others, least=LEAST_OTHERS)))
            if told is not None:
                told(done)
        put(into, text("batch.list_file", lang), _list(pages, comparison.without_name, say))
    return pages


@dataclass(frozen=True)
class _Say:
    lang: str

    def __call__(self, key: str, /, **values: object) -> str:
        return text(f"member_page.{key}", self.lang, **values)


def _own(figure: Figure, say: _Say) -> str:
    return say("none") if figure.own is None else _written(figure, figure.own, say)


def _others(figure: Figure, say: _Say) -> str:
    if figure.others is None:
        return say("too_few")
    value = _written(figure, figure.others.value, say, exact=False)
    return say(f"bound.{figure.others.bound or 'about'}", value=value)


def _written(figure: Figure, value: int, say: _Say, *, exact: bool = True) -> str:
    if figure.unit == "percent":
        return f"{number(value, say.lang)}%"
    return euros(value, say.lang) if exact or figure.unit == "hour" else short_euros(value, say.lang)


def _list(pages: list[Page], without_name: int, say: _Say) -> bytes:
    """Every employer: whether it has a page, under which name, or why not; and the rows without an employer."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=LANGUAGES[say.lang].separator)
    writer.writerow([say(f"list.{head}") for head in _HEADS])
    for page in pages:
        made = text("batch.yes" if page.file else "batch.no", say.lang)
        cells = (page.figures.employer, str(page.figures.placements), made, page.file, page.why)
        writer.writerow([neutral_text(cell) for cell in cells])
    if without_name:
        writer.writerow(["", str(without_name), text("batch.no", say.lang), "", say("no_name")])
    return out.getvalue().encode("utf-8-sig")
