"""The last groups: what is paid or promised now, and whether it is really a placement."""

from __future__ import annotations

from functools import partial

import streamlit as st

from compensation.texts import inside
from compensation.ui.calculator.form import writes
from compensation.ui.calculator.form.fields import Fields
from compensation.ui.calculator.form.groups import ALLOWANCE_PER, COST_PER
from compensation.ui.calculator.form.relevant import Relevant

WAGE_PER = ("hour", "week", "four_weeks", "month")
TEST = ("learning_goals", "mentor_with_time", "extra_to_staff", "same_targets_as_staff", "already_graduated")


def ask_offer(f: Fields, asked: Relevant) -> None:
    """What is paid or promised now: wage or allowance, and what of the costs comes back."""
    st.caption(f.say("note.offer_wage" if asked.wage else "note.offer"))
    if asked.wage:
        _ask_wage(f)
    else:
        _ask_allowance(f)
    kinds = list(asked.reimbursable())
    if kinds:
        st.caption(f.say("note.repaid"))
    for kind in kinds:
        _ask_repaid(f, asked, kind)


def _ask_wage(f: Fields) -> None:
    left, right = st.columns(2)
    with left:
        f.number("offer.wage.amount", "wage")
    with right:
        f.period("offer.wage.per", WAGE_PER, "wage_per", "hour")
    if f.draft.get("offer.wage.amount") is not None:
        f.number("offer.holiday_allowance_percent", "holiday_percent")
    f.choice("offer.employment_contract", (True, False), "employment_contract")


def _ask_allowance(f: Fields) -> None:
    held = writes.allowance_answer(f.draft)
    f.choice("offer.allowance", ("paid", "unpaid"), "allowance_paid", held=held, write=writes.write_allowance)
    if held != "paid":
        return
    left, right = st.columns(2)
    with left:
        f.number("offer.allowance.amount", "allowance")
    with right:
        f.period("offer.allowance.per", ALLOWANCE_PER, "allowance_per", "month")
    f.choice("offer.includes_expenses", (False, True), "includes_expenses", default=False)


def _ask_repaid(f: Fields, asked: Relevant, kind: str) -> None:
    name = inside(asked.book.kind_name(kind, f.lang), f.lang)
    options = ["none", "full", "amount"]
    if kind == "travel" and asked.mode == "own_vehicle":
        options.append("km")
    held = writes.repaid(f.draft, kind)
    stem = f"repaid.{kind}.{asked.mode}" if kind == "travel" else f"repaid.{kind}"
    f.choice(stem, options, "repaid", default="none", held=held, write=partial(writes.write_repaid, kind), kind=name)
    if held == "km":
        f.number("offer.km_rate", "km_rate", empty=writes.EMPTY)
    elif held == "amount":
        _ask_repaid_amount(f, kind)


def _ask_repaid_amount(f: Fields, kind: str) -> None:
    path = f"offer.reimbursements.{writes.reimbursement(f.draft, kind)}"
    left, right = st.columns(2)
    with left:
        f.number(
            f"{path}.amount", "repaid_amount", stem=f"repaid.{kind}.amount", fault=f"offer.reimbursements.{kind}.amount"
        )
    with right:
        f.period(f"{path}.per", COST_PER, "cost_per", "once", stem=f"repaid.{kind}.per")


def ask_test(f: Fields) -> None:
    """Five questions on whether it is really a placement; each may be left open."""
    st.caption(f.say("note.test"))
    for name in TEST:
        f.choice(f"placement_test.{name}", (True, False), f"test.{name}")
