"""docs/limits.md says the numbers that hold."""

from __future__ import annotations

from pathlib import Path

from compensation.table import limits
from compensation.table.caged.zip_checks import MOST_TEXTS
from compensation.table.limits import MEGABYTE, NO_LIMITS, PAGE

PAGE_OF_LIMITS = Path(__file__).parents[1] / "docs" / "limits.md"


def test_the_page_says_the_limits_that_hold() -> None:
    said = PAGE_OF_LIMITS.read_text(encoding="utf-8")
    rows = {
        f"| megabytes | {limits.PAGE_MEGABYTES} | no limit |",
        f"| rows | {PAGE.rows:,} | no limit (a sheet: {limits.SHEET_ROWS:,}) |",
        f"| cells, rows x columns | {PAGE.cells:,} | {NO_LIMITS.cells:,} of a sheet; of other files no limit |",
        f"| megabytes of text, unpacked | {(PAGE.text or 0) // MEGABYTE} | no limit |",
        f"| different texts that cells share | {PAGE.texts:,} | {MOST_TEXTS:,} |",
        f"| columns | {limits.MOST_COLUMNS:,} | {limits.MOST_COLUMNS:,} |",
        f"| tabs that are looked at | {limits.MOST_TABS} | {limits.MOST_TABS} |",
        f"| megabytes of one row | {limits.LONGEST_RECORD // MEGABYTE} | {limits.LONGEST_RECORD // MEGABYTE} |",
        f"| megabytes of one line of text | {limits.LONGEST_LINE // MEGABYTE} | {limits.LONGEST_LINE // MEGABYTE} |",
        f"| megabytes of memory (addresses) | {PAGE.memory // MEGABYTE:,} | {NO_LIMITS.memory // MEGABYTE:,} |",
        f"| seconds of processor time | {PAGE.seconds} | {NO_LIMITS.seconds}, and {NO_LIMITS.seconds_a_megabyte} more "
        "a megabyte of the file |",
        f"| seconds that one piece may take to come | {PAGE.wait} | {NO_LIMITS.wait} |",
    }
    assert not [row for row in rows if row not in said]
    visit = f"One visit may have {limits.VISIT_FILES} files read, together at most {limits.VISIT_MEGABYTES} megabytes."
    assert visit in said and f"at most {limits.MOST_AT_ONCE} files at once" in said
