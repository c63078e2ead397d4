"""What is not the same all the time: days off, with and without pay, and what changes from a day on."""

from __future__ import annotations

from functools import partial

import streamlit as st

from compensation.placement.fields import words_at
from compensation.placement.kinds import MOST_CHANGES
from compensation.ui.calculator.form import changes, writes
from compensation.ui.calculator.form.changes import EMPTY
from compensation.ui.calculator.form.fields import Fields
from compensation.ui.calculator.form.paid import ask_pay
from compensation.ui.calculator.form.relevant import Relevant
from compensation.ui.calculator.form.stage import ask_hours
from compensation.ui.calculator.form.travel import ask_travel


def ask_holidays(f: Fields, _: Relevant) -> None:
    """Whether there is work on public holidays."""
    f.choice("public_holidays", words_at("public_holidays"), "public_holidays", default="free")


def ask_closed(f: Fields, asked: Relevant) -> None:
    """Days off, where they matter."""
    st.markdown(f"**{f.say('note.closed_title')}**")
    st.caption(f.say("note.closed_wage" if asked.wage else "note.closed"))
    periods = f.draft.get("closed", [])
    for index in range(len(periods)):
        left, right = st.columns(2)
        with left:
            f.day(f"closed.{index}.from", "closed_from")
        with right:
            f.day(f"closed.{index}.to", "closed_to")
        if asked.wage:
            f.choice(f"closed.{index}.paid", (True, False), "closed_paid", default=True)
        f.lacks(f"closed.{index}")
        st.button(
            f.say("button.remove_period"),
            key=f.key(f"closed.{index}.remove"),
            type="tertiary",
            on_click=writes.remove_period,
            args=(index,),
        )
    f.faults("closed")
    st.button(
        f.say("button.add_period" if not periods else "button.another_period"),
        key=f.key("closed.add"),
        icon=":material/add:",
        on_click=writes.add_period,
    )


def ask_changes(f: Fields, asked: Relevant) -> None:
    """What changes from a day on."""
    st.markdown(f"**{f.say('note.changes_title')}**")
    st.caption(f.say("note.changes_wage" if asked.wage else "note.changes"))
    count = changes.count(f.draft)
    for place in range(count):
        with st.container(border=True):
            _ask_change(f, asked, place)
    if count < MOST_CHANGES:
        st.button(
            f.say("button.add_change" if not count else "button.another_change"),
            key=f.key("changes.add"),
            icon=":material/add:",
            on_click=changes.add_change,
        )


def _ask_change(f: Fields, asked: Relevant, place: int) -> None:
    base = f"changes.{place}"
    st.markdown(f"**{f.say('note.change', number=place + 1)}**")
    f.day(f"{base}.from", "change_from")
    held = [name for name in changes.about(f.draft, place) if name in asked.changing]
    write = partial(changes.write_about, place, asked.changing)
    f.several(f"{base}.about", asked.changing, "change_about", held, write)
    for name in held:
        if len(held) > 1:
            st.markdown(f"**{f.option('change_about', name)}**")
        _ask_anew(f, asked, base, name)
    f.lacks(base)
    st.button(
        f.say("button.remove_change"),
        key=f.key(f"{base}.remove"),
        type="tertiary",
        on_click=changes.remove_change,
        args=(place,),
    )


def _ask_anew(f: Fields, asked: Relevant, base: str, name: str) -> None:
    """What a change is about, as it is from then on."""
    if name == "hours":
        ask_hours(f, asked, f"{base}.")
    elif name in ("wage", "allowance"):
        ask_pay(f, f"{base}.offer.{name}", name, EMPTY)
    elif name == "travel":
        ask_travel(f, asked, f"{base}.travel")
    elif name == "km_rate":
        f.number(f"{base}.offer.km_rate", "km_rate", empty=EMPTY)
    elif name == "cao_wage":
        f.number(f"{base}.cao.hourly_wage", "cao_wage", empty=EMPTY)
    elif name == "holiday_percent":
        f.number(f"{base}.offer.holiday_allowance_percent", "holiday_percent", kind="percent", empty=EMPTY)
    elif name == "study_year":
        f.choice(f"{base}.study_year", (1, 2, 3, 4, 5, 6), "study_year")
