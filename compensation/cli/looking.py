"""`passend look`: what a file would be read as, in lines or as JSON; nothing is computed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from compensation.outside import shown
from compensation.rulebook import RuleBook
from compensation.table.catalog import column_name
from compensation.table.composed import spec_of
from compensation.table.files import explained, open_source
from compensation.table.look import Look, Said, look_at
from compensation.table.mapping import NO_MAPPING, read_mapping
from compensation.table.prepare import Prepared
from compensation.table.source import Source
from compensation.table.template import cell_text
from compensation.texts import text

_MOST_DOUBLES = 20


def look_lines(
    source: Path, book: RuleBook, lang: str, *, tab: str | None, mapping: Path | None, as_json: bool
) -> Iterator[str]:
    """A file, looked at. Raises TableError for one that cannot be opened, or of which no sheet can be chosen."""
    answers = NO_MAPPING if mapping is None else read_mapping(mapping, book)
    with explained(source), closing(open_source(source)) as opened:
        look = look_at(opened, book, answers, tab=tab)
        remarks = [*look.remarks, *_through(opened, look, book)]
    yield from [_as_json(look, remarks, lang)] if as_json else _in_words(look, remarks, book, lang)


def _through(source: Source, look: Look, book: RuleBook) -> Iterator[Said]:
    """What only the whole sheet tells: rows that are no placement, and rows that stand there twice."""
    prepared = Prepared(look, book)
    first: dict[int, int] = {}
    doubles: list[int] = []
    for chunk in source.chunks(look.choice):
        kept = prepared.without(chunk)
        for number, cells in zip(kept.numbers, zip(*(c.to_pylist() for c in kept.columns), strict=True), strict=True):
            key = hash(cells)
            if first.setdefault(key, int(number)) != int(number):
                doubles.append(int(number))
    if prepared.left_out_rows:
        yield Said("rows_left_out", {"rows": prepared.left_out_rows, "which": tuple(prepared.left_out)})
    if doubles:
        told = ", ".join(map(str, doubles[:_MOST_DOUBLES])) + (", ..." if len(doubles) > _MOST_DOUBLES else "")
        yield Said("double_rows", {"rows": told})


def _in_words(look: Look, remarks: list[Said], book: RuleBook, lang: str) -> Iterator[str]:
    for place, tab in enumerate(look.tabs):
        read = text(f"cli.look.{'read' if place == look.tab else 'not_read'}", lang)
        hidden = f" ({text('cli.look.hidden', lang)})" if tab.hidden else ""
        rows = text("cli.look.rows", lang, rows=tab.rows) if tab.rows is not None else ""
        yield f"{text('cli.look.tab', lang)} '{shown(tab.name)}'{hidden}: {rows} {read}".replace("  ", " ")
    yield text("cli.look.header", lang, row=max(look.header_row, 1))
    for column in look.columns:
        if not column.name:
            continue
        if column.column is not None and column.use == "used":
            meant = column_name(spec_of(column.column, book), lang)
            said = f"{meant} [{text(f'cli.look.how.{column.how}', lang)}]"
        else:
            said = text(f"cli.look.use.{'employer' if column.name == look.employer else column.use}", lang)
        samples = ", ".join(column.samples)[:60]
        yield f"  {shown(column.name)} ({shown(samples)}) -> {said}{' ?' if column.asked else ''}"
    for name, value in look.constants.items():
        spec = spec_of(name, book)
        answer = value == "true" if spec.holds == "yes_no" and value in ("true", "false") else value
        yield f"  {text('cli.look.all_rows', lang)}: {column_name(spec, lang)} = {cell_text(spec, answer, lang)}"
    yield from (f"! {said.message(lang)}" for said in look.problems)
    yield from (f"- {said.message(lang)}" for said in remarks)
    codes = Counter(said.code for said in look.problems)
    yield text("cli.look.ready" if not codes else "cli.look.asked", lang, questions=sum(codes.values()))


def _as_json(look: Look, remarks: list[Said], lang: str) -> str:
    data: dict[str, Any] = {
        "tabs": [
            {"name": tab.name, "hidden": tab.hidden, "rows": tab.rows, "cells": tab.cells, "read": place == look.tab}
            for place, tab in enumerate(look.tabs)
        ],
        "header_row": look.header_row,
        "columns": [
            {
                "name": column.name,
                "samples": list(column.samples),
                "column": column.column,
                "how": column.how,
                "use": column.use,
                "asked": column.asked,
            }
            for column in look.columns
            if column.name
        ],
        "constants": dict(look.constants),
        "problems": [{"code": said.code, "message": said.message(lang)} for said in look.problems],
        "remarks": [{"code": said.code, "message": said.message(lang)} for said in remarks],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)
