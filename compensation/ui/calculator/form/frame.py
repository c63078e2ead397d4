"""The form as a whole: one group of questions open at a time, the others closed with their answers in their heading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from compensation.rulebook import RuleBook
from compensation.texts import inside
from compensation.ui.calculator.form.costs import ask_costs
from compensation.ui.calculator.form.fields import Fields
from compensation.ui.calculator.form.heading import heading
from compensation.ui.calculator.form.hours import HOURS
from compensation.ui.calculator.form.paid import ask_offer, ask_test
from compensation.ui.calculator.form.relevant import Relevant
from compensation.ui.calculator.form.stage import ask_cao, ask_stage
from compensation.ui.calculator.form.take import keep_open, open_key
from compensation.ui.calculator.form.travel import ask_travel
from compensation.ui.calculator.form.while_running import ask_while_running

STAGE = ("route", "sector", "start", "end", *HOURS, "birth_date", "kind", "placement")
CAO = ("cao", "norm", "own_norm", "study_year", "compulsory", "signed_regional_pact")
WHILE_RUNNING = ("closed", "public_holidays", "changes")


@dataclass(frozen=True)
class Group:
    """A group of questions: `paths` are the parts of the placement that it asks for."""

    name: str
    ask: Callable[[Fields], None]
    paths: tuple[str, ...]
    title: str = ""

    def titled(self, f: Fields) -> str:
        """Its name on the screen."""
        return f.say(f"group.{self.title or self.name}")


def groups(asked: Relevant) -> list[Group]:
    """The groups that have a question which matters."""
    found = [Group("stage", partial(ask_stage, asked=asked), STAGE)]
    if asked.cao:
        found.append(Group("cao", partial(ask_cao, asked=asked), CAO, "cao_wage" if asked.wage else ""))
    found.append(Group("travel", partial(ask_travel, asked=asked), ("travel",)))
    found.append(Group("costs", partial(ask_costs, asked=asked), ("costs",)))
    found.append(Group("offer", partial(ask_offer, asked=asked), ("offer", "assume")))
    found.append(Group("while_running", partial(ask_while_running, asked=asked), WHILE_RUNNING))
    if asked.allowance:
        found.append(Group("test", ask_test, ("placement_test",)))
    return found


def draw_form(f: Fields, book: RuleBook) -> None:
    """The groups. The first is open; below the questions of a group a button opens the next.

    A group stays open when the next one opens: on a phone the next questions then stand where the button was, and
    nothing jumps.
    """
    shown = groups(Relevant(f.draft, book))
    keys = [open_key(f.voice.reader, group.name) for group in shown]
    for key in keys:
        st.session_state.setdefault(key, key == keys[0])
    for number, (key, group) in enumerate(zip(keys, shown, strict=True)):
        step = st.expander(
            heading(f, group.name, group.titled(f), number + 1, book),
            expanded=st.session_state[key],
            key=f.key(f"group.{group.name}.{st.session_state.get(f'{key}.times', 0)}"),
            icon=_icon(f, group),
            type="step",
        )
        with step:
            group.ask(replace(f, group=group.name))
            if number + 1 < len(shown) and not st.session_state[keys[number + 1]]:
                st.button(
                    f.say("button.next", name=inside(shown[number + 1].titled(f), f.lang)),
                    key=f.key(f"next.{group.name}"),
                    on_click=_open,
                    args=(keys[number + 1],),
                )


def _icon(f: Fields, group: Group) -> str:
    """Done, wrong, or not yet done: a shape, not only a colour."""

    def here(path: str) -> bool:
        return path.split(".")[0] in group.paths

    if any(here(fault.path) for fault in f.reading.faults):
        return ":material/error:"
    if any(here(path) for path in f.reading.missing) or not any(f.draft.get(path) is not None for path in group.paths):
        return ":material/radio_button_unchecked:"
    return ":material/check_circle:"


def _open(key: str) -> None:
    """Open a group. It is drawn anew for that: a browser listens to `expanded` only once."""
    keep_open(key)
    st.session_state[f"{key}.times"] = st.session_state.get(f"{key}.times", 0) + 1


def group_of(path: str, asked: Relevant) -> Group:
    """The group that asks for a path."""
    head, shown = path.split(".")[0], groups(asked)
    return next((group for group in shown if head in group.paths), shown[0])
