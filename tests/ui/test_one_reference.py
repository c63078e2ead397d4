"""One reference placement: the pages Sectoren and Branche, the norm and the terminal show the same amounts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from typer.testing import CliRunner

from compensation.cli.app import app as command
from compensation.compare.sectors import REFERENCE_YEAR, Comparison, Reference, compare_schemes, half_reach
from compensation.texts import euros, short_euros
from compensation.units import cents
from tests.ui.branch_page import BOOK
from tests.ui.drawn_tables import tables
from tests.ui.opened import opened


@pytest.fixture(scope="module")
def usual() -> Comparison:
    return compare_schemes(BOOK, Reference(on=date.today()))


def told(amount: Decimal) -> str:
    return euros(int(amount.scaleb(2)), "nl").split()[-1]


def test_some_scheme_pays_by_year_of_study_and_is_no_nought(usual: Comparison) -> None:
    """Without a year of study the lowest year counts, which is nothing where the first year gets nothing."""
    by_year = [row for row in usual.schemes if row.key in ("vo", "apotheken")]
    assert len(by_year) == 2 and all(row.norm_full_time > 0 for row in by_year)
    assert usual.reference.study_year == REFERENCE_YEAR


def test_the_page_branche_shows_the_amounts_of_the_page_sectoren(usual: Comparison) -> None:
    branch = tables(opened("branche", lang="nl"))[-1].rows
    shown = {row[0].split("\n")[0]: row[1] for row in branch}
    sectors = opened("sectoren", lang="nl")
    amounts = {row.name: told(row.norm_full_time) for row in usual.schemes}
    assert {name: shown.get(name) for name in amounts} == amounts
    middle = short_euros(cents(half_reach([row.norm for row in usual.schemes])), "nl")
    assert any(middle in said.value for said in sectors.markdown)


def test_the_terminal_says_the_same(usual: Comparison) -> None:
    said = CliRunner().invoke(command, ["sectors", "--lang", "nl"]).stdout
    for row in usual.schemes:
        line = next(line for line in said.splitlines() if f"  {row.name}  " in line)
        assert all(level.month is None or told(level.month) in line for level in row.levels)
