"""The other costs: which there are, and of each how much, how often, when, and who asks for it."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from compensation.placement.fields import words_at
from compensation.rulebook import RuleBook
from compensation.rulebook.models import CostKind, Sector
from compensation.texts import inside
from compensation.ui.calculator.form import writes
from compensation.ui.calculator.form.changes import EMPTY
from compensation.ui.calculator.form.fields import Fields
from compensation.ui.calculator.form.relevant import Relevant
from compensation.ui.parts.markdown import literal
from compensation.ui.parts.state import Draft

COST_PER = words_at("costs.per")


def ask_kinds(f: Fields, asked: Relevant) -> None:
    """Which other costs there are; those of the branch first."""
    sector = asked.book.sectors.get(f.draft.get("sector") or "")
    expected = [kind for kind in (sector.cost_kinds if sector else []) if kind != "travel"]
    if sector and expected:
        names = ", ".join(inside(asked.book.kind_name(kind, f.lang), f.lang) for kind in expected)
        st.caption(f.say("note.costs_expected", sector=sector.name[f.lang], kinds=names))
        if sector.note:
            st.caption(sector.note[f.lang])
    options = [*expected, *(kind for kind in asked.book.cost_kinds if kind not in expected)]
    held = [cost["kind"] for cost in f.draft.get("costs", [])]
    write = partial(writes.write_cost_kinds, asked.book)
    f.several("costs", options, "cost_kinds", held, write, lambda kind: asked.book.kind_name(kind, f.lang))
    st.caption(f.say("note.shoes"))
    if not held:
        f.tick("costs", "no_costs", stem="no_costs", held=no_costs(f.draft), write=_write_no_costs)


def no_costs(d: Draft) -> bool:
    """Whether somebody said that there are none; a list that is not there is a question left open."""
    held = d.get("costs")
    return held is not None and not held


def _write_no_costs(d: Draft, ticked: Any) -> None:
    d.put("costs", [] if ticked else None)


def numbered(d: Draft) -> list[tuple[str, int]]:
    """The kind of each cost, and which of its kind it is."""
    kinds = [cost["kind"] for cost in d.get("costs", [])]
    return [(kind, kinds[: index + 1].count(kind)) for index, kind in enumerate(kinds)]


def cost_name(book: RuleBook, kind: str, number: int, lang: str) -> str:
    """`Werkkleding`, and the second `Werkkleding (2)`."""
    name = book.kind_name(kind, lang)
    return name if number == 1 else f"{name} ({number})"


def ask_cost(f: Fields, asked: Relevant, index: int) -> None:
    """Of one cost: how much, how often, who asks for it, and is it given in kind."""
    costs = numbered(f.draft)
    kind, number = costs[index]
    sector = asked.book.sectors.get(f.draft.get("sector") or "")
    _ask_cost(f, index, asked.book, kind, number, sector)
    if kind == "other" and "other" not in [later for later, _ in costs[index + 1 :]]:
        _another(f, asked.book, "other")


def _ask_cost(f: Fields, index: int, book: RuleBook, kind: str, number: int, sector: Sector | None) -> None:
    path, stem = f"costs.{index}", f"cost.{kind}.{number}"
    cost = book.costs[kind]
    with st.container(border=True):
        st.markdown(f"**{cost_name(book, kind, number, f.lang)}**")
        said = [literal(cost.question[f.lang])] if cost.question else []
        if kind == "vog" and sector is not None:
            said.append(literal(sector.vog_ground[f.lang]))
        if said:
            st.caption(" ".join(said))
        f.tick(f"{path}.provided", "provided", stem=f"{stem}.provided")
        provided = f.draft.get(f"{path}.provided")
        if not provided:
            _ask_price(f, path, stem, cost)
        _ask_who(f, path, stem, kind, cost)
        if not provided:
            f.lacks(path)
            ask_dates(f, path, stem)
            if kind != "other" and writes.is_dated(f.draft, path):
                _another(f, book, kind, f"{stem}.another")
        if number > 1:
            st.button(
                f.say("button.remove"),
                key=f.key(f"{stem}.remove"),
                type="tertiary",
                on_click=writes.remove_cost,
                args=(index,),
            )


def _another(f: Fields, book: RuleBook, kind: str, key: str = "another_cost") -> None:
    text = f.say("button.another_cost" if kind == "other" else "button.another_time")
    st.button(text, key=f.key(key), icon=":material/add:", on_click=writes.add_cost, args=(book, kind))


def _ask_who(f: Fields, path: str, stem: str, kind: str, cost: CostKind) -> None:
    by = ["employer", "own_choice"] if cost.ground == "law" else ["employer", "school", "own_choice"]
    if f.draft.get(f"{path}.required_by") == "law":
        by.insert(1, "law")
    path, stem = f"{path}.required_by", f"{stem}.required_by"
    if kind == "housing":
        f.radio(path, by, "housing_required_by", stem=stem)
    else:
        default = None if f.draft.get(path) == EMPTY else "employer"
        f.choice(path, by, "required_by", default=default, stem=stem)


def _ask_price(f: Fields, path: str, stem: str, cost: CostKind) -> None:
    if cost.price is not None:
        f.number(f"{path}.amount", "vog_amount", stem=f"{stem}.amount")
        if f.draft.get(f"{path}.per", "once") != "once":  # never so here, but a file may say it
            f.period(f"{path}.per", COST_PER, "cost_per", "once", stem=f"{stem}.per")
        return
    left, right = st.columns(2)
    with left:
        f.number(f"{path}.amount", "cost_amount", stem=f"{stem}.amount")
    with right:
        f.period(f"{path}.per", COST_PER, "cost_per", "once", stem=f"{stem}.per")


def ask_dates(f: Fields, path: str, stem: str) -> None:
    """Whether it is for part of the time only, and then from and to which day."""
    dated = writes.is_dated(f.draft, path)
    f.tick(f"{path}.dated", "dated", stem=f"{stem}.dated", held=dated, write=partial(writes.write_dated, path))
    if dated:
        left, right = st.columns(2)
        with left:
            f.day(f"{path}.from", "from", stem=f"{stem}.from", open_ended=True)
        with right:
            f.day(f"{path}.to", "to", stem=f"{stem}.to", open_ended=True)
