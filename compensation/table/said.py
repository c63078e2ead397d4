"""What is to be said of a file: questions that stop it, all at once, and remarks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from compensation.table.catalog import ColumnSpec, column_name
from compensation.table.faults import TableError
from compensation.table.source import LeftOut
from compensation.texts import FALLBACK, text


@dataclass(frozen=True)
class Said:
    """Something to say about a file: a question that stops it, or a remark. `code` names a text (`table.look`)."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)

    def message(self, lang: str = FALLBACK) -> str:
        """In words; our columns by their names in a file of this language."""
        return TableError(self.code, **{name: _told(name, value, lang) for name, value in self.values.items()}).message(
            lang
        )


def _told(name: str, value: object, lang: str) -> object:
    if isinstance(value, ColumnSpec):
        return column_name(value, lang)
    if isinstance(value, LeftOut):
        return text(f"table.left_out.{value.why}", lang, row=value.number, text=value.text)
    if isinstance(value, tuple):
        return ", ".join(str(_told(name, part, lang)) for part in value)
    return text(f"table.about.{value}", lang) if name == "about" else value


class LookError(TableError):
    """A file about which something must be asked first; `problems` are all of its questions at once."""

    def __init__(self, problems: Sequence[Said]) -> None:
        self.problems = tuple(problems)
        super().__init__(problems[0].code)

    def message(self, lang: str = FALLBACK) -> str:
        """All of it, in one line."""
        return "; ".join(problem.message(lang) for problem in self.problems)

    def lines(self, lang: str = FALLBACK) -> list[str]:
        """A line for each."""
        return [problem.message(lang) for problem in self.problems]

    def __reduce__(self) -> tuple[type[LookError], tuple[Sequence[Said]]]:
        return LookError, (self.problems,)
