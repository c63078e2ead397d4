"""Natural files of tests/fixtures/natural, read and computed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from compensation import load_rulebook
from compensation.table import assess_file
from compensation.table.look import LookError
from compensation.table.mapping import NO_MAPPING, mapping_of
from tests.rulebooks import LIVE_RULES

BOOK = load_rulebook(LIVE_RULES)
FILES = Path(__file__).parent / "fixtures" / "natural"
#: What is asked of a file (code, heading); what a person answers; the allowance that is paid in each row.
Told = tuple[list[tuple[str, str]], dict[str, Any], list[str]]


def run(tmp_path: Path, name: str, answers: Any = None, **options: Any) -> Any:
    mapping = NO_MAPPING if answers is None else mapping_of(answers, BOOK)
    return assess_file(
        FILES / name, tmp_path / "out.parquet", rulebook=BOOK, mapping=mapping, force=True, lang="nl", **options
    )


def column(tmp_path: Path, name: str) -> list[Any]:
    return pq.read_table(tmp_path / "out.parquet", columns=[name])[name].to_pylist()


def amounts(*told: str) -> list[Decimal]:
    return [Decimal(amount) for amount in told]


def is_read_right(tmp_path: Path, name: str, told: Told) -> None:
    """Ask of a file what is told, no more and no less, and read each row of it once that is answered."""
    asked, answers, paid = told
    if asked:
        with pytest.raises(LookError) as caught:
            run(tmp_path, name)
        assert [(said.code, said.values["column"]) for said in caught.value.problems] == asked
    report = run(tmp_path, name, answers)
    assert (report.results, report.wrong_rows) == (len(paid), 0)
    assert column(tmp_path, "allowance.offered") == amounts(*paid)
