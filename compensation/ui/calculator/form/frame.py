"""All questions on one page: the first group open, the others closed with their answers in their heading."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from compensation.rulebook import RuleBook
from compensation.texts import inside
from compensation.ui.calculator.form.answers import heading
from compensation.ui.calculator.form.fields import Fields
from compensation.ui.calculator.form.place import place_of
from compensation.ui.calculator.form.questions import Group, group_of, groups
from compensation.ui.calculator.form.relevant import Relevant
from compensation.ui.calculator.form.take import keep_open, open_key

__all__ = ["Group", "draw_form", "group_of", "groups", "inner_key", "open_group"]


def draw_form(f: Fields, book: RuleBook) -> None:
    """The groups. The first is open; below the questions of a group a button opens the next.

    A group stays open when the next one opens: on a phone the next questions then stand where the button was, and
    nothing jumps.
    """
    asked = Relevant(f.draft, book)
    shown = groups(asked)
    keys = [open_key(f.voice.reader, group.name) for group in shown]
    for key in keys:
        st.session_state.setdefault(key, key == keys[0])
    for number, (key, group) in enumerate(zip(keys, shown, strict=True)):
        step = st.expander(
            heading(f, group, number + 1, asked),
            expanded=st.session_state[key],
            key=f.key(f"group.{group.name}.{st.session_state.get(f'{key}.times', 0)}"),
            icon=_icon(f, group, asked),
            type="step",
        )
        with step, st.container(key=inner_key(f, group.name)):
            for question in group.questions:
                question.ask(replace(f, group=group.name), asked)
            if number + 1 < len(shown) and not st.session_state[keys[number + 1]]:
                after = shown[number + 1]
                st.button(
                    f.say("button.next", name=inside(after.titled(f), f.lang)),
                    key=f.key(f"next.{group.name}"),
                    on_click=open_group,
                    args=(f.voice.reader, after.name, inner_key(f, after.name)),
                )


def inner_key(f: Fields, group: str) -> str:
    """The key of what stands in a group."""
    return f.key(f"in.{group}")


def _icon(f: Fields, group: Group, asked: Relevant) -> str:
    """Done, wrong, or not yet done: a shape, not only a colour."""

    def here(path: str) -> bool:
        return group_of(path, asked).name == group.name

    filled = any(f.draft.get(path) is not None for question in group.questions for path in question.paths)
    if any(here(fault.path) for fault in f.reading.faults):
        return ":material/error:"
    if any(here(path) for path in f.reading.missing) or not filled:
        return ":material/radio_button_unchecked:"
    return ":material/check_circle:"


def open_group(reader: str, group: str, focus: str) -> None:
    """Open a group and go there. It is drawn anew for that: a browser listens to `expanded` only once."""
    key = open_key(reader, group)
    keep_open(key)
    st.session_state[f"{key}.times"] = st.session_state.get(f"{key}.times", 0) + 1
    place_of(reader).go_to(focus)
