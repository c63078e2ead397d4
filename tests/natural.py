"""Natural files of tests/fixtures/natural, read and computed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from compensation import load_rulebook
from compensation.table import assess_file
from compensation.table.mapping import NO_MAPPING, mapping_of
from tests.rulebooks import LIVE_RULES

BOOK = load_rulebook(LIVE_RULES)
FILES = Path(__file__).parent / "fixtures" / "natural"


def run(tmp_path: Path, name: str, answers: Any = None, **options: Any) -> Any:
    mapping = NO_MAPPING if answers is None else mapping_of(answers, BOOK)
    return assess_file(
        FILES / name, tmp_path / "out.parquet", rulebook=BOOK, mapping=mapping, force=True, lang="nl", **options
    )


def column(tmp_path: Path, name: str) -> list[Any]:
    return pq.read_table(tmp_path / "out.parquet", columns=[name])[name].to_pylist()


def amounts(*told: str) -> list[Decimal]:
    return [Decimal(amount) for amount in told]
