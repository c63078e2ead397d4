"""A folder laid over the rules, by key: an entry takes the place of the one of that key, or is added.

It may hold norms, schemes, sectors, kinds of cost, what is good to know, who helps, and rules and thresholds that are
no law. What is of ground law is the program's own: an entry that would replace it, or that claims that ground, is a
fault. An entry that is the same as the one below it is none, so a whole copy of the rules in which a norm was changed
is an overlay of that norm.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from compensation.outside import shown
from compensation.rulebook.book import Overlay, RuleBook
from compensation.rulebook.checks import check_required
from compensation.rulebook.faults import RuleBookError, RuleFault
from compensation.rulebook.guidance_checks import check_guidance
from compensation.rulebook.models import RuleFile
from compensation.rulebook.reader import KEYED, PRACTICE, Reader

#: What `passend rules show` puts before the key of an entry of a section.
PREFIXES = {"rules": "", "thresholds": "threshold.", "costs": "cost.", "norms": "norm.", "clauses": "clause."}
_Entry = TypeVar("_Entry")
_LAW = "law"


def lay_over(below: RuleBook, above: Reader, path: Path, faults: Iterable[RuleFault] = ()) -> RuleBook:
    """A rule book with the entries of a folder (or file) over it; the same book where they say nothing new.

    `faults` are those of the folder itself. Raises RuleBookError with these and every fault of its files.
    """
    sections = above.sections
    faults = [*faults, *above.faults, *_of_law(below, above), *_without_keys(below, above), *_tried_twice(above)]
    keyed = {section: {**_under(below, section), **getattr(sections, section)} for section in KEYED}
    merged = RuleFile.model_validate({**keyed, "calendar": below.calendar})
    sectors = {**below.sectors, **(above.sectors.sectors if above.sectors else {})}
    if above.rules_read:
        faults += check_required(merged, above.fault)
        faults += check_guidance(merged.good_to_know, sectors, merged.costs, above.fault)
    if faults:
        raise RuleBookError(faults)
    ids = frozenset(_new(below, above))
    if not ids:
        return below
    contents = above.contents
    overlay = Overlay(path, path.resolve().stem, contents.hash, ids, contents.seal is not None)
    chambers = above.sectors.sbb_sectors if above.sectors else {}
    return replace(
        below,
        rules=merged.rules,
        thresholds=merged.thresholds,
        costs=merged.costs,
        regions=merged.regions,
        norms=merged.norms,
        proposals=merged.proposals,
        not_covered=_by_id(below.not_covered, sections.not_covered),
        good_to_know=merged.good_to_know,
        help=merged.help,
        clauses=merged.clauses,
        sbb_sectors={**below.sbb_sectors, **chambers},
        sectors=sectors,
        schemes=dict(sorted({**below.schemes, **above.schemes}.items())),
        words=below.words if above.words is None else below.words.with_those_of(above.words),
        overlay=overlay,
        hash=hashlib.sha256(f"{below.hash}+{overlay.hash}".encode()).hexdigest(),
    )


def _under(below: RuleBook, section: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = getattr(below, section)
    return found


def _by_id(below: Sequence[Any], above: Sequence[Any]) -> tuple[Any, ...]:
    return tuple({gap.id: gap for gap in (*below, *above)}.values())


def _changed(below: Mapping[str, _Entry], above: Mapping[str, _Entry]) -> Iterator[tuple[str, _Entry]]:
    """The entries that are new or other than the one below them."""
    return ((key, entry) for key, entry in above.items() if below.get(key) != entry)


def _new(below: RuleBook, above: Reader) -> Iterator[str]:
    """The names of what the overlay brings, as `passend rules show` knows them where it does."""
    for section in KEYED:
        prefix = PREFIXES.get(section, f"{section}.")
        yield from (f"{prefix}{key}" for key, _ in _changed(_under(below, section), getattr(above.sections, section)))
    yield from (f"scheme.{key}" for key, _ in _changed(below.schemes, above.schemes))
    if above.sectors is not None:
        yield from (f"sector.{key}" for key, _ in _changed(below.sectors, above.sectors.sectors))
        yield from (f"sbb_sectors.{key}" for key, _ in _changed(below.sbb_sectors, above.sectors.sbb_sectors))
    if above.words is not None:
        yield from (f"words.{key}" for key, _ in _changed(below.words.words, above.words.words))
    gaps = {gap.id: gap for gap in below.not_covered}
    yield from (f"not_covered.{gap.id}" for gap in above.sections.not_covered if gaps.get(gap.id) != gap)


def _of_law(below: RuleBook, above: Reader) -> Iterator[RuleFault]:
    """What is of ground law stays as it is."""
    for section in KEYED:
        here = _under(below, section)
        for key, entry in _changed(here, getattr(above.sections, section)):
            name, ground = _ground_of(entry)
            if key in here and _ground_of(here[key])[1] == _LAW:
                yield above.fault((section, key), "over_law", key=shown(key))
            elif ground == _LAW:
                yield above.fault((section, key, name), "overlay_law")
    if above.sections.calendar not in (None, below.calendar):
        yield above.fault(("calendar",), "over_calendar")


def _tried_twice(above: Reader) -> Iterator[RuleFault]:
    """One norm at a time is tried in a sector; another beside it would say nothing."""
    tried: dict[str, str] = {}
    for key, scheme in above.schemes.items():
        if scheme.proposed and tried.setdefault(scheme.sector, key) != key:
            other, sector = tried[scheme.sector], scheme.sector
            yield above.source_of[key].fault(("proposed",), "tried_twice", other=shown(other), sector=shown(sector))


def _ground_of(entry: Any) -> tuple[str, str]:
    """The field that says the ground of an entry, and the ground; a region has none."""
    name = "ground" if hasattr(entry, "ground") else "force"
    return name, str(getattr(entry, name, ""))


def _without_keys(below: RuleBook, above: Reader) -> Iterable[RuleFault]:
    """Lists whose rows have no key cannot be laid over, by key or otherwise."""
    if any(row not in below.other_subsidies for row in above.sections.others):
        yield above.fault(("others",), "no_keys")
    if any(row not in below.practice for row in above.practice):
        yield above.source_of[PRACTICE].fault(("practice",), "no_keys")
