"""What may be said of a file besides its columns: what words mean, what holds for every row, whose names get a sign."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import streamlit as st

from compensation.placement.days import workdays_of
from compensation.placement.faults import Unreadable
from compensation.placement.numbers import number_of
from compensation.rulebook import RuleBook
from compensation.table.catalog import ColumnSpec, catalog_of
from compensation.table.composed import all_parts
from compensation.table.headings import MAPPING, of_a_person
from compensation.table.look import Look, Said
from compensation.table.mapping import DROP, PSEUDONYM
from compensation.table.template import choice_word
from compensation.ui.parts.markdown import outside
from compensation.ui.parts.words import lang, t

KEY = "branch_look"
#: Columns of which one answer may hold for all rows of a file, where the file has no such column: needed, and not.
_NEEDED = ("route", "hours_per_week", "workdays")
_MORE = ("sector", "cao.status", "offer.complete", "signed_regional_pact")


def missing(said: Said) -> list[ColumnSpec]:
    """The columns that are missing."""
    listed: Any = said.values["columns"]
    return [spec for spec in listed if isinstance(spec, ColumnSpec)]


def may_be_said(said: Said, look: Look, told: Collection[str]) -> bool:
    """Whether all that is missing may be one answer for the whole file, or was just told of a column (`told`)."""
    if said.code != "missing_column" or not (look.known or told):
        return False
    return all(spec.name in told or spec.name in _NEEDED for spec in missing(said))


def ask_for_all(spec: ColumnSpec) -> str | None:
    """One answer for all rows, of a column that is missing; None as long as there is none that can be read."""
    if spec.name == "route":
        return ask_choice(spec, t("branch.look.which_route"))
    told = st.text_input(t(f"branch.look.all.{spec.name}"), key=f"{KEY}_{spec.name}").strip()
    if not told:
        return None
    found = workdays_of(told) if spec.name == "workdays" else number_of(told, 2, "hours")
    if isinstance(found, Unreadable) and found.code != "workdays_count":
        st.error(t("branch.look.all.unread"))
        return None
    return told


def ask_choice(spec: ColumnSpec, label: str) -> str | None:
    """One of the words of a column."""
    words = {choice: choice_word(spec, choice, lang()) for choice in spec.choices}
    return _one_of(label, words, spec.name)


def _one_of(label: str, words: dict[str, str], key: str, empty: str = "choose") -> str | None:
    return st.selectbox(
        label,
        list(words),
        index=None,
        format_func=words.__getitem__,
        key=f"{KEY}_{key}",
        placeholder=t(f"branch.look.{empty}"),
    )


def ask_words(look: Look, book: RuleBook) -> dict[str, dict[str, str]]:
    """What words mean that are not known; one that stays open is an error in its row."""
    found: dict[str, dict[str, str]] = {}
    if look.unknown:
        st.markdown(t("branch.look.words"))
    for name, cells in look.unknown.items():
        spec, words = catalog_of(book).every[name], _meanings(name, book)
        heading = next(column.name for column in look.columns if column.column == name)
        for number, cell in enumerate(cells):
            label = t("branch.look.word", word=outside(cell[:60]), column=outside(heading))
            answer = _one_of(label, words, f"word_{spec.name}_{number}", "leave")
            if answer is not None:
                found.setdefault(name, {})[cell] = answer
    return found


def _meanings(name: str, book: RuleBook) -> dict[str, str]:
    """What a word may mean in a column."""
    if name == "sector":
        return {key: sector.name[lang()] for key, sector in book.sectors.items()}
    if name == "cao.scheme":
        return {key: scheme.name for key, scheme in book.schemes.items()}
    spec = catalog_of(book).every[name]
    return {choice: choice_word(spec, choice, lang()) for choice in spec.choices}


def ask_constants(look: Look, book: RuleBook) -> dict[str, str]:
    """What holds for every row and stands in no column."""
    told = all_parts([*look.known, *look.composed, *look.constants])
    free = [name for name in _MORE if name not in told and not (name == "cao.status" and "cao.scheme" in told)]
    found: dict[str, str | None] = {}
    if free:
        with st.expander(t("branch.look.for_all"), key=f"{KEY}_for_all"):
            for name in free:
                spec = catalog_of(book).every[name]
                found[name] = _one_of(t(f"branch.look.all.{name}"), _choices(spec, book), name, "says_nothing")
    return {name: value for name, value in found.items() if value is not None}


def _choices(spec: ColumnSpec, book: RuleBook) -> dict[str, str]:
    if spec.name == "sector":
        return _meanings("sector", book)
    if spec.name == "cao.status":  # which cao applies is no answer for all rows without its name
        return {word: choice_word(spec, word, lang()) for word in spec.choices if word != "applies"}
    return {"true": t("branch.template.yes"), "false": t("branch.template.no")}


def ask_names(look: Look) -> dict[str, str]:
    """Which names of people come back as a sign that says nobody's name; the others are left out."""
    named = [c.name for c in look.columns if c.use == DROP and c.how != MAPPING and of_a_person(c.name)]
    if not named:
        return {}
    chosen = st.multiselect(
        t("branch.look.names"), named, format_func=outside, key=f"{KEY}_names", placeholder=t("branch.look.none")
    )
    st.caption(t("branch.look.names_help"))
    return dict.fromkeys(chosen, PSEUDONYM)


__all__ = [
    *("KEY", "ask_choice", "ask_constants", "ask_for_all", "ask_names", "ask_words", "may_be_said", "missing"),
]
