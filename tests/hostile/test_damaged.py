"""Files damaged at random: read, or refused in one line; nothing else ever comes out of the parsers."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from compensation.table import TableError
from tests.table_files import rows_of, run, write_input


def damaged(whole: bytes, rng: Random) -> bytes:
    """Cut off, signs changed, a piece gone, a piece too many, or a piece moved."""
    content, place, other = bytearray(whole), rng.randrange(len(whole)), rng.randrange(len(whole))
    kind = rng.randrange(5)
    if kind == 0:
        del content[place:]
    elif kind == 1:
        for _ in range(rng.choice((1, 3, 30))):
            content[rng.randrange(len(content))] = rng.randrange(256)
    elif kind == 2:
        del content[place : place + rng.randrange(1, 50)]
    elif kind == 3:
        content[place:place] = rng.randbytes(rng.randrange(1, 50))
    else:
        content[place : place + 20] = content[other : other + 20]
    return bytes(content)


@pytest.mark.parametrize("kind", [".csv", ".xlsx", ".parquet"])
def test_a_damaged_file_is_read_or_refused_in_a_line(tmp_path: Path, kind: str) -> None:
    rows = rows_of(40, (3, 9))
    rows[5][8] = 'Zoë "x"\nregel'
    whole = write_input(tmp_path / f"whole{kind}", rows).read_bytes()
    rng, codes = Random(11), set()
    for _ in range(30):
        (tmp_path / f"in{kind}").write_bytes(damaged(whole, rng))
        try:
            report = run(tmp_path / f"in{kind}", tmp_path / "out.csv", force=True)
        except TableError as error:
            codes.add(error.code)
            assert len(error.message("nl").splitlines()) == 1
            assert error.code != "io"
        else:
            assert report.rows == report.results + report.wrong_rows
    assert codes
