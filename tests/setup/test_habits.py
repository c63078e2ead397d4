"""What is said of the commands and the style in more than one file is the same everywhere."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_make_help_and_contributing_name_the_same_commands() -> None:
    helped = re.findall(r'^\t@echo "make (\w+)', MAKEFILE, re.M)
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `make (\w+)`", page, re.M) == helped
    assert [name for name in helped if not re.search(rf"^{name}:", MAKEFILE, re.M)] == []


def test_one_line_length() -> None:
    lengths = {
        "pyproject.toml": PROJECT["tool"]["ruff"]["line-length"],
        ".yamllint.yaml": yaml.safe_load((ROOT / ".yamllint.yaml").read_text())["rules"]["line-length"]["max"],
    }
    named = re.findall(r"^max_line_length = (\d+)$", (ROOT / ".editorconfig").read_text(), re.M)
    assert {*lengths.values(), *map(int, named)} == {120}, lengths


def test_hooks_fetch_nothing_and_are_the_checks() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    assert [repo["repo"] for repo in hooks] == ["local"]
    found = re.search(r"^check: (.+)$", MAKEFILE, re.M)
    assert found
    assert [hook["entry"] for hook in hooks[0]["hooks"]] == [f"make --silent {name}" for name in found[1].split()]


@pytest.mark.parametrize(
    "name", ["requirements.lock", "Makefile", ".ci/run", "pyproject.toml", ".pre-commit-config.yaml"]
)
def test_no_package_index_is_named(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"index-url|find-links|pypi|/simple\b", text, re.I)
