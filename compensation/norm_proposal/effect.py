"""What a proposal does to a membership: cost in all and per placement, and who gains how much."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np

from compensation.columns import CAO_APPLIES, CAO_NONE, LEVEL_OF_ROUTE, NORM_OWN, ONCE, Placements
from compensation.days import Column
from compensation.evaluate import Evaluation, evaluate
from compensation.money import PER_HUNDRED_THOUSAND, round_half_up
from compensation.norm_proposal.proposal import Proposal, with_scheme
from compensation.outcome import result_fields
from compensation.reach import amount_known
from compensation.rulebook import RuleBook, load_rulebook
from compensation.rulebook.compiled import CompiledScheme
from compensation.rulebook.models import LINE_KINDS
from compensation.rulebook.scheme import LEVELS, Scheme
from compensation.rulebook.series import UNKNOWN
from compensation.table.evaluated import SoundRows, sound_rows
from compensation.table.faults import TableError
from compensation.table.summary import LEAST_GROUP, employer_column

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

    Rows with a fault, of another sector, of bbl and dual, and those for which the scheme does not say what it pays are
    left out and counted. Raises TableError.
    """
    book = rulebook or load_rulebook()
    scheme = proposal.scheme() if isinstance(proposal, Proposal) else proposal
    kinds = (*reimburses, *(proposal.reimburses if isinstance(proposal, Proposal) else ()))
    if scheme.sector not in book.sectors:
        raise TableError("no_such_sector", value=scheme.sector)
    rows = sound_rows(frame, book)
    p = rows.placements
    here = np.flatnonzero(~p.earns_wage & (p.sector == book.sector_keys.index(scheme.sector)))
    for version in CompiledScheme.of(scheme).versions:
        here = here[amount_known(version, p, here)]
    left_out = len(frame) - len(here)
    if not len(here):
        return _no_effect(scheme, left_out)
    ours = take(p, here)
    now = evaluate(without_norm(ours), book)
    wider = with_scheme(book, scheme)
    then = evaluate(_under(ours, wider.scheme_keys.index(scheme.key), kinds), wider)
    return _effect(scheme, left_out, rows, here, now, then, employer or employer_column(list(frame.columns)))


def _effect(
    scheme: Scheme,
    left_out: int,
    rows: SoundRows,
    here: Column,
    now: Evaluation,
    then: Evaluation,
    employer: str | None,
) -> ProposalEffect:
    before, after = result_fields(now), result_fields(then)
    paid_now = before["totals.offered"].values
    due = after["allowance.entitlement"].values
    allowance = np.maximum(due - after["allowance.effective"].values, 0)
    expenses = after["expenses_total.reimbursed"].values - before["expenses_total.reimbursed"].values
    extra = allowance + expenses
    # An all-in sum that no longer pays expenses is allowance: what it rises by is taxed too.
    risen = after["allowance.effective"].values + allowance - before["allowance.effective"].values
    rate = np.maximum(now.book.series("employer_health_levy").at(now.placements.start), 0)
    levy = round_half_up(np.maximum(risen, 0) * rate, PER_HUNDRED_THOUSAND)
    level = LEVEL_OF_ROUTE[now.placements.route]
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
        per_placement=euros_of(round_half_up(int(extra.sum()), len(here))),
        levels=tuple(_level_effect(name, extra[level == number]) for number, name in enumerate(LEVELS)),
        gains=tuple(gains),
    )


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
    return LevelEffect(level, size, int((extra > 0).sum()), euros_of(total), euros_of(round_half_up(total, size)))


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


def take(p: Placements, rows: Column) -> Placements:
    """Some of the placements, in order."""
    number = np.full(len(p), UNKNOWN, np.int64)
    number[rows] = np.arange(len(rows))
    columns = {}
    for name, column in vars(p).items():
        if name in ("closed", "costs", "reimbursements"):
            table = column.copy()
            table[:, 0] = number[table[:, 0]]
            columns[name] = table[table[:, 0] != UNKNOWN]
        elif isinstance(column, np.ndarray) and name in Placements.__dataclass_fields__:
            columns[name] = column[rows]
    return Placements(**columns)


def without_norm(p: Placements) -> Placements:
    """As it is paid now: no agreement and a norm of nothing, so that only the offer counts."""
    nothing = np.zeros(len(p), np.int64)
    return replace(
        p,
        cao_status=nothing + CAO_NONE,
        scheme=nothing + UNKNOWN,
        cao_amount=nothing + UNKNOWN,
        norm=nothing + NORM_OWN,
        own_amount=nothing,
        own_per=nothing,
        own_base=nothing,
    )


def _under(p: Placements, scheme: int, kinds: Sequence[str]) -> Placements:
    """As it would be paid: the scheme applies, and these kinds of costs are reimbursed in full."""
    nothing = np.zeros(len(p), np.int64)
    codes = [LINE_KINDS.index(kind) for kind in kinds]
    kept = p.reimbursements[~np.isin(p.reimbursements[:, 1], codes)]
    rows = np.arange(len(p))
    full = [np.stack([rows, nothing + code, nothing, nothing + ONCE, nothing + 1], axis=1) for code in codes]
    by_km = np.where("travel" in kinds, UNKNOWN, p.km_rate)
    return replace(
        p,
        cao_status=nothing + CAO_APPLIES,
        scheme=nothing + scheme,
        cao_amount=nothing + UNKNOWN,
        km_rate=by_km,
        reimbursements=np.concatenate([kept, *full]),
    )


def euros_of(amount_cents: Any) -> Decimal:
    """Euros of cents."""
    return Decimal(int(amount_cents)).scaleb(-2)
