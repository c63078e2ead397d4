"""Checks of what is good to know: it names sectors and costs that exist, and somebody whom it can reach."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from compensation.outside import shown
from compensation.rulebook.faults import Fault, Path, RuleFault
from compensation.rulebook.guidance import GoodToKnow


def check_guidance(
    lines: Mapping[str, GoodToKnow], sectors: Collection[str], costs: Collection[str], fault: Fault
) -> Iterator[RuleFault]:
    """The lines of all files together; `fault` places a path. Keys are compared where any are known."""
    for key, line in lines.items():
        here: Path = ("good_to_know", key)
        yield from _unknown((*here, "when", "sectors"), line.when.sectors, sectors, fault)
        yield from _unknown((*here, "when", "costs"), line.when.costs, costs, fault)
        yield from _unknown((*here, "when", "or_sector_lists"), line.when.or_sector_lists, costs, fault)
        yield from _reach(here, line, fault)


def _unknown(path: Path, named: list[str], known: Collection[str], fault: Fault) -> Iterator[RuleFault]:
    for place, key in enumerate(named):
        if known and key not in known:
            yield fault((*path, place), "choice", value=shown(key), choices=", ".join(known))


def _reach(path: Path, line: GoodToKnow, fault: Fault) -> Iterator[RuleFault]:
    """Days, ages and readers for whom nothing is left."""
    first, below = line.when.age_from, line.when.age_below
    if line.from_ is not None and line.to is not None and line.to < line.from_:
        yield fault((*path, "to"), "ends_before", last=str(line.to), first=str(line.from_))
    if first is not None and below is not None and below <= first:
        yield fault((*path, "when", "age_below"), "nobody", first=str(first), below=str(below))
    if line.letter and line.audience == "student":
        yield fault((*path, "letter"), "letter_student")
    if line.letter and (first, below) != (None, None):
        yield fault((*path, "letter"), "letter_age")
