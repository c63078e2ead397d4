"""Proposals beside each other in tables: what each costs, who gains how much, and employers large and small."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

import streamlit as st

from compensation.compare.laboratory import LARGE, Trial
from compensation.papers.norms_workbook import class_words, norms_workbook
from compensation.rulebook import RuleBook
from compensation.table.suppression import LEAST_GROUP
from compensation.texts import day, figure
from compensation.ui.branch.overview import counted
from compensation.ui.parts import tables
from compensation.ui.parts.file_button import XLSX, file_button
from compensation.ui.parts.markdown import literal
from compensation.ui.parts.scheme_words import pay_words
from compensation.ui.parts.words import lang, t
from compensation.units import cents

LETTERS = "ABCD"
#: What the rows of each table are.
_HEADS = {"costs": "head", "classes": "sheet.class", "sizes": "sheet.size"}


def draw_trials(trials: Sequence[Trial], book: RuleBook, *, is_made_up: bool) -> None:
    """The tables, and the same as a workbook. With one proposal its costs stand above it already."""
    if not trials[0].is_shown:
        st.info(t("branch.lab.too_few", sector=literal(book.sectors[trials[0].scheme.sector].name[lang()])))
        return
    if len(trials) > 1:
        for letter, trial in zip(LETTERS, trials, strict=False):
            says = literal(pay_words(trial.scheme.versions[0], lang()))
            st.markdown(t("branch.lab.which", letter=letter, name=literal(trial.scheme.name), norm=says))
        _draw_costs(trials)
    _draw_classes(trials)
    _draw_sizes(trials)
    _draw_steps(trials)
    st.caption(t("branch.lab.hidden", least=LEAST_GROUP))
    file_button(
        t("branch.lab.file"),
        lambda: norms_workbook(trials, date.today(), book, lang(), is_made_up=is_made_up),
        of=(trials, book.hash),
        file_name=f"{t('branch.lab.file_name')}.xlsx",
        mime=XLSX,
        key="branch_lab_file",
    )


def _euros(amount: Decimal | None) -> str:
    """Whole euros, so that four columns fit on a phone; a word where it is hidden."""
    return t("branch.overview.few") if amount is None else figure(round(cents(amount), -2), lang(), short=True)


def _row(label: str, trials: Sequence[Trial], of: Callable[[Trial], str]) -> list[str]:
    return [label, *(of(trial) for trial in trials)]


def _table(title: str, trials: Sequence[Trial], rows: Sequence[Sequence[str]], one: str) -> None:
    """A table with a column for each proposal; of one proposal the column bears the name of what stands in it."""
    st.markdown(f"**{t(f'branch.lab.{title}')}**")
    columns = [*LETTERS[: len(trials)]] if len(trials) > 1 else [t(f"branch.lab.{one}")]
    heads = [t(f"branch.lab.{_HEADS[title]}"), *columns]
    tables.show(heads, rows, numbers=tuple(range(1, len(heads))), alt=t(f"branch.lab.{title}_alt"))


def _draw_costs(trials: Sequence[Trial]) -> None:
    """What each costs, and of what; and the costs as bars, each with its amount."""
    rows = [
        _row(f"**{t('branch.lab.extra')}**", trials, lambda trial: f"**{_euros(trial.extra)}**"),
        _row(t("branch.lab.allowance"), trials, lambda trial: _euros(trial.allowance)),
        _row(t("branch.lab.expenses"), trials, lambda trial: _euros(trial.expenses)),
        _row(t("branch.lab.levy"), trials, lambda trial: _euros(trial.levy)),
        _row(t("branch.lab.not_stated"), trials, lambda trial: _euros(trial.not_stated)),
    ]
    _table("costs", trials, rows, "extra")
    st.caption(t("branch.lab.not_stated_note"))
    most = max(trial.extra or Decimal(0) for trial in trials)
    lengths = [float((trial.extra or 0) / most) if most else 0.0 for trial in trials]
    pairs = zip(LETTERS, trials, strict=False)
    bars = [[f"{letter} {literal(trial.scheme.name)}", _euros(trial.extra)] for letter, trial in pairs]
    heads = [t("branch.lab.norm"), t("branch.lab.extra")]
    tables.show(heads, bars, numbers=(1,), bars=lengths, alt=t("branch.lab.bars_alt"))


def _draw_classes(trials: Sequence[Trial]) -> None:
    """How many students gain how much a month."""

    def number(place: int) -> Callable[[Trial], str]:
        return lambda trial: counted(trial.classes[place].placements)

    classes = trials[0].classes
    rows = [_row(class_words(found, lang()), trials, number(place)) for place, found in enumerate(classes)]
    _table("classes", trials, rows, "students")


def _draw_sizes(trials: Sequence[Trial]) -> None:
    """What it costs employers with few and with many placements."""
    if not trials[0].sizes:
        return

    def extra(place: int) -> Callable[[Trial], str]:
        return lambda trial: _euros(trial.sizes[place].extra)

    sizes = trials[0].sizes
    rows = [_row(t(f"branch.lab.size.{size.size}"), trials, extra(place)) for place, size in enumerate(sizes)]
    _table("sizes", trials, rows, "extra")
    st.caption(t("branch.lab.large", large=LARGE))


def _draw_steps(trials: Sequence[Trial]) -> None:
    """What each dated step costs, where a proposal has more than one."""
    rows = [
        [f"{letter} {t('branch.lab.from', day=day(step.start, lang()))}", _euros(step.extra), _euros(step.levy)]
        for letter, trial in zip(LETTERS, trials, strict=False)
        for step in trial.steps
        if len(trial.steps) > 1
    ]
    if rows:
        st.markdown(f"**{t('branch.lab.steps')}**")
        heads = [t("branch.lab.step"), t("branch.lab.extra"), t("branch.lab.levy")]
        tables.show(heads, rows, numbers=(1, 2), alt=t("branch.lab.steps_alt"))
        st.caption(t("branch.lab.steps_note"))
