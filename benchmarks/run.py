"""Measure everything and write RESULTS.md: make bench, or

python benchmarks/run.py [--quick] [--only SUBJECT ...] [--rows N] [--five-million] [--repeats N] [--output FILE]

OPENFISCA_PYTHON names the Python of an environment made from benchmarks/requirements.lock (make bench sees to it);
without it the comparison with OpenFisca is left out, and RESULTS.md says so.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import engine
import files
import rerun
import single
import start
import wages
from report import Section, load_average, write_report

HERE = Path(__file__).parent
SUBJECTS = ("single", "start", "app", "engine", "files", "openfisca")
QUICK_ROWS, FIVE_MILLION = 100_000, 5_000_000


def main() -> None:
    """Run the subjects asked for, one after the other."""
    options = _options()
    partial = options.quick or set(options.only) != set(SUBJECTS)
    output = options.output or (Path(tempfile.gettempdir()) if partial else HERE) / "RESULTS.md"
    sections = []
    for subject, measure in _subjects(options).items():
        if subject in options.only:
            print(f"{subject} ...", file=sys.stderr, flush=True)
            before = load_average()
            section = measure()
            sections.append(Section(section.title, section.figures, section.note, (before, load_average())))
    write_report(output, sections, " ".join(["benchmarks/run.py", *sys.argv[1:]]))
    print(output.read_text(encoding="utf-8"))
    print(f"Written to {output}", file=sys.stderr)


def _subjects(options: argparse.Namespace) -> dict[str, Callable[[], Section]]:
    rows, repeats = options.rows, options.repeats
    sizes = [size for size in (10_000, 100_000, 1_000_000) if size < rows] + [rows]
    larger = [*sizes, FIVE_MILLION] if options.five_million else sizes
    python = os.environ.get("OPENFISCA_PYTHON")

    def beside_openfisca() -> Section:
        if python is None:
            return Section("Beside OpenFisca", [], "Not measured: OPENFISCA_PYTHON was not set.")
        return wages.measure(python, rows, repeats)

    def parquet() -> Section:
        with tempfile.TemporaryDirectory() as folder:
            return files.measure(larger, repeats, Path(folder))

    return {
        "single": lambda: single.measure(10 if options.quick else 100),
        "start": lambda: start.measure(3 if options.quick else 15),
        "app": lambda: rerun.measure(3 if options.quick else 15),
        "engine": lambda: engine.measure(larger, repeats),
        "files": parquet,
        "openfisca": beside_openfisca,
    }


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Passend's speed figures.", allow_abbrev=False)
    parser.add_argument("--quick", action="store_true", help="100,000 rows, once; RESULTS.md stays as it is")
    parser.add_argument(
        "--only", nargs="+", choices=SUBJECTS, default=SUBJECTS, metavar="SUBJECT", help=", ".join(SUBJECTS)
    )
    parser.add_argument("--rows", type=int, help="rows of the large table (default 1,000,000)")
    parser.add_argument("--five-million", action="store_true", help="also five million rows")
    parser.add_argument("--repeats", type=int, help="runs of everything that takes seconds (default 3)")
    parser.add_argument("--output", type=Path, help="default RESULTS.md here; a part goes to a temporary file")
    options = parser.parse_args()
    options.rows = options.rows or (QUICK_ROWS if options.quick else 1_000_000)
    options.repeats = options.repeats or (1 if options.quick else 3)
    return options


if __name__ == "__main__":
    main()
