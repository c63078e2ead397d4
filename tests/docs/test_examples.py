"""The examples in the documentation are good input: who copies one gets an answer."""

from __future__ import annotations

import json
import re
import textwrap
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from compensation import assess, read_placement
from compensation.rulebook.models import RuleFile
from compensation.rulebook.scheme import Scheme
from compensation.rulebook.yaml_source import read_yaml
from tests.docs.pages import CONTRACT, DOCS, ROOT
from tests.snapshot import check_made

WIDE = 116


def blocks(page: Path, language: str) -> list[str]:
    """The fenced blocks of a language, without the indent of a list that they stand in."""
    found = re.findall(rf"^( *)```{language}\n(.*?)^\1```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return [textwrap.dedent(block) for _, block in found]


def data_of(block: str, name: str) -> Any:
    """A block as Passend reads a file."""
    source = read_yaml(block, name)
    assert source.faults == []
    return source.data


def test_every_placement_is_assessed(book) -> None:
    bol, bbl = blocks(CONTRACT / "placement.md", "yaml")
    found = assess(read_placement(data_of(bol, "placement.md")), book)
    assert found.totals.owed > found.totals.offered > found.totals.not_stated > 0
    found = assess(read_placement(data_of(bbl, "placement.md")), book)
    assert {ground.ground for ground in found.totals.by_ground} == {"law", "cao", "pact"}
    assert found.wage is not None
    assert found.wage.coverage == "part"
    assert found.wage.estimate > 0
    assert {row.known for row in found.wage.monthly} == {True, False}


@pytest.mark.made
def test_the_example_of_an_assessment_is_one(book) -> None:
    """Its placement is read, and what stands below it is what comes out, steps and receipt shortened."""
    page = CONTRACT / "assessment.md"
    (asked,) = blocks(page, "yaml")
    made = assess(read_placement(data_of(asked, page.name)), book).model_dump(mode="json", by_alias=True)
    made["steps"] = [step for step in made["steps"] if step["id"] in ("wage.hourly_minimum", "wage.wage_estimate")]
    made["receipt"] |= {"version": "0.1.0", "rules_hash": "cfc4...", "assessed_on": "2026-11-26"}
    text = page.read_text(encoding="utf-8")
    before, shown = text.split("```json\n")
    after = shown.split("```\n", 1)[1]
    check_made(page.relative_to(ROOT).as_posix(), f"{before}```json\n{written(made)}\n```\n{after}")


def written(value: Any, indent: int = 0) -> str:
    """JSON for people: on one line what fits on one, else its plain values side by side and its parts one a line."""
    line = json.dumps(value, ensure_ascii=False)
    if len(line) + indent <= WIDE or not isinstance(value, (dict, list)):
        return line
    named = value.items() if isinstance(value, dict) else [("", part) for part in value]
    parts = [
        f'"{name}":\N{NO-BREAK SPACE}{written(part, indent + 2)}' if name else written(part, indent + 2)
        for name, part in named
    ]
    grouped = groupby(zip(named, parts, strict=True), lambda one: isinstance(one[0][1], (dict, list)))
    lines = [text for is_parts, group in grouped for text in _lines([text for _, text in group], is_parts)]
    inner = textwrap.indent(",\n".join(lines), "  ").replace("\N{NO-BREAK SPACE}", " ")
    return f"{{\n{inner}\n}}" if isinstance(value, dict) else f"[\n{inner}\n]"


def _lines(texts: list[str], one_each: bool) -> list[str]:
    return texts if one_each else [textwrap.fill(", ".join(texts), WIDE, break_on_hyphens=False)]


@pytest.mark.parametrize("page", sorted(CONTRACT.glob("*.md")), ids=lambda page: page.stem)
def test_no_example_of_the_contract_is_left_out(page: Path) -> None:
    """Where an example stands, a test above runs it."""
    tried = {"placement": ["yaml"] * 2, "assessment": ["yaml", "json"], "scheme": ["yaml"] * 2, "commands": ["python"]}
    languages = re.findall(r"^ *```(\w+)\n", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert languages == tried.get(page.stem, [])


def test_the_scheme_is_a_scheme() -> None:
    block, costs = blocks(CONTRACT / "scheme.md", "yaml")
    scheme = data_of(block, "scheme.md")
    scheme["versions"][0] |= data_of(costs, "scheme.md")
    assert [cost.kind for cost in Scheme.model_validate(scheme).versions[0].costs] == ["travel", "clothing"]


def test_the_norm_is_a_norm() -> None:
    (block,) = blocks(DOCS / "tasks" / "norm.md", "yaml")
    named = {"looked_on": data_of("looked_on: 2026-11-26", "norm.md")["looked_on"], "norms": data_of(block, "norm.md")}
    (norm,) = RuleFile.model_validate(named).norms.values()
    assert norm.kind == "norm"


def test_what_is_imported_can_be_imported() -> None:
    for page in (CONTRACT / "commands.md", DOCS / "documents.md", DOCS / "distributed.md", DOCS.parent / "README.md"):
        imports = [
            line
            for block in blocks(page, "python")
            for line in block.splitlines()
            if re.match(r"from compensation[\w.]* import ", line)
        ]
        assert imports, page.name
        for line in imports:
            exec(line, {})
