"""Which tier and which step of a scheme a placement reaches, and whether what stands there is known.

Rule: docs/contract/scheme.md#shapes and docs/contract/fine_print.md#allowance. Only the length, the hours and the
days of a placement count here; who gets the amount (gates) and how much it is (shapes) is compensation.norms.scheme.
Hours and days a week are compared in hundredths.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from compensation.columns import Placements
from compensation.days import Column, add_months
from compensation.rulebook.compiled import CompiledShape, CompiledVersion
from compensation.rulebook.series import UNKNOWN

HUNDREDTHS = 100


def tier_of(compiled: CompiledVersion, p: Placements, rows: Column) -> Column:
    """Index of the tier of each placement by its length; exactly N months is the longer tier."""
    tier = np.zeros(len(rows), np.int64)
    for months in compiled.until_months:
        tier += p.end[rows] + 1 >= add_months(p.start[rows], months)
    return tier


def step_of(shape: CompiledShape, p: Placements, rows: Column) -> Column:
    """Index of the first step that each placement's hours or days a week reach; UNKNOWN below all of them."""
    reach = p.days_per_week[rows] * HUNDREDTHS if shape.type == "by_days" else p.hours[rows]
    step = np.argmax(reach[:, None] >= shape.thresholds[None, :], axis=1)
    found: Column = np.where(reach >= shape.thresholds[step], step, UNKNOWN)
    return found


def amount_known(compiled: CompiledVersion, p: Placements, rows: Column) -> Any:
    """Whether the step that each placement falls in has a known amount (below all steps it is known: nothing)."""
    known = np.ones(len(rows), bool)
    if all(shape.known.all() for shape in compiled.shapes):
        return known
    tier = tier_of(compiled, p, rows)
    for index, shape in enumerate(compiled.shapes):
        step = step_of(shape, p, rows)
        known &= (tier != index) | (step == UNKNOWN) | shape.known[step]
    return known
