"""A workbook is written without a trace: its pieces lie in a folder of ours, which goes however the writing ends."""

from __future__ import annotations

import io
import os
import tempfile
from pathlib import Path

import openpyxl
import pytest

from compensation.table import scratch
from compensation.table.xlsx_file import XlsxFile


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, of which this test alone knows."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def two_sheets(target: Path | io.BytesIO) -> XlsxFile:
    """One with a row, and one without, as for charts."""
    book = XlsxFile(target)
    book.add_worksheet("rows").write_string(0, 0, "Jansen")
    book.add_worksheet("charts")
    return book


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*"))


def test_nothing_is_left_when_it_is_written(temporary: Path) -> None:
    made = io.BytesIO()
    book = two_sheets(made)
    assert all(path.is_relative_to(next(temporary.glob(f"{scratch.PREFIX}*"))) for path in temporary.rglob("*"))
    book.close()
    assert names(temporary) == []
    assert openpyxl.load_workbook(made).sheetnames == ["rows", "charts"]


def test_nothing_is_left_when_it_is_given_up(temporary: Path, tmp_path: Path) -> None:
    two_sheets(tmp_path / "a.xlsx").abandon()
    with pytest.raises(ZeroDivisionError), two_sheets(tmp_path / "b.xlsx"):
        _ = 1 / 0
    with pytest.raises(Exception, match="nowhere"):
        two_sheets(tmp_path / "nowhere" / "c.xlsx").close()
    assert names(temporary) == []
    assert [path.name for path in tmp_path.iterdir()] == ["temporary"]


def test_what_a_killed_process_left_is_swept(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = two_sheets(io.BytesIO())
    monkeypatch.setattr(scratch, "_YOUNG_SECONDS", -1.0)
    assert scratch.sweep() == 0, "it is at work"
    (folder,) = temporary.iterdir()
    left = temporary / f"{scratch.PREFIX}left"
    left.mkdir()
    for file in folder.iterdir():
        (left / file.name).write_bytes(file.read_bytes())
    assert scratch.sweep() == 1
    book.abandon()
    assert names(temporary) == []


def test_the_folder_is_of_this_user_only(temporary: Path) -> None:
    book = two_sheets(io.BytesIO())
    (folder,) = temporary.iterdir()
    assert os.name == "nt" or folder.stat().st_mode & 0o077 == 0
    book.abandon()
