"""Propose a norm: what it costs the members, who gains how much, how it compares; and the norm as a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, cast

import streamlit as st

from compensation.compare.proposal import ProposalEffect, effect_of, with_scheme
from compensation.compare.sectors import Comparison, Reference, SchemeRow, compare_schemes, half_reach
from compensation.rulebook import RuleBook
from compensation.table.summary import LEAST_GROUP
from compensation.ui.branch.data import BranchFile
from compensation.ui.branch.norm_ask import Asked, ask_norm
from compensation.ui.branch.norm_costs import costs_words
from compensation.ui.branch.norm_download import draw_norm_download
from compensation.ui.branch.norm_lab import TYPICAL, draw_lab
from compensation.ui.branch.overview import figure, money
from compensation.ui.branch.tried_view import draw_use
from compensation.ui.parts import tables
from compensation.ui.parts.markdown import literal, outside
from compensation.ui.parts.scheme_words import pay_words
from compensation.ui.parts.words import lang, t
from compensation.units import cents, half_up

if TYPE_CHECKING:
    import pandas as pd

_MEMO = "passend_branch_norm"
MOST_EMPLOYERS = 12


def draw_norm(file: BranchFile | None, book: RuleBook, today: date) -> None:
    """The questions, and below them what the norm does."""
    st.markdown(t("branch.norm.intro"))
    with st.container(border=True):
        asked = ask_norm(file, book, today)
    if asked is None:
        return
    norm, frame = asked
    effect, comparison = _computed(norm, frame, book, today, file)
    wrong = 0 if norm.typical or file is None else file.report.wrong_rows
    st.header(t("branch.norm.costs"), anchor=False)
    draw_use(norm.scheme)
    _draw_says(norm, book)
    _draw_costs(effect, norm, book, wrong)
    draw_lab(norm, frame, book, _source(norm, file), today)
    _draw_comparison(norm, comparison, book)
    draw_norm_download(norm.scheme, book)


def _draw_says(norm: Asked, book: RuleBook) -> None:
    """The norm in words: what it pays, now and later, and its costs."""
    first, *later = norm.scheme.versions
    st.markdown(t("branch.norm.says", norm=literal(pay_words(first, lang()))))
    said = [
        t("branch.norm.says_later", day=version.from_, norm=literal(pay_words(version, lang()))) for version in later
    ]
    said += [literal(line) for line in costs_words(first.costs, book)]
    if said:
        st.markdown("\n".join(f"- {line}" for line in said))


def _computed(
    norm: Asked, frame: pd.DataFrame, book: RuleBook, today: date, file: BranchFile | None
) -> tuple[ProposalEffect, Comparison]:
    """Effect and comparison of the norm on the page; the last answer stays with this visitor."""
    key = (norm, _source(norm, file), book.hash, today)
    memo = st.session_state.get(_MEMO)
    if memo is None or memo[0] != key:
        effect = effect_of(norm.scheme, frame, book)
        compared = compare_schemes(with_scheme(book, norm.scheme), Reference(on=today))
        st.session_state[_MEMO] = memo = (key, (effect, compared))
    return cast("tuple[ProposalEffect, Comparison]", memo[1])


def _source(norm: Asked, file: BranchFile | None) -> str:
    """Which membership a norm is tried on."""
    return TYPICAL if norm.typical or file is None else file.identity


# ---------------------------------------------------------------- what it costs


def _draw_costs(effect: ProposalEffect, norm: Asked, book: RuleBook, wrong: int) -> None:
    """What the norm costs, and of what. `wrong`: rows of the file with a fault, which never came so far."""
    sector = literal(book.sectors[norm.sector].name[lang()])
    if not effect.is_shown:
        st.info(t("branch.norm.too_few", sector=sector, least=LEAST_GROUP))
        return
    values = {
        "sector": sector,
        "placements": effect.placements,
        "extra": money(effect.extra),
        "per": money(effect.per_placement),
    }
    key = "answer" if effect.extra else "answer_none"
    said = [t(f"branch.norm.{key}" if effect.count_shown else f"branch.norm.{key}_few", **values)]
    if effect.extra and effect.gaining_shown:
        said.append(t("branch.norm.answer_gaining", gaining=effect.gaining))
    if effect.extra_levy and effect.levy_shown:
        said.append(t("branch.norm.answer_levy", levy=money(effect.extra_levy)))
    st.success(" ".join(said))
    parts, unsaid = effect.parts_shown, effect.not_stated_shown
    rows = [
        [t("branch.norm.line.now"), _told(effect.paid_now if effect.paid_shown else None)],
        [t("branch.norm.line.allowance"), _told(effect.extra_allowance if parts else None)],
        [t("branch.norm.line.expenses"), _told(effect.extra_expenses if parts else None)],
        [f"**{t('branch.norm.line.then')}**", f"**{_told(effect.paid_then if effect.paid_shown else None)}**"],
        [t("branch.norm.line.levy"), _told(effect.extra_levy if effect.levy_shown else None)],
        [t("branch.lab.not_stated"), _told(effect.not_stated if unsaid else None)],
    ]
    heads = [t("branch.norm.head.what"), t("branch.norm.head.euros")]
    tables.show(heads, rows, numbers=(1,), alt=t("branch.norm.costs_alt"))
    note = "costs_note" if effect.count_shown else "costs_note_few"
    left_out = t(f"branch.norm.{note}", left_out=effect.left_out + wrong, least=LEAST_GROUP)
    st.caption(f"{left_out} {t('branch.lab.not_stated_note')}")
    _draw_levels(effect)
    _draw_employers(effect)


def _told(amount: Decimal | None) -> str:
    """An amount, or that it is not shown."""
    return t("branch.overview.few") if amount is None else figure(amount)


def _draw_levels(effect: ProposalEffect) -> None:
    """Who gains how much, by level."""
    st.markdown(f"**{t('branch.norm.who')}**")
    shown = [row for row in effect.levels if row.placements != 0]
    rows = []
    for row in shown:
        counts = {"placements": row.placements, "gaining": row.gaining}
        words = "counts" if row.placements is not None else "counts_few"
        said = t("branch.overview.few") if row.extra is None else t(f"branch.norm.{words}", **counts)
        name = f"{t(f'words.level.{row.level}')}  \n:small[{said}]"
        rows.append([name, figure(row.extra), figure(row.per_placement)])
    heads = [t(f"branch.norm.head.{name}") for name in ("level", "extra", "per")]
    bars = _lengths([row.per_placement or Decimal(0) for row in shown])
    tables.show(heads, rows, numbers=(1, 2), bars=bars, alt=t("branch.norm.levels_alt"))
    if any(row.extra is None for row in shown):
        st.caption(t("branch.norm.few_note", least=LEAST_GROUP))


def _draw_employers(effect: ProposalEffect) -> None:
    """What it costs each employer that is large enough to show."""
    names = {gain["employer"] for gain in effect.gains if gain["employer"]}
    if not names:
        return
    large = effect.shown_employers()
    with st.expander(t("branch.norm.employers")):
        ordered = sorted(large.items(), key=lambda item: (-sum(item[1]), item[0]))
        rows = [
            [
                f"{outside(name)}  \n:small[{t('branch.norm.number', placements=len(extras))}]",
                figure(Decimal(sum(extras))),
                figure(_mean(extras)),
            ]
            for name, extras in ordered
        ]
        heads = [t(f"branch.norm.head.{name}") for name in ("employer", "extra", "per")]
        if rows:
            tables.show(heads, rows, numbers=(1, 2), alt=t("branch.norm.employers_alt"))
        if hidden := len(names) - len(large):
            st.caption(t("branch.overview.hidden", count=hidden, least=LEAST_GROUP))


def _mean(amounts: Sequence[Decimal]) -> Decimal:
    return Decimal(int(half_up(sum(map(cents, amounts)), len(amounts)))).scaleb(-2)


# ---------------------------------------------------------------- beside others


def _draw_comparison(norm: Asked, comparison: Comparison, book: RuleBook) -> None:
    """The norm on a full-time month beside reference norms, the sector's own schemes and all others."""
    st.header(t("branch.norm.compare"), anchor=False)
    own = next((row for row in comparison.schemes if row.key == norm.scheme.key), None)
    if own is None:
        st.info(t("branch.norm.not_compared", hours=comparison.full_time_hours))
        return
    others = [row for row in comparison.schemes if not row.proposed]
    st.markdown(_rank(own, others))
    lines = [
        (f"**{t('branch.norm.yours')}**", own.norm_full_time),
        *((literal(row.name), row.norm_full_time) for row in others if row.sector == norm.sector),
        *(
            (literal(book.norms[line.key].name[lang()]), line.full_time_month)
            for line in comparison.lines
            if line.full_time_month is not None
        ),
        (t("branch.norm.median"), _median(others)),
    ]
    lines.sort(key=lambda line: -line[1])
    heads = [t(f"branch.norm.head.{name}") for name in ("scheme", "month")]
    bars = _lengths([amount for _, amount in lines])
    rows = [[name, figure(amount)] for name, amount in lines]
    tables.show(heads, rows, numbers=(1,), bars=bars, alt=t("branch.norm.compare_alt"))
    st.caption(t("branch.norm.compare_note", hours=comparison.full_time_hours, year=comparison.reference.study_year))
    with st.expander(t("branch.norm.all_schemes", count=len(others) + 1)):
        rows = [_scheme_line(row, own, book) for row in comparison.schemes if row is own or not row.proposed]
        tables.show(heads, rows, numbers=(1,), alt=t("branch.norm.all_alt"))


def _lengths(amounts: Sequence[Decimal]) -> list[float]:
    """Of each amount the length of its bar, beside the largest."""
    most = max(amounts, default=Decimal(0))
    return [float(amount / most) if most > 0 else 0.0 for amount in amounts]


def _median(rows: Sequence[SchemeRow]) -> Decimal:
    return half_reach([row.norm_full_time for row in rows])


def _rank(own: SchemeRow, others: Sequence[SchemeRow]) -> str:
    more = sum(row.norm_full_time > own.norm_full_time for row in others)
    less = sum(row.norm_full_time < own.norm_full_time for row in others)
    values = {"amount": money(own.norm_full_time), "all": len(others), "more": more, "less": less}
    return t("branch.norm.rank", **values, same=len(others) - more - less)


def _scheme_line(row: SchemeRow, own: SchemeRow, book: RuleBook) -> list[str]:
    if row.key == own.key:
        return [f"**{t('branch.norm.yours')}**", f"**{figure(row.norm_full_time)}**"]
    sector = literal(book.sectors[row.sector].name[lang()])
    return [f"{literal(row.name)}  \n:small[{sector}]", figure(row.norm_full_time)]
