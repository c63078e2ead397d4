"""A table of placements as columns: every norm, every result field, every finding, chunk by chunk.

    python engine.py ROWS        the figures of one run as JSON (run.py starts it in a process of its own)

The placements of each chunk are made outside the clock. Nothing is read or written: files.py does that.
"""

from __future__ import annotations

import itertools
import json
import resource
import sys
import time
from collections.abc import Sequence
from typing import Any

from memory import run_json
from report import Figure, Section, spread
from sample import SEED, mixed_placements

from compensation import load_rulebook
from compensation.evaluate import Evaluation, evaluate
from compensation.findings import findings
from compensation.ledger import make_ledger
from compensation.outcome import Fields, result_fields
from compensation.table.source import CHUNK_ROWS as CHUNK

#: So many rows are run once.
ONCE_FROM = 5_000_000
STAGES = ("ledger", "norms", "results", "findings")


def measure(sizes: Sequence[int], repeats: int) -> Section:
    """Seconds by stage and by size, each run in a process of its own."""
    runs = {rows: [run_json(__file__, rows) for _ in range(repeats if rows < ONCE_FROM else 1)] for rows in sizes}
    judged = max(rows for rows in sizes if rows < ONCE_FROM)
    figures = [
        Figure(
            f"{rows:,} rows",
            f"{spread([_total(run) for run in found])}, {rows / min(_total(run) for run in found):,.0f} rows a second, "
            f"peak {max(run['peak_mib'] for run in found):.0f} MiB",
        )
        for rows, found in runs.items()
    ]
    for stage in STAGES:
        figures.append(Figure(f"of which {stage} ({judged:,} rows)", spread([run[stage] for run in runs[judged]])))
    per_row = runs[judged][0]["entries"] / judged
    return Section(
        "The engine over columns",
        figures,
        f"Processor time of one core, chunks of {CHUNK:,}; `evaluate`, `result_fields` and `findings` of mixed "
        f"placements ({per_row:.1f} ledger entries each); median (quickest to slowest) of {repeats}; rows a second of "
        "the quickest run. The stage `ledger` is `make_ledger`; `norms` is the rest of `evaluate`.",
    )


def _total(run: dict[str, Any]) -> float:
    return sum(float(run[stage]) for stage in STAGES)


def run(rows: int) -> dict[str, Any]:
    """Seconds of processor time of each stage over `rows` rows."""
    book = load_rulebook()
    seconds: dict[str, Any] = dict.fromkeys(STAGES, 0.0)
    entries = 0
    for number, first in enumerate(range(0, rows, CHUNK)):
        placements = mixed_placements(min(CHUNK, rows - first), book, SEED + number)
        times = [time.process_time()]
        make_ledger(placements, book)
        times.append(time.process_time())
        evaluation: Evaluation = evaluate(placements, book)
        times.append(time.process_time())
        fields: Fields = result_fields(evaluation)
        times.append(time.process_time())
        findings(evaluation, fields)
        times.append(time.process_time())
        ledger, whole, results, verdicts = (b - a for a, b in itertools.pairwise(times))
        parts = (ledger, max(whole - ledger, 0.0), results, verdicts)
        for stage, part in zip(STAGES, parts, strict=True):
            seconds[stage] += part
        entries += len(evaluation.ledger)
    return {**seconds, "entries": entries, "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


if __name__ == "__main__":
    print(json.dumps(run(int(sys.argv[1]))))
