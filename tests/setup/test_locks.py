"""The lock files: pinned and hashed to the last line, of one make, and about nobody's own machine."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
USERS, DEVELOPERS, UV = "requirements.lock", "requirements-dev.lock", "requirements-uv.lock"
BENCHMARKS = "benchmarks/requirements.lock"
LOCKS = (USERS, DEVELOPERS, UV, BENCHMARKS)
PROJECT: Mapping[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
TOOLS = tuple(Requirement(line).name for line in PROJECT["project"]["optional-dependencies"]["dev"])


def text_of(name: str) -> str:
    """The text of a lock file."""
    return (ROOT / name).read_text(encoding="utf-8")


def pins(name: str) -> dict[str, Requirement]:
    """The packages of a lock file."""
    found = [Requirement(line.removesuffix("\\")) for line in text_of(name).splitlines() if re.match(r"[a-z]", line)]
    return {canonicalize_name(requirement.name): requirement for requirement in found}


def held(lock: Mapping[str, Requirement], asked: str) -> bool:
    """Whether a lock has a release that satisfies a requirement."""
    wanted = Requirement(asked)
    pinned = lock.get(canonicalize_name(wanted.name))
    return pinned is not None and wanted.specifier.contains(str(pinned.specifier).removeprefix("=="))


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_is_a_pin_a_hash_or_a_remark(name: str) -> None:
    form = re.compile(r"#.*|[a-z0-9][a-z0-9._-]*==[^+\s;]+( ; [^\\]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?")
    lines = text_of(name).splitlines()
    assert [line for line in lines if not form.fullmatch(line)] == [], "no place, no option, no build of one's own"
    assert len(pins(name)) == sum(not line.startswith(("#", " ")) for line in lines)


def test_developers_have_what_users_have() -> None:
    users, developers = pins(USERS), pins(DEVELOPERS)
    assert users.items() <= developers.items()
    assert {line for line in text_of(USERS).splitlines() if "--hash" in line} <= set(text_of(DEVELOPERS).splitlines())


def test_users_have_none_of_the_developers_tools() -> None:
    assert TOOLS
    assert [tool for tool in TOOLS if canonicalize_name(tool) in pins(USERS)] == []


def imported(module: Path) -> set[str]:
    """The top-level modules that a module imports."""
    found = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module.split(".")[0])
    return found


def test_the_package_imports_only_what_users_get() -> None:
    users = pins(USERS)
    homes = metadata.packages_distributions()
    known = {*sys.stdlib_module_names, "compensation", "__future__"}
    missing = {
        (module.relative_to(ROOT).as_posix(), name)
        for module in [ROOT / "app.py", *(ROOT / "compensation").rglob("*.py")]
        for name in imported(module) - known
        if not users.keys() & {canonicalize_name(home) for home in homes.get(name, [name])}
    }
    assert missing == set()


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        (USERS, PROJECT["project"]["dependencies"]),
        (USERS, PROJECT["build-system"]["requires"]),
        (DEVELOPERS, PROJECT["project"]["optional-dependencies"]["dev"]),
        (UV, PROJECT["dependency-groups"]["lock"]),
    ],
    ids=["users", "what builds the package", "developers", "uv"],
)
def test_a_lock_holds_what_the_project_asks_for(name: str, asked: list[str]) -> None:
    lock = pins(name)
    assert [line for line in asked if not held(lock, line)] == [], "run: make lock"


def test_the_makefile_takes_the_pythons_that_the_package_takes() -> None:
    takes = Requirement(f"passend{PROJECT['project']['requires-python']}").specifier
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    first, last = re.search(r"\(3, (\d+)\) <= sys.version_info\[:2\] <= \(3, (\d+)\)", makefile).groups()
    taken = [minor for minor in range(30) if takes.contains(f"3.{minor}.0")]
    assert taken == list(range(int(first), int(last) + 1))
    named = {f"Programming Language :: Python :: 3.{minor}" for minor in taken}
    assert named == {line for line in PROJECT["project"]["classifiers"] if re.search(r":: 3\.\d+$", line)}
    assert re.search(r"for version in ([\d. ]+);", makefile).group(1).split() == [f"3.{minor}" for minor in taken]
