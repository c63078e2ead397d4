"""What a proposal does to a membership: cost in all and per placement, and who gains how much."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np

from compensation.choices import CaoStatus, Norm, Period
from compensation.compare.proposal.proposal import Proposal, with_scheme
from compensation.law.expenses import TRAVEL
from compensation.law.schemes import is_amount_known
from compensation.placement.case import Reimbursement
from compensation.reading.records import Cases, rows_of
from compensation.reading.tables import Column, Results, earns_wage, level_of_routes, own_parts, read_table, single
from compensation.rulebook import RuleBook, load_rulebook
from compensation.rulebook.frozen import freeze
from compensation.rulebook.scheme import LEVELS, Scheme
from compensation.table.evaluated import SoundRows, sound_rows
from compensation.table.faults import TableError
from compensation.table.members import employer_column
from compensation.table.suppression import LEAST_GROUP
from compensation.units import UNKNOWN, WHOLE, half_up

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class LevelEffect:
    """What a proposal does for one level; amounts None for fewer than five placements."""

    level: str
    placements: int
    gaining: int | None
    extra: Decimal | None
    per_placement: Decimal | None


@dataclass(frozen=True)
class ProposalEffect:
    """What a proposal costs a membership. `extra` = allowance + expenses; the levy comes on top of it.

    `gains` has a row per placement of the sector: id, employer, level, paid now, under the proposal, extra.
    """

    proposal: Scheme
    placements: int
    left_out: int
    gaining: int
    paid_now: Decimal
    paid_then: Decimal
    extra: Decimal
    extra_allowance: Decimal
    extra_expenses: Decimal
    extra_levy: Decimal
    per_placement: Decimal
    levels: tuple[LevelEffect, ...]
    gains: tuple[Mapping[str, Any], ...]


def effect_of(
    proposal: Proposal | Scheme,
    frame: pd.DataFrame,
    rulebook: RuleBook | None = None,
    *,
    reimburses: Sequence[str] = (),
    employer: str | None = None,
) -> ProposalEffect:
    """What a proposal costs the placements of its sector in a table, and who gains how much.

    Rows with a fault, of another sector, of bbl and dual, those for which the scheme does not say what it pays, and
    those of which nobody stated what is paid are left out and counted. Raises TableError.
    """
    book = rulebook or load_rulebook()
    scheme = proposal.scheme(book) if isinstance(proposal, Proposal) else proposal
    kinds = (*reimburses, *(proposal.reimburses if isinstance(proposal, Proposal) else ()))
    if scheme.sector not in book.sectors:
        raise TableError("no_such_sector", value=scheme.sector)
    rows = sound_rows(frame, book)
    here = of_sector(rows.cases, book.sector_keys.index(scheme.sector))
    here = here[_amount_known(take(rows.cases, here), scheme, book)]
    here = here[_pay_stated(take(rows.cases, here), book)]
    left_out = len(frame) - len(here)
    if not len(here):
        return _no_effect(scheme, left_out)
    ours = take(rows.cases, here)
    now = read_table(without_norm(ours), book)
    wider = with_scheme(book, scheme)
    places = [book.line_kinds.index(kind) for kind in kinds]
    then = read_table(_under(ours, wider.scheme_keys.index(scheme.key), places), wider)
    return _effect(scheme, left_out, rows, here, now, then, employer or employer_column(list(frame.columns)))


def _effect(
    scheme: Scheme,
    left_out: int,
    rows: SoundRows,
    here: Column,
    now: Results,
    then: Results,
    employer: str | None,
) -> ProposalEffect:
    paid_now = now.values("totals.offered")
    due = then.values("allowance.entitlement")
    allowance = np.maximum(due - then.values("allowance.effective"), 0)
    expenses = then.values("expenses_total.reimbursed") - now.values("expenses_total.reimbursed")
    extra = allowance + expenses
    # An all-in sum that no longer pays expenses is allowance: what it rises by is taxed too.
    risen = then.values("allowance.effective") + allowance - now.values("allowance.effective")
    rate = _levy_rates(now)
    levy = half_up(np.maximum(risen, 0) * rate, WHOLE)
    level = level_of_routes(now.cases.cases["route"])
    ids, employers = _texts(rows, here)("id"), _texts(rows, here)(employer or "")
    gains = [
        {
            "id": ids[i] or str(rows.places[here[i]] + 1),
            "employer": employers[i],
            "level": LEVELS[level[i]],
            "paid_now": euros_of(paid_now[i]),
            "paid_then": euros_of(paid_now[i] + extra[i]),
            "extra": euros_of(extra[i]),
        }
        for i in range(len(here))
    ]
    return ProposalEffect(
        proposal=scheme,
        placements=len(here),
        left_out=left_out,
        gaining=int((extra > 0).sum()),
        paid_now=euros_of(paid_now.sum()),
        paid_then=euros_of((paid_now + extra).sum()),
        extra=euros_of(extra.sum()),
        extra_allowance=euros_of(allowance.sum()),
        extra_expenses=euros_of(expenses.sum()),
        extra_levy=euros_of(levy.sum()),
        per_placement=euros_of(half_up(int(extra.sum()), len(here))),
        levels=tuple(_level_effect(name, extra[level == number]) for number, name in enumerate(LEVELS)),
        gains=tuple(gains),
    )


def _amount_known(cases: Cases, scheme: Scheme, book: RuleBook) -> Any:
    """For which placements the proposal's amount is known, at their hours or days a week."""
    wider = with_scheme(book, scheme)
    rules, place = freeze(wider), wider.scheme_keys.index(scheme.key)
    versions = [version for version in rules.versions if version.scheme == place]
    return np.array(
        [all(is_amount_known(case, v, tables, rules) for v in versions) for case, tables in single(cases)], bool
    )


