"""Measure everything and write RESULTS.md: make bench, or

python benchmarks/run.py [--quick] [--only SUBJECT ...] [--rows N] [--five-million] [--repeats N] [--output FILE]

OPENFISCA_PYTHON names the Python of an environment made from benchmarks/requirements.lock (make bench sees to it);
without it the comparison with OpenFisca is left out, and RESULTS.md says so.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import engine
import rerun
import single
import start
import stream
import tables
import wages
from report import Section, load_average, write_report
from version_1 import COMMIT, NotThereError
from versions import Versions, told, two_versions

HERE = Path(__file__).parent
SUBJECTS = ("single", "start", "app", "engine", "tables", "stream", "openfisca")
QUICK_ROWS, ROWS, FIVE_MILLION = 20_000, 1_000_000, 5_000_000


def main() -> None:
    """Run the subjects asked for, one after the other."""
    options = _options()
    if importlib.util.find_spec("numba") is None:
        sys.exit("The compiled law is what is measured, and it needs numba, which this Python does not have.")
    partial = options.quick or set(options.only) != set(SUBJECTS)
    output = options.output or (Path(tempfile.gettempdir()) if partial else HERE) / "RESULTS.md"
    sections = []
    try:
        with tempfile.TemporaryDirectory() as folder, two_versions(Path(folder)) as versions:
            for subject, measure in _subjects(options, versions, Path(folder)).items():
                if subject in options.only:
                    print(f"{subject} ...", file=sys.stderr, flush=True)
                    before = load_average()
                    section = measure()
                    sections.append(Section(section.title, section.figures, section.note, (before, load_average())))
            facts = [told(versions.rules)]
    except NotThereError as error:
        sys.exit(f"Commit {COMMIT} is not in this checkout (git fetch --unshallow brings it): {error}")
    write_report(output, sections, " ".join(["benchmarks/run.py", *sys.argv[1:]]), facts)
    print(output.read_text(encoding="utf-8"))
    print(f"Written to {output}", file=sys.stderr)


def _subjects(options: argparse.Namespace, versions: Versions, folder: Path) -> dict[str, Callable[[], Section]]:
    rows, repeats, quick = options.rows, options.repeats, options.quick
    sizes = [size for size in (10_000, 100_000, 1_000_000) if size < rows] + [rows]
    larger = [*sizes, FIVE_MILLION] if options.five_million else sizes
    python = os.environ.get("OPENFISCA_PYTHON")

    def beside_openfisca() -> Section:
        if python is None:
            return Section("Beside OpenFisca", [], "Not measured: OPENFISCA_PYTHON was not set.")
        return wages.measure(versions, python, rows, repeats, folder)

    return {
        "single": lambda: single.measure(versions, 2 if quick else 10, min(rows, 2_000)),
        "start": lambda: start.measure(versions, 2 if quick else 10),
        "app": lambda: rerun.measure(2 if quick else 10),
        "engine": lambda: engine.measure(versions, larger, repeats, folder),
        "tables": lambda: tables.measure(versions, rows, min(rows // 2, 10_000), repeats, folder),
        "stream": lambda: stream.measure(rows, versions.world.schemes, folder),
        "openfisca": beside_openfisca,
    }


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Passend's speed figures.", allow_abbrev=False)
    parser.add_argument("--quick", action="store_true", help="20,000 rows, once; RESULTS.md stays as it is")
    parser.add_argument(
        "--only", nargs="+", choices=SUBJECTS, default=SUBJECTS, metavar="SUBJECT", help=", ".join(SUBJECTS)
    )
    parser.add_argument("--rows", type=int, help="rows of the large table (default 1,000,000)")
    parser.add_argument("--five-million", action="store_true", help="also five million rows")
    parser.add_argument("--repeats", type=int, help="turns of everything that takes seconds (default 3)")
    parser.add_argument("--output", type=Path, help="default RESULTS.md here; a part goes to a temporary file")
    options = parser.parse_args()
    options.rows = options.rows or (QUICK_ROWS if options.quick else ROWS)
    options.repeats = options.repeats or (1 if options.quick else 3)
    return options


if __name__ == "__main__":
    main()
