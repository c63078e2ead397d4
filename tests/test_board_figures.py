"""The figures of a report for a board against amounts worked out by hand, and what an attacker makes of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from compensation import load_rulebook
from compensation.rulebook.scheme import LEVELS
from compensation.table.board import PERCENTS, BoardFigures, Year, board_figures
from compensation.table.members import Members, members_of, parquet_of
from compensation.table.suppression import LEAST_GROUP
from tests.attacker import Equation, solved
from tests.test_table_attacked import EUROS, Drawn
from tests.test_table_summary import members as frame_of
from tests.test_table_summary import paid

BOOK = load_rulebook()


def figures_of(*changes: dict[str, Any]) -> BoardFigures:
    frame: pd.DataFrame = frame_of(*changes)
    return board_figures(members_of(frame, BOOK))


def counts(figures: BoardFigures) -> list[int | None]:
    return [found.placements for found in figures.classes]


# ---------------------------------------------------------------- by hand


def test_pay_stands_in_classes_of_its_norm_and_the_norm_itself_is_no_shortage() -> None:
    """328 a month is the norm: 164 is half of it, 246 three quarters, 410 five quarters."""
    amounts = [*[0] * 5, *[81] * 5, *[82] * 6, *[164] * 7, *[246] * 8, *[328] * 9, *[410] * 10]
    figures = figures_of(*(paid(amount) for amount in amounts), *[{}] * 6)
    assert counts(figures) == [5, 5, 6, 7, 8, 9, 10]
    assert [(found.over, found.under) for found in figures.classes] == [
        (None, 0),
        *zip(PERCENTS, (*PERCENTS[1:], None), strict=True),
    ]
    assert figures.without_norm == 0


def test_a_few_who_are_paid_nothing_are_hidden_with_others_below_the_norm() -> None:
    figures = figures_of(*[paid(0)] * 2, *[paid(164)] * 7, *[paid(246)] * 9, *[paid(328)] * 10)
    assert counts(figures) == [None, 0, 0, None, 9, 10, 0]


def test_a_spread_is_per_hour_present() -> None:
    """34 days of 8 hours in two months: 272 a month is 2 euros an hour, and the norm of 328 is 2.41."""
    figures = figures_of(*[paid(136)] * 2, *[paid(272)] * 3, *[paid(408)] * 2)
    assert [(row.kind, row.group) for row in figures.spreads] == [("level", "mbo"), ("sector", "horeca")]
    row = figures.spreads[1]
    assert (row.placements, str(row.lower), str(row.middle), str(row.upper)) == (7, "1.50", "2.00", "2.50")
    assert row.norm == Decimal("2.41")


def test_four_who_are_paid_show_no_quartile() -> None:
    assert figures_of(*[paid(272)] * 4, *[paid(0)] * 3).spreads == ()


def test_a_year_is_scaled_only_when_placements_begin_in_more_than_twelve_months() -> None:
    year = Year(date(2025, 2, 1), date(2026, 1, 1))
    assert (year.months, year.of(Decimal("100.00"))) == (12, Decimal("100.00"))
    longer = Year(date(2025, 2, 1), date(2027, 1, 1))
    assert (longer.months, longer.of(Decimal("100.01"))) == (24, Decimal("50.01"))


def test_the_months_are_nobodys_own() -> None:
    """The four that begin first, and the four that begin last, decide nothing."""
    early = {"start": "2025-09-01", "end": "2025-10-31"}
    figures = figures_of(*[paid(100, **early)] * 4, *[paid(100)] * 9)
    assert figures.year == Year(date(2026, 3, 1), date(2026, 3, 1))
    figures = figures_of(*[paid(100, **early)] * 5, *[paid(100)] * 9)
    assert figures.year == Year(date(2025, 9, 1), date(2026, 3, 1))


def test_fewer_than_five_have_no_figures() -> None:
    figures = figures_of(*[paid(100)] * 4)
    assert (figures.classes, figures.spreads, figures.year) == ((), (), None)


# ---------------------------------------------------------------- somebody who wants to know


class Attacked:
    """A random file, what its report shows of pay, and what is true."""

    def __init__(self, seed: int) -> None:
        drawn, draw = Drawn(seed), Random(seed + 1)
        given = drawn.members()
        norms = [draw.choice((None, 20_000, 40_000)) for _ in range(drawn.size)]
        amounts = [None if norm is None else Decimal(norm).scaleb(-2) for norm in norms]
        rows = given.table().append_column("allowance.norm", pa.array(amounts, EUROS))
        days = pa.array([date(2026, 1 + draw.randrange(9), 1) for _ in range(drawn.size)])
        facts = given.fact_table.append_column("start", days)
        self.members: Members = replace(given, rows=parquet_of(rows), facts=parquet_of(facts))
        self.figures = board_figures(self.members)
        self.stated = np.array(drawn.stated) & ~np.array(drawn.wage)
        self.sector, self.level = np.array(drawn.groups["sector"]), np.array(drawn.groups["level"])
        paid_cents, norm = np.array(drawn.cents["offered"]), np.array([norm or 0 for norm in norms])
        edges = np.array(PERCENTS[1:])
        reached = (paid_cents[:, None] * 100 >= norm[:, None] * edges).sum(axis=1)
        self.place = np.where(paid_cents == 0, 0, np.where(norm > 0, 1 + reached, len(PERCENTS) + 1))

    def classes(self) -> tuple[list[Equation], dict[str, int], dict[str, int]]:
        """The classes add up to those of whom pay was stated; who is paid nothing stands apart where that is shown."""
        names = [f"class {place}" for place in range(len(PERCENTS) + 2)]
        true = {name: int((self.stated & (self.place == place)).sum()) for place, name in enumerate(names)}
        found = [*counts(self.figures), self.figures.without_norm] if self.figures.classes else [None] * len(names)
        shown = {name: count for name, count in zip(names, found, strict=True) if count is not None}
        share = next((row for row in self.figures.summary.shares if row.question == "allowance_paid"), None)
        equations: list[Equation] = []
        if share is not None and share.of is not None:
            equations.append((names, share.of))
        if share is not None and share.of is not None and share.number is not None:
            equations.append((names[1:], share.number))
        return equations, shown, true

    def groups(self) -> tuple[list[Equation], dict[str, int], dict[str, int]]:
        """How many are compared in each sector and level, how many are not, and where both meet (never shown)."""
        true: dict[str, int] = {}
        equations: list[Equation] = []
        shown: dict[str, int] = {}
        sizes = {(row.group_by, row.group): row.placements for row in self.figures.summary.groups}
        cells = [(sector, level) for sector in sorted(set(self.sector)) for level in LEVELS]
        for sector, level in cells:
            true[f"{sector} {level}"] = int((self.stated & (self.sector == sector) & (self.level == level)).sum())
        for kind, column in (("sector", self.sector), ("level", self.level)):
            for group in sorted(set(column)):
                counted, other = f"{kind} {group}", f"{kind} {group} not compared"
                true[counted] = int((self.stated & (column == group)).sum())
                true[other] = int((~self.stated & (column == group)).sum())
                if (kind, group) in sizes:
                    equations.append(((counted, other), sizes[kind, group]))
                own = 0 if kind == "sector" else 1
                equations.append(([f"{one} {two}" for one, two in cells if (one, two)[own] == group], counted))
        for spread in self.figures.spreads:
            if spread.placements is not None:
                shown[f"{spread.kind} {spread.group}"] = spread.placements
        return equations, shown, true


@pytest.mark.parametrize("seed", range(60))
def test_nothing_small_follows_from_what_the_report_shows(seed: int) -> None:
    attacked = Attacked(seed)
    for equations, shown, true in (attacked.classes(), attacked.groups()):
        assert {name: true[name] for name in shown} == shown  # what is shown is true
        assert not [name for name, count in shown.items() if 0 < count < LEAST_GROUP]
        found = solved(equations, shown)
        assert all(true[name] == value for name, value in found.items())
        assert not {name: value for name, value in found.items() if 0 < value < LEAST_GROUP}
