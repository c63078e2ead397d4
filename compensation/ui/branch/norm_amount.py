"""How much a proposed norm is: an amount of one's own in one of the shapes, or what the best paid level gets now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import streamlit as st

from compensation.calendar import add_months, to_date, to_day
from compensation.compare.proposal import Proposal, Rise, highest_level_proposal
from compensation.compare.proposal.proposal import ProposalShape, Steps
from compensation.rulebook import RuleBook
from compensation.texts import day
from compensation.ui.branch.overview import money
from compensation.ui.parts.numbers import NumberTextError, read_number, shown_number
from compensation.ui.parts.words import labels, lang, t
from compensation.units import MONTHS_A_YEAR

if TYPE_CHECKING:
    import pandas as pd

SHAPES: tuple[ProposalShape, ...] = ("per_hours", "by_days", "by_hours", "per_day", "per_week")
#: From so many days or hours a week a step begins; the highest is full.
STEPS = {"by_days": (4, 3, 2, 1), "by_hours": (32, 24, 16, 8)}
FULL_TIME = Decimal(40)
#: So often a norm may rise, a year apart.
MOST_RISES = 3
#: Full-time days and weeks in a month, to begin with an amount that is like that of a month.
_IN_A_MONTH = {"per_day": Decimal(260) / 12, "per_week": Decimal(52) / 12}


def highest_level(book: RuleBook, sector: str, frame: pd.DataFrame, start: date) -> Proposal:
    """Everyone what the best paid level gets now. Raises TableError where no allowance is paid."""
    found = highest_level_proposal(frame, sector, start, book)
    st.info(t("branch.norm.highest_found", amount=money(found.amount), hours=found.base_hours))
    return found


def ask_amount(book: RuleBook, sector: str, start: date) -> Proposal | None:
    """Shape and amounts of one's own; None with a message for what is no number."""
    shape: ProposalShape = st.selectbox(
        t("branch.norm.shape"),
        SHAPES,
        format_func=labels("branch.norm.shapes", SHAPES),
        key="branch_norm_shape",
        persist_state="session",
    )
    national = book.norms["national"].latest
    typed = _ask_amounts(shape, national.amount or Decimal(0), national.base_hours or FULL_TIME)
    if typed is None:
        return None
    full, base, steps = typed
    rises = _ask_rises(shape, Rise(start, full, steps))
    return None if rises is None else Proposal(sector, full, base, start, shape=shape, steps=steps, rises=rises)


def _ask_rises(shape: str, begins: Rise) -> tuple[Rise, ...] | None:
    """What the norm pays later, each time a year after the last; None with a message for what is no number."""
    number = st.segmented_control(
        t("branch.lab.rises"),
        range(MOST_RISES + 1),
        default=0,
        format_func=lambda number: t("branch.lab.rises_times", number=number) if number else t("branch.lab.rises_not"),
        key="branch_norm_rises",
        persist_state="session",
    )
    found = [begins]
    for year in range(1, (number or 0) + 1):
        rise = _ask_rise(shape, found[-1], year)
        if rise is None:
            return None
        found.append(rise)
    return tuple(found[1:])


def _ask_rise(shape: str, before: Rise, year: int) -> Rise | None:
    """What it pays a year after `before`: one amount, or one for each step."""
    first = to_date(add_months(to_day(before.start), MONTHS_A_YEAR))
    label, key = t("branch.lab.rise", day=day(first, lang())), f"branch_norm_rise_{shape}_{year}"
    if shape not in STEPS:
        amount = ask_number(label, before.amount, key)
        return None if amount is None else Rise(first, amount)
    st.markdown(label)
    steps = _ask_steps(shape, [amount for _, amount in before.steps], key)
    return None if steps is None else Rise(first, steps[0][1], steps)


def _ask_amounts(shape: str, full: Decimal, base: Decimal) -> tuple[Decimal, Decimal, Steps] | None:
    """Amount, base hours and steps as they are typed; None with a message for what is no number."""
    if shape in STEPS:
        firsts = [full * least / STEPS[shape][0] for least in STEPS[shape]]
        steps = _ask_steps(shape, firsts, f"branch_norm_{shape}")
        return None if steps is None else (steps[0][1], base, steps)
    left, right = st.columns(2)
    with left:
        first = full / _IN_A_MONTH.get(shape, Decimal(1))
        amount = ask_number(t(f"branch.norm.amount.{shape}"), first, f"branch_norm_amount_{shape}")
    hours: Decimal | None = base
    if shape == "per_hours":
        with right:
            hours = ask_number(t("branch.norm.base_hours"), base, "branch_norm_hours", least=1, most=60)
    return None if amount is None or hours is None else (amount, hours, ())


def _ask_steps(shape: str, firsts: Sequence[Decimal], key: str) -> Steps | None:
    """An amount for each step, beside each other."""
    typed = []
    columns = st.columns(len(STEPS[shape]))
    for column, least, first in zip(columns, STEPS[shape], firsts, strict=True):
        with column:
            label = t(f"branch.norm.step.{shape}", least=least)
            typed.append((Decimal(least), ask_number(label, first, f"{key}_{least}")))
    steps = tuple((least, amount) for least, amount in typed if amount is not None)
    return steps if len(steps) == len(typed) else None


def ask_number(label: str, first: Decimal | None, key: str, *, least: int = 0, most: int = 100_000) -> Decimal | None:
    """A number as the visitor's language writes it; None with a message for another text, and for none yet."""
    shown = "" if first is None else shown_number(str(first.quantize(Decimal("0.01"))), lang())
    typed = st.text_input(label, value=shown, key=f"{key}_{lang()}", max_chars=10, persist_state="session")
    if first is None and not typed.strip():
        st.info(t("branch.norm.fault.empty", name=label))
        return None
    try:
        found = Decimal(read_number(typed))
    except NumberTextError:
        st.error(t("branch.norm.fault.number"))
        return None
    if not least <= found <= most:
        st.error(t("branch.norm.fault.range", least=least, most=most))
        return None
    return found
