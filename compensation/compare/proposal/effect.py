"""What a proposal does to a membership: cost in all and per placement, and who gains how much."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from compensation.calendar import month_length, month_of, month_start
from compensation.choices import CaoStatus, Norm, Period
from compensation.compare.nested import may_stand_beside
from compensation.compare.proposal.proposal import Proposal, with_scheme
from compensation.law.schemes import is_amount_known
from compensation.reading.records import Cases
from compensation.reading.tables import Column, Results, earns_wage, level_of_routes, read_table, single
from compensation.rulebook import RuleBook, load_rulebook
from compensation.rulebook.frozen import freeze
from compensation.rulebook.scheme import LEVELS, Scheme
from compensation.table.catalog import employer_column
from compensation.table.evaluated import SoundRows, sound_rows
from compensation.table.faults import TableError
from compensation.table.suppression import Mask, is_safe, is_small, shown_groups, shown_parts
from compensation.table.tried import as_tried
from compensation.units import UNKNOWN, WHOLE, cents, half_up

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class LevelEffect:
    """What a proposal does for one level; all None where it is hidden, amounts None where there is no placement.

    `placements` and `per_placement` alone are None where few of that level are left out: all of them are known.
    """

    level: str
    placements: int | None
    gaining: int | None
    extra: Decimal | None
    per_placement: Decimal | None


@dataclass(frozen=True)
class Rest:
    """The sound rows that a proposal does not count. Of all rows together a summary tells how many there are and what
    is paid: what is told of the counted ones less of that would be about the rest, `count_shown` and `paid_shown` say
    that this is nobody, or five or more. `levels`: of which levels the number of counted ones may be told; `few`: how
    many there are in all, or in the sector, where that is one to four."""

    count_shown: bool = True
    paid_shown: bool = True
    levels: tuple[bool, ...] = (True,) * len(LEVELS)
    few: int = 0


@dataclass(frozen=True)
class ProposalEffect:
    """What a proposal costs a membership. `extra` = allowance + expenses; the levy comes on top of it.

    `not_stated`: what the norm asks besides of which nobody said whether it is paid, which is no new cost. `gains` has
    a row per placement of the sector: its place in the table, id, employer, level, paid now, under the proposal, extra,
    of which allowance, levy on it, not stated, extra a month.
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
    not_stated: Decimal
    per_placement: Decimal
    levels: tuple[LevelEffect, ...]
    gains: tuple[Mapping[str, Any], ...]
    rest: Rest = Rest()

    @property
    def count_shown(self) -> bool:
        """Whether it may be said how many are counted, and so what it costs each on average."""
        return self.rest.count_shown

    @property
    def paid_shown(self) -> bool:
        """Whether what is paid to those that are counted is about enough people, and so is what is paid to the rest."""
        return self.rest.paid_shown and is_safe(self._mark("paid_now"))

    @property
    def is_shown(self) -> bool:
        """Whether a figure over all of them is about enough people: the placements, and those that gain."""
        return self.placements > 0 and is_safe(np.ones(self.placements, bool), self._mark("extra"))

    @property
    def gaining_shown(self) -> bool:
        """Whether it may be said how many gain: those that do not are then known too."""
        return self.is_shown and is_safe(~self._mark("extra"))

    @property
    def parts_shown(self) -> bool:
        """Whether what is allowance of the extra, and what expenses, is each about enough people."""
        return all(shown_parts([self._mark("allowance"), self._expenses]))

    @property
    def levy_shown(self) -> bool:
        """Whether the levy may be told beside the allowance: of another rate in another year both would tell."""
        return self.parts_shown and may_stand_beside([self.cents_of("levy")], [self.cents_of("allowance")])

    @property
    def not_stated_shown(self) -> bool:
        """Whether what nobody stated is about enough people."""
        return is_safe(self._mark("not_stated"))

    @property
    def _expenses(self) -> Mask:
        return np.array([gain["extra"] > gain["allowance"] for gain in self.gains], bool)

    def _mark(self, part: str) -> Mask:
        return self.cents_of(part) > 0

    def cents_of(self, part: str) -> Column:
        """An amount of each placement in `gains`, in cents."""
        return np.array([cents(gain[part]) for gain in self.gains], np.int64)

    def shown_employers(self) -> dict[str, list[Decimal]]:
        """What each placement gains, by employer, of those that may be shown by their name."""
        names = sorted({gain["employer"] for gain in self.gains})
        groups = np.array([names.index(gain["employer"]) for gain in self.gains], np.int64)
        may = shown_groups(groups, len(names), [self._mark("extra")])
        own = [name for name, shown in zip(names, may, strict=True) if name and shown]
        return {name: [gain["extra"] for gain in self.gains if gain["employer"] == name] for name in own}


