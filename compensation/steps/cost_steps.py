"""Steps for what the placement costs the employer, and for the totals."""

from __future__ import annotations

import numpy as np

from compensation.norms.subsidy import FULL_DAYS, study_years
from compensation.rulebook.series import UNKNOWN
from compensation.steps.model import Quantity, count, day, eur, percent, rule_ref
from compensation.steps.view import Steps, View, step


def cost_steps(view: View) -> Steps:
    """Allowance or wage to be paid, levy per entry, total, and the subsidy as an indication."""
    cost, ledger = view.e.cost, view.e.ledger
    earns = bool(view.e.placements.earns_wage[0])
    for i in view.entries():
        taxed = cost.wage[i] + cost.holiday_allowance[i] if earns else cost.allowance[i]
        if not taxed:
            continue
        quantities: dict[str, Quantity] = view.period(i) | {"base": eur(taxed)}
        if earns:
            parts = {"wage": eur(cost.wage[i]), "holiday_allowance": eur(cost.holiday_allowance[i])}
            yield step("cost_wage", view.period(i) | parts, eur(taxed))
        if cost.levy_rate[i] == UNKNOWN:
            yield step("levy_unknown", quantities, eur(0))
            continue
        quantities["percent"] = percent(cost.levy_rate[i])
        rules = rule_ref(view.e.book, "employer_health_levy", ledger.start[i])
        yield step("levy", quantities, eur(cost.levy[i]), rules)
    names = ("expenses", "allowance", "wage", "holiday_allowance", "health_levy")
    parts = {name: eur(value) for name in names if (value := view.result(f"employer_cost.{name}")) is not None}
    yield step("cost_total_wage" if earns else "cost_total", parts, eur(view.result("employer_cost.total")))
    yield from _subsidy(view)


def _subsidy(view: View) -> Steps:
    """The indication per study year and in all; nothing for other routes than bbl."""
    subsidy = view.result("employer_cost.subsidy_indication")
    if subsidy is None:
        return
    for study_year in study_years(view.e.placements, view.e.book, np.zeros(1, np.int64)):
        if study_year.days[0]:
            quantities = {
                "opens": day(study_year.opens[0]),
                "days": count(study_year.days[0], "days"),
                "maximum": eur(study_year.maximum[0]),
                "full_days": count(FULL_DAYS, "days"),
            }
            on = max(int(study_year.opens[0]), view.given("start"))
            rules = rule_ref(view.e.book, "practical_training_subsidy_max", on)
            yield step("subsidy_year", quantities, eur(study_year.cents[0]), rules)
    yield step("subsidy", {}, eur(subsidy))


def total_steps(view: View) -> Steps:
    """Owed, offered and the gap in all."""
    owed, offered, gap = (view.result(f"totals.{name}") or 0 for name in ("owed", "offered", "gap"))
    # Nothing makes up for anything else: the gap can be more than what is owed less what is offered.
    kind = "total" if gap == max(owed - offered, 0) else "total_uneven"
    yield step(kind, {"owed": eur(owed), "offered": eur(offered)}, eur(gap))
