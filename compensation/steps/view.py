"""One placement of an evaluation, as the step builders look at it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from compensation.evaluate import Evaluation
from compensation.outcome import NULL, Fields
from compensation.steps.model import Quantity, RuleRef, Step, day


@dataclass(frozen=True)
class View:
    """An evaluation of exactly one placement, with its result fields."""

    e: Evaluation
    fields: Fields

    def given(self, column: str) -> int:
        """A column of the placement, as a whole number."""
        return int(getattr(self.e.placements, column)[0])

    def result(self, name: str) -> int | None:
        """A result field, as a whole number; None where it does not apply."""
        value = int(self.fields[name].values[0])
        return None if value == NULL else value

    def text(self, name: str) -> str | None:
        """A result field of choices, as its word."""
        value = self.result(name)
        return None if value is None else self.fields[name].names[value]

    def entries(self) -> range:
        """Indexes of the ledger entries."""
        return range(len(self.e.ledger))

    def period(self, entry: Any) -> dict[str, Quantity]:
        """First and last day of an entry."""
        ledger = self.e.ledger
        return {"from": day(ledger.start[entry]), "to": day(ledger.end[entry])}


def step(
    step_id: str, quantities: dict[str, Quantity], result: Quantity | None = None, rules: list[RuleRef] | None = None
) -> Step:
    """A step, with its arguments in the order in which they are read."""
    return Step(id=step_id, quantities=quantities, result=result, rules=rules or [])


Steps = Iterator[Step]