def _pay_stated(cases: Cases, book: RuleBook) -> Any:
    """For which placements somebody said what allowance is paid: of the others nobody knows what a norm adds."""
    return read_table(cases, book).values("allowance.stated") == 1 if len(cases) else np.zeros(0, bool)


def _levy_rates(now: Results) -> Column:
    """The health levy on the first day of each placement, per 100,000; 0 where it is not known."""
    rules = freeze(now.book)
    firsts = np.array([period.first for period in rules.periods], np.int64)
    rates = np.array([max(period.health_levy, 0) for period in rules.periods], np.int64)
    return rates[np.searchsorted(firsts, now.cases.cases["start"], side="right") - 1]


def _texts(rows: SoundRows, here: Column) -> Any:
    """A column of the frame as text, for the placements of the sector."""

    def of(column: str) -> list[str]:
        known = rows.matched.known
        name = rows.matched.names[known[column]] if column in known else column
        texts = rows.texts(name)
        return [texts[place] for place in here]

    return of


def _level_effect(level: str, extra: Column) -> LevelEffect:
    size = len(extra)
    if size < LEAST_GROUP:
        return LevelEffect(level, size, None, None, None)
    total = int(extra.sum())
    return LevelEffect(level, size, int((extra > 0).sum()), euros_of(total), euros_of(half_up(total, size)))


def _no_effect(scheme: Scheme, left_out: int) -> ProposalEffect:
    nothing = Decimal("0.00")
    levels = tuple(LevelEffect(level, 0, None, None, None) for level in LEVELS)
    return ProposalEffect(
        proposal=scheme,
        placements=0,
        left_out=left_out,
        gaining=0,
        paid_now=nothing,
        paid_then=nothing,
        extra=nothing,
        extra_allowance=nothing,
        extra_expenses=nothing,
        extra_levy=nothing,
        per_placement=nothing,
        levels=levels,
        gains=(),
    )


def of_sector(cases: Cases, sector: int) -> Column:
    """The places of those in a sector that get an allowance, not a wage."""
    return np.flatnonzero(~earns_wage(cases) & (cases.cases["sector"] == sector))


def take(cases: Cases, rows: Column) -> Cases:
    """Some of the placements, in order; their parts stay where they stand."""
    return Cases(cases.cases[rows], cases.tables)


def without_norm(cases: Cases) -> Cases:
    """As it is paid now: no agreement and a norm of nothing, so that only the offer counts."""
    changed = cases.cases.copy()
    changed["cao_status"] = CaoStatus.NONE
    changed["scheme"] = changed["own_scheme"] = changed["cao_amount"] = UNKNOWN
    changed["norm"], changed["own_amount"] = Norm.OWN, 0
    changed["own_per"], changed["own_base"] = Period.MONTH, 0
    return Cases(changed, cases.tables)


def _under(cases: Cases, scheme: int, kinds: Sequence[int]) -> Cases:
    """As it would be paid: the scheme applies, and these kinds of costs are reimbursed in full."""
    changed, segments = cases.cases.copy(), cases.tables.segments.copy()  # type: ignore[attr-defined]
    changed["cao_status"], changed["cao_amount"] = CaoStatus.APPLIES, UNKNOWN
    changed["scheme"] = changed["own_scheme"] = scheme
    if TRAVEL in kinds:
        segments["km_rate"] = UNKNOWN
    back = _in_full(cases, kinds)
    changed["first_reimbursement"], changed["after_reimbursement"] = own_parts(back[:, 0], len(changed))
    paid_back: Any = rows_of(back[:, 1:], Reimbursement)
    tables = cases.tables._replace(segments=segments, reimbursements=paid_back)
    return Cases(changed, tables)


def _in_full(cases: Cases, codes: Sequence[int]) -> Column:
    """What is paid back [case, kind, amount, per, full, first, last], with some kinds in full, throughout."""
    given: Any = cases.tables.reimbursements
    own = cases.cases[["first_reimbursement", "after_reimbursement", "start", "end"]].tolist()
    table = [
        (case, *row)
        for case, (first, after, start, end) in enumerate(own)
        for row in [
            *(row for row in given[first:after].tolist() if row[0] not in codes),
            *((code, 0, Period.ONCE, 1, start, end) for code in codes),
        ]
    ]
    return np.array(table, np.int64).reshape(-1, 1 + len(fields(Reimbursement)))


def euros_of(amount_cents: Any) -> Decimal:
    """Euros of cents."""
    return Decimal(int(amount_cents)).scaleb(-2)
