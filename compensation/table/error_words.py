"""The fault of a row in the words of its reader: choices and columns as a file of that language has them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from compensation.placement import PlacementFault
from compensation.rulebook import RuleBook
from compensation.table.arrays import as_text
from compensation.table.catalog import DUTCH_WORDS, catalog_of, column_name
from compensation.table.words import nearest_schemes, nearest_sectors
from compensation.texts import LANGUAGES, catalogue, text

_NEAREST = {"unknown_scheme": nearest_schemes, "unknown_sector": nearest_sectors}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DOTTED = re.compile(r"\b[a-z_]+(?:\.[a-z_0-9]+)+\b")


@dataclass
class ErrorWords:
    """Messages of faults, each made once."""

    book: RuleBook
    lang: str
    _made: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def of(self, fault: PlacementFault, cell: Any) -> str:
        """What is wrong with a cell and what to do."""
        key = fault.path, fault.code, repr(fault.values)
        if key not in self._made:
            self._made[key] = self._message(fault, cell)
        return self._made[key]

    def _message(self, fault: PlacementFault, cell: Any) -> str:
        values = {name: value if name == "value" else _dated(value) for name, value in fault.values.items()}
        if "choices" in values:
            if near := _NEAREST.get(fault.code):
                values["choices"] = ", ".join(near(as_text(cell), self.book))
            elif LANGUAGES[self.lang].dutch_tables:
                values["choices"] = ", ".join(_dutch(word, fault.path) for word in str(values["choices"]).split(", "))
        if "route" in values and LANGUAGES[self.lang].dutch_tables:
            values["route"] = _dutch(str(values["route"]), "route")
        own = f"table.row_faults.{fault.code}"
        is_own = own in catalogue(self.lang)
        message = text(own, self.lang, **values) if is_own else replace(fault, values=values).message(self.lang)
        return _DOTTED.sub(self._named, message) if LANGUAGES[self.lang].dutch_tables else message

    def column(self, name: str) -> str:
        """A column that the file does not have, by the name that it would have there."""
        spec = catalog_of(self.book).every.get(name)
        return name if spec is None else column_name(spec, self.lang)

    def _named(self, match: re.Match[str]) -> str:
        """The name of a column in place of its name in the contract."""
        spec = catalog_of(self.book).every.get(match[0])
        if spec is None:
            spec = catalog_of(self.book).every.get(f"{match[0]}.amount")
        return match[0] if spec is None else column_name(spec, self.lang)


def _dated(value: Any) -> Any:
    """A day as a day, which is then told in words."""
    return date.fromisoformat(value) if isinstance(value, str) and _DAY.fullmatch(value) else value


_WEEKDAYS = {"mon": "ma", "tue": "di", "wed": "wo", "thu": "do", "fri": "vr", "sat": "za", "sun": "zo"}


def _dutch(word: str, path: str) -> str:
    if path.rpartition(".")[2] in ("workdays", "days"):
        return _WEEKDAYS.get(word, word)
    return next((name for name in DUTCH_WORDS.get(word, ()) if not name.endswith("product")), word)