def effect_of(
    proposal: Proposal | Scheme,
    frame: pd.DataFrame,
    rulebook: RuleBook | None = None,
    *,
    employer: str | None = None,
) -> ProposalEffect:
    """What a proposal costs the placements of its sector in a table, and who gains how much.

    It is what the norm's file demands when it is laid over the rules: what is short on the ground of the norm. What
    nobody stated is no part of it. Rows with a fault, of another sector, of bbl and dual, those for which the scheme
    does not say what it pays, and those of which nobody stated what is paid are left out and counted, unless what is
    stated of them is short. Raises TableError.
    """
    scheme = proposal.scheme() if isinstance(proposal, Proposal) else proposal
    return effects_of([scheme], frame, rulebook, employer=employer)[0]


def effects_of(
    schemes: Sequence[Scheme],
    frame: pd.DataFrame,
    rulebook: RuleBook | None = None,
    *,
    employer: str | None = None,
) -> tuple[ProposalEffect, ...]:
    """The effect of each of some proposals on the same placements, which are read once. Raises TableError."""
    book = rulebook or load_rulebook()
    for scheme in schemes:
        if scheme.sector not in book.sectors:
            raise TableError("no_such_sector", value=scheme.sector)
    rows, owner = sound_rows(frame, book), employer or employer_column(list(frame.columns))
    paid = read_table(rows.cases, book).values("totals.offered") > 0
    return tuple(_effect_on(scheme, rows, len(frame), owner, book, paid) for scheme in schemes)


def _effect_on(
    scheme: Scheme, rows: SoundRows, number: int, employer: str | None, book: RuleBook, paid: Mask
) -> ProposalEffect:
    """The effect on the sound rows of a table of so many rows; `paid`: to whom of them something is."""
    wider = with_scheme(book, scheme)
    here = of_sector(rows.cases, book.sector_keys.index(scheme.sector))
    ours = as_tried(take(rows.cases, here), wider)
    then = read_table(ours, wider)
    counted = _amount_known(ours, scheme, wider) & (then.values("allowance.stated") == 1)
    counted |= _short(then, scheme) > 0
    places = np.flatnonzero(counted)
    if not len(places):
        return _no_effect(scheme, number)
    effect = _effect(scheme, number - len(places), rows, here[places], _Under(then, scheme, places), employer)
    rest = _rest(rows.cases.cases, here[places], book.sector_keys.index(scheme.sector), paid)
    return replace(effect, rest=rest, levels=tuple(map(_without_count, effect.levels, rest.levels)))


def _rest(cases: Any, counted: Column, sector: int, paid: Mask) -> Rest:
    """What is told of the rest by telling of the counted rows."""
    others = np.ones(len(cases), bool)
    others[counted] = False
    in_sector = others & (cases["sector"] == sector)
    few = [size for size in (int(others.sum()), int(in_sector.sum())) if is_small(size)]
    level = level_of_routes(cases["route"])
    return Rest(
        count_shown=not few,
        paid_shown=is_safe(others & paid, in_sector & paid),
        levels=tuple(shown_parts([in_sector & (level == place) for place in range(len(LEVELS))])),
        few=min(few, default=0),
    )


def _without_count(level: LevelEffect, shown: bool) -> LevelEffect:
    return replace(level, placements=None, per_placement=None) if level.placements and not shown else level


