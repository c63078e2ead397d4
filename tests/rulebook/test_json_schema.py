"""The exported JSON Schemas: current, named by every rule file, and satisfied by every real file."""

from __future__ import annotations

import json
import os
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from compensation.rulebook.json_schema import SCHEMAS, main, schema, schema_of, schema_text, write_schemas
from compensation.rulebook.yaml_source import read_yaml, read_yaml_bytes
from tests.rulebooks import LIVE_RULES, PARTS, TEST_RULES
from tests.snapshot import check_made

ROOT = LIVE_RULES
FILES = sorted(
    file for folder in (LIVE_RULES, TEST_RULES) for part in PARTS for file in (folder / part).rglob("*.yaml")
)
COMMENT = re.compile(r"^# yaml-language-server: \$schema=(\S+)$")


def plain(node: Any) -> Any:
    """Data as JSON has it: dates as text, decimals as numbers, keys as text."""
    if isinstance(node, dict):
        return {str(key): plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [plain(value) for value in node]
    if isinstance(node, Decimal):
        return float(node)
    return node.isoformat() if isinstance(node, date) else node


def errors(model_file: str, data: Any) -> list[str]:
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft202012Validator(json.loads((ROOT / model_file).read_text(encoding="utf-8")))
    return [f"{list(error.absolute_path)}: {error.message}" for error in validator.iter_errors(plain(data))]


@pytest.mark.made
@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_current(name: str) -> None:
    check_made(name, schema_text(SCHEMAS[name]))


def test_schemas_are_written(tmp_path: Path) -> None:
    assert [file.relative_to(tmp_path).as_posix() for file in write_schemas(tmp_path)] == list(SCHEMAS)
    for name in SCHEMAS:
        assert (tmp_path / name).read_bytes() == (ROOT / name).read_bytes()


def test_the_command_writes_into_the_rule_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PASSEND_RULES", str(tmp_path))
    main()
    assert capsys.readouterr().out.split() == [str(tmp_path / name) for name in SCHEMAS]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_every_file_names_its_schema_and_satisfies_it(file: Path) -> None:
    first_line = file.read_text(encoding="utf-8").splitlines()[0]
    found = COMMENT.match(first_line)
    assert found, f"the first line must be: # yaml-language-server: $schema=... (it is: {first_line})"
    folder = TEST_RULES if file.is_relative_to(TEST_RULES) else LIVE_RULES
    name = schema_of(file.relative_to(folder).as_posix())
    assert Path(os.path.normpath(file.parent / found[1])) == ROOT / name
    assert errors(name, read_yaml_bytes(file.read_bytes(), file.name).data) == []


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("rules/schemas/rules.schema.json", "regels: {}", "Additional properties are not allowed"),
        ("rules/schemas/rules.schema.json", "rules: {km_rate: {unit: guilders}}", "'guilders' is not one of"),
        ("sector_data/schemas/sectors.schema.json", "sbb_sectors: {}", "'sectors' is a required property"),
        ("sector_data/schemas/practice.schema.json", "practice: {}", "{} is not of type 'array'"),
        ("sector_data/schemas/scheme.schema.json", "key: Hotel", "'Hotel' does not match"),
    ],
)
def test_a_wrong_file_does_not_satisfy_it(name: str, text: str, problem: str) -> None:
    assert any(problem in error for error in errors(name, read_yaml(text, "x").data))


def test_every_field_of_a_version_is_described() -> None:
    made = schema(SCHEMAS["rules/schemas/rules.schema.json"])
    version = made["$defs"]["Version"]
    assert {"from", "to", "checked", "source"} == set(version["required"])
    assert version["additionalProperties"] is False
    assert "from_" not in version["properties"]


@pytest.mark.parametrize(
    "amount", ["-1.00", '"350"', "{}", "{mbo: -1}", "{year_7: 10}", "{mbo: 1, year_1: 2}", "null", "1000000"]
)
def test_an_amount_that_the_loader_refuses_is_marked_in_the_editor_too(amount: str) -> None:
    text = (TEST_RULES / "sector_data/schemes/horeca.yaml").read_text(encoding="utf-8")
    wrong = text.replace("amount: 361.00", f"amount: {amount}")
    assert wrong != text
    assert errors("sector_data/schemas/scheme.schema.json", read_yaml(wrong, "x").data)
