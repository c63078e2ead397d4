"""A fault in a rule file is a value: where it is and what is wrong. All faults are shown at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from compensation.outside import MOST_TOLD, shown
from compensation.texts import FALLBACK, text

#: A fault may quote a key of the file; a line stays a line.
LONGEST_PROBLEM = 500
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
        problem = self.problem if len(self.problem) <= LONGEST_PROBLEM else f"{self.problem[:LONGEST_PROBLEM]}..."
        return f"{self.file}:{self.line}:{self.column}: {self.path or '(file)'}: {problem}"


class RuleBookError(Exception):
    """The rule files have faults; `faults` holds every one of them, in the order of the files. Told are 100."""

    def __init__(self, faults: Iterable[RuleFault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(told(self.faults)))


def told(faults: tuple[RuleFault, ...], lang: str = FALLBACK) -> list[str]:
    """The first 100 faults as lines, and how many more there are."""
    lines = [str(fault) for fault in faults[:MOST_TOLD]]
    more = len(faults) - len(lines)
    return [*lines, text("faults.more", lang, count=more)] if more else lines


def path_text(path: Path) -> str:
    """`rules.km_rate.versions.0.value`."""
    return ".".join(map(shown, path))
