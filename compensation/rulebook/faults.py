"""A fault in a rule file is a value: where it is and what is wrong. All faults are shown at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Path = tuple[str | int, ...]


@dataclass(frozen=True, order=True)
class RuleFault:
    """One fault: file (relative to the rule folder), 1-based line and column, path inside the file."""

    file: str
    line: int
    column: int
    path: str
    problem: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.path or '(file)'}: {self.problem}"


class RuleBookError(Exception):
    """The rule files have faults; `faults` holds every one of them, in the order of the files."""

    def __init__(self, faults: Iterable[RuleFault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))


def path_text(path: Path) -> str:
    """`rules.km_rate.versions.0.value`."""
    return ".".join(map(str, path))
