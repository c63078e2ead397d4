"""The rows of a membership one by one, each as a placement again, wrong ones with what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from compensation.placement import Placement
from compensation.rulebook import RuleBook
from compensation.table.arrays import as_text
from compensation.table.evaluated import placement_of_row
from compensation.table.members import Members


@dataclass(frozen=True)
class Row:
    """A row of a file: its number there, its id and employer as the file says them ("" for none).

    A row that is wrong has no placement; `problem` says then what is wrong with it.
    """

    number: int
    id: str
    employer: str
    placement: Placement | None
    problem: str = ""


def rows_of(members: Members, book: RuleBook) -> Iterator[Row]:
    """Every row, in the order of the file."""
    sound, wrong = _sound(members, book), _wrong(members)
    next_sound, next_wrong = next(sound, None), next(wrong, None)
    while next_sound is not None or next_wrong is not None:
        if next_wrong is None or (next_sound is not None and next_sound.number < next_wrong.number):
            assert next_sound is not None
            yield next_sound
            next_sound = next(sound, None)
        else:
            yield next_wrong
            next_wrong = next(wrong, None)


def _sound(members: Members, book: RuleBook) -> Iterator[Row]:
    cells, employers = members.inputs(), members.named("employer")
    for place, number in enumerate(members.numbers):
        one = {name: column.slice(place, 1) for name, column in cells.items()}
        yield Row(number, _id(one["id"][0].as_py(), number), str(employers[place]), placement_of_row(one, book))


def _wrong(members: Members) -> Iterator[Row]:
    """The wrong rows, each with the first of its faults."""
    last = None
    for line in members.error_table.to_pylist():
        if line["row"] != last:
            last = line["row"]
            problem = f"{line['column']}: {line['problem']}" if line["column"] else line["problem"]
            yield Row(last, _id(line.get("id"), last), "", None, problem)


def _id(own: object, number: int) -> str:
    """The file's own id; a row that has none goes by its number, which is no id."""
    said = as_text(own).strip()
    return "" if said == str(number) else said
