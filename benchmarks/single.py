"""One assessment from a Placement, rules loaded: every case of tests/cases, many times over."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import yaml
from report import Figure, Section, percentile

from compensation import Placement, RuleBook, assess, load_rulebook, read_placement

CASES = Path(__file__).parents[1] / "tests" / "cases"
TARGET_MS = 5.0


def measure(repeats: int) -> Section:
    """Milliseconds of one assessment."""
    book = load_rulebook()
    work: dict[str, list[float]] = {}
    wait: list[float] = []
    for path in sorted(CASES.glob("*.yaml")):
        placement = read_placement(yaml.safe_load(path.read_text(encoding="utf-8"))["placement"])
        assess(placement, book)
        times = [_milliseconds(placement, book) for _ in range(repeats)]
        work[path.stem] = [processor for processor, _ in times]
        wait += [clock for _, clock in times]
    everything = [value for values in work.values() for value in values]
    medians = {name: statistics.median(values) for name, values in work.items()}
    slowest = max(medians, key=medians.__getitem__)
    return Section(
        "One assessment",
        [
            _against("median", statistics.median(everything)),
            _against("95 in 100 within", percentile(everything, 0.95)),
            _against(f"median of the slowest case, {slowest}", medians[slowest]),
            Figure("median by the clock on the wall", f"{statistics.median(wait):.2f} ms"),
            Figure("95 in 100 within, by the clock on the wall", f"{percentile(wait, 0.95):.2f} ms"),
        ],
        f"`assess(placement)` with steps, findings and ledger: {len(work)} placements of tests/cases, {repeats} times "
        "each, rules loaded, one core. Processor time, but where it says otherwise.",
    )


def _against(what: str, milliseconds: float) -> Figure:
    return Figure(what, f"{milliseconds:.2f} ms", f"under {TARGET_MS:.0f} ms", milliseconds < TARGET_MS)


def _milliseconds(placement: Placement, book: RuleBook) -> tuple[float, float]:
    """Processor time, and time on the wall."""
    clock, processor = time.perf_counter(), time.process_time()
    assess(placement, book)
    return (time.process_time() - processor) * 1_000, (time.perf_counter() - clock) * 1_000
