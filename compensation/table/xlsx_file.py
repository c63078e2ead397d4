"""A workbook that is being written: row by row, so that a long one fits in memory, and without a trace on the disk."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from pathlib import Path
from typing import IO

from xlsxwriter import Workbook

from compensation.table.scratch import scratch

#: What was read stays what it is: a text is never made a formula, a link or a number.
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "mm-dd-yy",
}


class XlsxFile(Workbook):  # type: ignore[misc]  # XlsxWriter says nothing of its types
    """XlsxWriter keeps the rows so far in files, and forgets that of a sheet without rows. They lie in a folder of our
    own, which goes when the workbook is closed or given up, and is swept when its process was killed."""

    def __init__(self, target: Path | IO[bytes]) -> None:
        self._room = ExitStack()
        folder = self._room.enter_context(scratch())
        super().__init__(str(target) if isinstance(target, Path) else target, {**_OPTIONS, "tmpdir": str(folder)})

    def close(self) -> None:
        """Write the file. Raises what XlsxWriter raises; the folder is gone all the same."""
        with self._room:
            self._room.callback(self._let_go)
            super().close()

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Written where all went well; nothing of it is left otherwise."""
        if kind is None:
            self.close()
        else:
            self.abandon()

    def abandon(self) -> None:
        """Leave it unwritten."""
        self.fileclosed = True
        with self._room:
            self._let_go()

    def _let_go(self) -> None:
        for sheet in self.worksheets():
            with suppress(OSError, ValueError):  # a full disk
                sheet.row_data_fh.close()
