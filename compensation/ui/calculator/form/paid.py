"""What is paid or promised now, and whether it is really a placement."""

from __future__ import annotations

from functools import partial

import streamlit as st

from compensation.placement.fields import words_at
from compensation.texts import inside
from compensation.ui.calculator.form import writes
from compensation.ui.calculator.form.changes import EMPTY, is_nothing
from compensation.ui.calculator.form.costs import COST_PER, ask_dates
from compensation.ui.calculator.form.fields import Fields
from compensation.ui.calculator.form.relevant import Relevant
from compensation.ui.calculator.form.stage import ALLOWANCE_PER

WAGE_PER = words_at("offer.wage.per")
TEST = ("learning_goals", "mentor_with_time", "extra_to_staff", "same_targets_as_staff", "already_graduated")
#: What a unit that is unlikely is a slip for.
_MEANT = {("wage", "hour"): ("week", "month"), ("wage", "month"): ("hour",), ("allowance", "month"): ("day", "hour")}


def ask_wage(f: Fields, _: Relevant) -> None:
    """The wage that is paid or promised, and its holiday allowance."""
    st.caption(f.say("note.offer_wage"))
    ask_pay(f, "offer.wage", "wage")
    if f.draft.get("offer.wage.amount") is not None:
        if f.draft.get("offer.wage.per") is None and not is_nothing(f.draft.get("offer.wage.amount")):
            f.not_yet()
        f.number("offer.holiday_allowance_percent", "holiday_percent", kind="percent")


def ask_contract(f: Fields, _: Relevant) -> None:
    """Whether there is an employment contract."""
    f.choice("offer.employment_contract", (True, False), "employment_contract")


def ask_minimum(f: Fields, asked: Relevant) -> None:
    """The adult minimum that the rules do not have yet: filled in by who has looked it up."""
    path = "assume.adult_hourly_minimum"
    st.caption(f.say("note.minimum_unknown", day=asked.unknown_minimum_from))
    f.number(f"{path}.amount", "assumed_minimum")
    if f.draft.get(f"{path}.from") is not None:
        f.day(f"{path}.from", "assumed_from")


def ask_allowance(f: Fields, _: Relevant) -> None:
    """Whether an allowance is paid."""
    st.caption(f.say("note.offer"))
    held = writes.allowance_answer(f.draft)
    f.choice("offer.allowance", ("paid", "unpaid"), "allowance_paid", held=held, write=writes.write_allowance)


def ask_how_much(f: Fields, _: Relevant) -> None:
    """The allowance, and whether the expenses are in it."""
    ask_pay(f, "offer.allowance", "allowance")
    if f.draft.get("offer.allowance.amount") is None:
        f.not_yet()
    f.choice("offer.includes_expenses", (False, True), "includes_expenses", default=False)


def ask_complete(f: Fields, _: Relevant) -> None:
    """Whether that is all."""
    f.tick("offer.complete", "complete")


def ask_pay(f: Fields, path: str, name: str, empty: str | None = None) -> None:
    """A wage or an allowance, and what it is for; a wage may be for an hour or a month, so that is asked."""
    left, right = st.columns(2)
    with left:
        f.number(f"{path}.amount", name, empty=empty, paired=True)
    with right:
        per = WAGE_PER if name == "wage" else ALLOWANCE_PER
        f.period(f"{path}.per", per, f"{name}_per", None if name == "wage" else "month")
    f.ask_again(f"{path}.amount", f"{path}.per")
    if f.remarks.get(f"{path}.per"):
        with st.container(horizontal=True, gap="small"):
            for unit in _MEANT.get((name, f.draft.get(f"{path}.per", "month")), ()):
                f.at_once(f"{path}.per", unit, f.say(f"button.meant.{unit}"), unit)


def ask_repaid(f: Fields, asked: Relevant, kind: str) -> None:
    """How much of a kind of cost comes back."""
    name = inside(asked.book.kind_name(kind, f.lang), f.lang)
    if kind == next(asked.reimbursable()):
        st.caption(f.say("note.repaid"))
    options = ["none", "full", "amount"]
    stem = f"repaid.{kind}"
    if kind == "travel" and "own_vehicle" in asked.modes:
        options.append("km")
        stem += ".km"
    held = writes.repaid(f.draft, kind)
    f.choice(stem, options, "repaid", held=held, write=partial(writes.write_repaid, kind, 0), kind=name)
    if held == "km":
        f.number("offer.km_rate", "km_rate", empty=EMPTY)
        if f.draft.get("offer.km_rate") == EMPTY:
            f.not_yet()
        return
    for number, place in enumerate(writes.reimbursements(f.draft, kind)):
        _ask_time(f, kind, number, place)


def _ask_time(f: Fields, kind: str, number: int, place: int) -> None:
    """How much and when; the first is chosen above, another chooses here."""
    path, stem = f"offer.reimbursements.{place}", f"repaid.{kind}.{number}"
    with st.container(border=number > 0):
        if number > 0:
            write = partial(writes.write_repaid, kind, number)
            held = writes.repaid(f.draft, kind, number)
            options, label = ("full", "amount"), "repaid_then"
            f.choice(f"{stem}.how", options, "repaid", default="amount", held=held, write=write, label=label)
        if writes.repaid(f.draft, kind, number) == "amount":
            _ask_repaid_amount(f, path, stem)
        if writes.repaid(f.draft, kind, number) != "none":
            ask_dates(f, path, stem)
            if writes.is_dated(f.draft, path):
                _ask_another(f, kind, number, place)


def _ask_another(f: Fields, kind: str, number: int, place: int) -> None:
    stem = f"repaid.{kind}.{number}"
    if place == writes.reimbursements(f.draft, kind)[-1]:
        key, text = f.key(f"{stem}.another"), f.say("button.another_time")
        st.button(text, key=key, icon=":material/add:", on_click=writes.add_repaid, args=(kind,))
    if number:
        key, text = f.key(f"{stem}.remove"), f.say("button.remove_repaid")
        st.button(text, key=key, type="tertiary", on_click=writes.remove_repaid, args=(place,))


def _ask_repaid_amount(f: Fields, path: str, stem: str) -> None:
    left, right = st.columns(2)
    with left:
        f.number(f"{path}.amount", "repaid_amount", stem=f"{stem}.amount")
    with right:
        f.period(f"{path}.per", COST_PER, "cost_per", "once", stem=f"{stem}.per")
    if f.draft.get(f"{path}.amount") is None:
        f.not_yet()


def ask_test(f: Fields, _: Relevant) -> None:
    """Five questions on whether it is really a placement; each may be left open."""
    st.caption(f.say("note.test"))
    for name in TEST:
        f.choice(f"placement_test.{name}", (True, False), f"test.{name}")
