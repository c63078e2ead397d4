"""What a night found, kept so that it is tried on every day from then on: tests/fixtures/finds.

A file is kept as it was. A placement that only a program can hand over, a folder of rules, a kill and a visit are kept
by their seed (seeds.yaml): it makes the same again for as long as their fuzzer is as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

FOLDER = Path(__file__).parents[1] / "fixtures" / "finds"
TABLES = ("csv", "xlsx", "parquet")


def keep(trial: str, seed: int) -> None:
    """Keep what a seed of a trial makes."""
    from tests.fuzz import placements, tables  # neither is needed to read what was kept

    FOLDER.mkdir(parents=True, exist_ok=True)
    if trial in TABLES:
        name, content = tables.file(seed, trial)
    elif trial == "files of a placement":
        name, content = placements.file(seed)
    else:
        kept = seeds()
        kept[trial] = sorted({*kept.get(trial, []), seed})
        (FOLDER / "seeds.yaml").write_text(yaml.safe_dump(kept), encoding="utf-8")
        return
    (FOLDER / f"{Path(name).stem}_{seed}{Path(name).suffix}").write_bytes(content)


def seeds() -> dict[str, list[int]]:
    """The seeds that were kept, by trial."""
    file = FOLDER / "seeds.yaml"
    found: dict[str, list[int]] = yaml.safe_load(file.read_text(encoding="utf-8")) if file.exists() else {}
    return found


def files() -> Iterator[Path]:
    """The files that were kept."""
    return (file for file in sorted(FOLDER.glob("*_*")) if file.is_file())
