"""A fault in a rule file is a value: where it is and what is wrong. All faults are shown at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from compensation.outside import MOST_TOLD, path_of
from compensation.texts import FALLBACK, text

#: A fault may quote a key of the file; a line stays a line.
LONGEST_PROBLEM = 500
Path = tuple[str | int, ...]


@dataclass(frozen=True, order=True)
class RuleFault:
    """One fault: file (relative to the rule folder), line and column from 1 (line 0: of no file), path inside the file.

    `code` and `values` are those of its sentence in the catalogue (`rule_faults.<code>`); `problem` is that sentence in
    English.
    """

    file: str
    line: int
    column: int
    path: str
    problem: str
    code: str = field(compare=False)
    values: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def said(self, lang: str = FALLBACK) -> str:
        """`file:line:column: path: what is wrong and what to do`."""
        problem = text(f"rule_faults.{self.code}", lang, **self.values)
        problem = problem if len(problem) <= LONGEST_PROBLEM else f"{problem[:LONGEST_PROBLEM]}..."
        place = f"{self.file}:{self.line}:{self.column}: " if self.line else ""
        return f"{place}{self.path or text('rule_faults.whole', lang)}: {problem}"

    def __str__(self) -> str:
        return self.said()


def coded(file: str, code: str, /, *, line: int = 1, column: int = 1, path: str = "", **values: Any) -> RuleFault:
    """A fault whose sentence stands in the catalogue."""
    return RuleFault(file, line, column, path, text(f"rule_faults.{code}", FALLBACK, **values), code, values)


class Fault(Protocol):
    """Makes a fault at a path of its code, with the values of its sentence."""

    def __call__(self, path: Path, code: str, /, **values: Any) -> RuleFault: ...


class RuleBookError(Exception):
    """The rule files have faults; `faults` holds every one of them, in the order of the files. Told are 100."""

    def __init__(self, faults: Iterable[RuleFault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(told(self.faults)))


def told(faults: tuple[RuleFault, ...], lang: str = FALLBACK) -> list[str]:
    """The first 100 faults as lines, and how many more there are."""
    lines = [fault.said(lang) for fault in faults[:MOST_TOLD]]
    more = len(faults) - len(lines)
    return [*lines, text("faults.more", lang, count=more)] if more else lines


def path_text(path: Path) -> str:
    """`rules.km_rate.versions.0.value`."""
    return path_of(path)