def _short(then: Results, scheme: Scheme) -> Column:
    """What is short on the ground of the norm."""
    return then.values(f"totals.by_ground.{scheme.force}.gap")


@dataclass(frozen=True)
class _Under:
    """Some placements under the norm: what is paid, what is short of the allowance and in all, and not stated."""

    results: Results
    scheme: Scheme
    places: Column

    def of(self, name: str) -> Column:
        """A result of the contract for these placements."""
        return self.results.values(name)[self.places]

    @property
    def extra(self) -> Column:
        """What is short on the ground of the norm."""
        return _short(self.results, self.scheme)[self.places]

    @property
    def levels(self) -> Column:
        """The level of each."""
        return level_of_routes(self.results.cases.cases["route"])[self.places]

    @property
    def months(self) -> list[Fraction]:
        """How many calendar months each lasts, a part of a month as its days of the days that it has."""
        cases = self.results.cases.cases[self.places]
        return [_month(end + 1) - _month(start) for start, end in cases[["start", "end"]].tolist()]


def _effect(
    scheme: Scheme, left_out: int, rows: SoundRows, here: Column, under: _Under, employer: str | None
) -> ProposalEffect:
    open_ = under.of(f"totals.by_ground.{scheme.force}.not_stated")
    paid_now, extra, allowance = under.of("totals.offered"), under.extra, under.of("allowance.gap")
    # What an all-in sum rises by is taxed, what is paid back of expenses is not.
    levy = half_up(allowance * _levy_rates(under.results)[under.places], WHOLE)
    level = under.levels
    ids, employers = _texts(rows, here)("id"), _texts(rows, here)(employer or "")
    gains = [
        {
            "place": int(rows.places[here[i]]),
            "id": ids[i] or str(rows.places[here[i]] + 1),
            "employer": employers[i],
            "level": LEVELS[level[i]],
            "paid_now": euros_of(paid_now[i]),
            "paid_then": euros_of(paid_now[i] + extra[i]),
            "extra": euros_of(extra[i]),
            "allowance": euros_of(allowance[i]),
            "levy": euros_of(levy[i]),
            "not_stated": euros_of(open_[i]),
            "a_month": euros_of(half_up(int(extra[i]) * months.denominator, months.numerator)),
        }
        for i, months in enumerate(under.months)
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
        extra_expenses=euros_of((extra - allowance).sum()),
        extra_levy=euros_of(levy.sum()),
        not_stated=euros_of(open_.sum()),
        per_placement=euros_of(half_up(int(extra.sum()), len(here))),
        levels=_level_effects(level, extra),
        gains=tuple(gains),
    )


def _month(day: int) -> Fraction:
    """A day as a number of months, counted from its month's first day."""
    month = month_of(day)
    return month + Fraction(day - month_start(month), month_length(month))


def _amount_known(cases: Cases, scheme: Scheme, book: RuleBook) -> Any:
    """For which placements the proposal's amount is known, at their hours or days a week."""
    rules, place = freeze(book), book.scheme_keys.index(scheme.key)
    versions = [version for version in rules.versions if version.scheme == place]
    return np.array(
        [all(is_amount_known(case, v, tables, rules) for v in versions) for case, tables in single(cases)], bool
    )


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


def _level_effects(levels: Column, extra: Column) -> tuple[LevelEffect, ...]:
    """Who gains how much by level: a level that is too small is hidden, and so is one that gives it away."""
    shown = shown_groups(levels, len(LEVELS), [extra > 0, extra == 0])
    return tuple(
        _level_effect(name, extra[levels == number], bool(shown[number])) for number, name in enumerate(LEVELS)
    )


def _level_effect(level: str, extra: Column, shown: bool) -> LevelEffect:
    size = len(extra)
    if not (size and shown):
        return LevelEffect(level, size if shown else None, None, None, None)
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
        not_stated=nothing,
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


def euros_of(amount_cents: Any) -> Decimal:
    """Euros of cents."""
    return Decimal(int(amount_cents)).scaleb(-2)
