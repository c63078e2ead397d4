"""What is measured of version 1, in a process whose `compensation` is that commit's.

tasks_here.py has the same names.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from child import Measured, forget_peak, measured, peak_mib
from sample import COST_WORDS, FIRST_POLICY, NORM_OWN, SEED, WORDS, Columns, World, mixed_placements, translated

from compensation import PlacementError, RuleBook, assess, check_rulebook, load_rulebook, read_placement
from compensation.columns import NORM_OWN as OWN
from compensation.columns import NORM_SECTOR as SECTOR
from compensation.columns import Placements
from compensation.evaluate import evaluate
from compensation.findings import findings
from compensation.outcome import result_fields
from compensation.placement import Placement
from compensation.rulebook.models import LINE_KINDS


@dataclass
class _State:
    book: RuleBook
    world: World
    placements: list[Placement]


_state = _State(load_rulebook(), World(), [])


def faults(folder: str) -> list[tuple[str, str, str]]:
    """What this version finds wrong with the rules of a folder."""
    return [(fault.file, fault.path, fault.problem) for fault in check_rulebook(folder)]


def know(rules: str | None = None) -> dict[str, Any]:
    """Load the rules of a folder, or the program's own; the keys that they have."""
    book = _state.book = load_rulebook(rules)
    return {
        "sectors": book.sector_keys,
        "schemes": [(key, scheme.sector) for key, scheme in book.schemes.items()],
        "policies": book.policy_keys,
        "regions": book.region_keys,
        "kinds": LINE_KINDS,
    }


def agree(**keys: Any) -> None:
    """The keys that both versions have."""
    _state.world = World.of(keys)


def readable(placements: list[dict[str, Any]]) -> list[int]:
    """Which of these placements can be read; they are kept for `one`."""
    _state.placements = []
    places = []
    for place, given in enumerate(placements):
        try:
            placement = read_placement(given)
            assess(placement, _state.book)
        except PlacementError:
            continue
        places.append(place)
        _state.placements.append(placement)
    return places


def one(repeats: int, places: list[int] | None = None) -> list[float]:
    """The least milliseconds of processor time of each placement; this version always makes the steps."""
    kept = _state.placements if places is None else [_state.placements[place] for place in places]
    return [min(_milliseconds(placement, _state.book) for _ in range(repeats)) for placement in kept]


def _milliseconds(placement: Placement, book: RuleBook) -> float:
    began = time.process_time_ns()
    assess(placement, book)
    return (time.process_time_ns() - began) / 1e6


def engine(rows: int, chunk: int, six_years: bool = False) -> dict[str, Any]:
    """Every norm, result and finding of mixed placements, chunk by chunk, their columns ready."""
    taken: Measured = {}
    entries = 0
    for number, first in enumerate(range(0, rows, chunk)):
        placements = _placements(min(chunk, rows - first), SEED + number, six_years)
        with measured(taken):
            evaluation = evaluate(placements, _state.book)
            findings(evaluation, result_fields(evaluation))
        entries += len(evaluation.ledger)
    return {**taken, "rows": rows, "entries": entries}


def _placements(rows: int, seed: int, six_years: bool = False) -> Placements:
    world, book = _state.world, _state.book
    columns = mixed_placements(rows, world, seed, six_years=six_years)
    made = translated(
        columns,
        {name: {word: place for place, word in enumerate(words)} for name, words in WORDS.items()}
        | {"required_by": {word: place for place, word in enumerate(COST_WORDS[4])}},
        {
            "sector": [book.sector_keys.index(key) for key in world.sectors],
            "scheme": [book.scheme_keys.index(key) for key, _ in world.schemes],
            "region": [book.region_keys.index(key) for key in world.regions],
            "kind": [LINE_KINDS.index(kind) for kind in world.kinds],
        },
    )
    return Placements(**made | {"norm": _norms(columns)})


def _norms(columns: Columns) -> Any:
    book, world, norm = _state.book, _state.world, columns["norm"]
    policies = np.array([book.policy_keys.index(key) for key in world.policies], np.int64)
    named = norm >= FIRST_POLICY
    other = np.where(norm == NORM_OWN, OWN, SECTOR)
    return np.where(named, policies[np.where(named, norm - FIRST_POLICY, 0)], other)


def cells(rows: int, target: str) -> None:
    """Every result of the first rows, in a file: whole numbers, and words of what is a choice."""
    fields = result_fields(evaluate(_placements(rows, SEED), _state.book))
    np.savez(target, **{name: _shown(field.values, field.names) for name, field in fields.items()})


def _shown(values: Any, names: Any) -> Any:
    return np.array([*names, ""])[np.where(values < 0, len(names), values)] if names else values


def frame(source: str) -> dict[str, Any]:
    """A frame of placements into a frame of results, all at once."""
    import pandas as pd

    from compensation import assess_table

    placements = pd.read_parquet(source)
    forget_peak()
    taken: Measured = {}
    with measured(taken):
        results, errors = assess_table(placements, _state.book)
    assert len(results) + errors["row"].nunique() == len(placements), "rows were lost"
    return {**taken, "rows": len(placements), "peak_mib": peak_mib()}


def file(source: str, target: str) -> dict[str, Any]:
    """A file of placements into a file of results, streamed, in one process."""
    from compensation.table import assess_file

    forget_peak()
    taken: Measured = {}
    with measured(taken):
        report = assess_file(Path(source), Path(target), rulebook=_state.book, force=True)
    assert report.results > 0.99 * report.rows, f"{report.wrong_rows} wrong rows in a benchmark of sound ones"
    return {**taken, "rows": report.rows, "peak_mib": peak_mib()}
