"""A mapping that is wrong is told in the reader's language, with its line where it stands in a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from compensation import RuleBook
from compensation.table import TableError
from compensation.table.mapping import mapping_of, read_mapping

WRONG = """\
header_row: 0
colums: {a: drop}
columns: [a]
values: {route: {x: [1]}}
"""
TOLD = {
    "nl": "de mapping 'm.yaml' klopt niet: m.yaml:1:1: header_row: 0 is te klein: ten minste 1; "
    "m.yaml:3:1: columns: hier horen velden (naam: waarde); "
    "m.yaml:4:18: values.route.x: hier hoort tekst; zet het tussen aanhalingstekens; "
    "m.yaml:2:1: colums: onbekend veld; haal het weg, of verbeter de naam",
    "en": "the mapping 'm.yaml' is wrong: m.yaml:1:1: header_row: 0 is too small: at least 1; "
    "m.yaml:3:1: columns: needs fields (name: value) here; "
    "m.yaml:4:18: values.route.x: needs text here: put it in quotes; "
    "m.yaml:2:1: colums: unknown field: take it out, or mend its name",
}


def test_in_a_file_each_fault_has_its_line(tmp_path: Path, book: RuleBook) -> None:
    file = tmp_path / "m.yaml"
    file.write_text(WRONG, encoding="utf-8")
    with pytest.raises(TableError) as caught:
        read_mapping(file, book)
    assert {lang: caught.value.message(lang) for lang in TOLD} == TOLD
    file.write_text("columns: {a: [\n", encoding="utf-8")
    with pytest.raises(TableError) as caught:
        read_mapping(file, book)
    assert "m.yaml:2:1: (bestand): geen geldige YAML" in caught.value.message("nl")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"header_row": "3"}, "header_row: schrijf een geheel getal, zonder aanhalingstekens"),
        ([1], "(bestand): hier horen velden (naam: waarde)"),
        ({"tab": "x" * 900}, "tab: de tekst is te lang; ten hoogste 500 tekens"),
        ({"columns": {str(n): "drop" for n in range(6000)}}, "columns: hier staat te veel; ten hoogste 5000"),
        ({"\x1b[31m" * 300: 1}, "onbekend veld; haal het weg, of verbeter de naam"),
    ],
)
def test_without_a_file_no_line_is_told(data: Any, said: str, book: RuleBook) -> None:
    with pytest.raises(TableError) as caught:
        mapping_of(data, book)
    told = caught.value.message("nl")
    assert told.startswith("de mapping 'mapping' klopt niet: ") and told.endswith(said)
    assert ":1:1:" not in told and told.isprintable() and len(told) < 500
