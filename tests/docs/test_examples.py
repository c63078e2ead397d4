"""The examples in the documentation are good input: who copies one gets an answer."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path
from typing import Any

from compensation import assess, read_placement
from compensation.rulebook.models import RuleFile
from compensation.rulebook.scheme import Scheme
from compensation.rulebook.yaml_source import read_yaml
from tests.docs.pages import CONTRACT, DOCS


def blocks(page: Path, language: str) -> list[str]:
    """The fenced blocks of a language, without the indent of a list that they stand in."""
    found = re.findall(rf"^( *)```{language}\n(.*?)^\1```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return [textwrap.dedent(block) for _, block in found]


def data_of(block: str, name: str) -> Any:
    """A block as Passend reads a file."""
    source = read_yaml(block, name)
    assert source.faults == []
    return source.data


def test_the_placement_is_assessed(book) -> None:
    (block,) = blocks(CONTRACT / "placement.md", "yaml")
    found = assess(read_placement(data_of(block, "placement.md")), book)
    assert found.totals.owed > found.totals.offered > 0


def test_the_scheme_is_a_scheme() -> None:
    (block,) = blocks(CONTRACT / "scheme.md", "yaml")
    assert Scheme.model_validate(data_of(block, "scheme.md")).versions


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
