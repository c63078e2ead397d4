"""The long tables of a rule: by age, by region of the bus, by distance of the train."""

from __future__ import annotations

from datetime import date

from compensation.rulebook import RuleBook
from compensation.ui.parts import tables
from compensation.ui.parts.markdown import literal
from compensation.ui.parts.words import lang, t
from compensation.ui.rules.rule_words import in_force, value_words

#: Distances in kilometres that the page shows of the two hundred in the fare table.
SHOWN_KM = (5, 10, 15, 20, 25, 30, 40, 50, 60, 80, 100, 150, 200)


def detail_table(book: RuleBook, key: str, on: date) -> None:
    """The table of the version that holds on a day; nothing for a rule with one value, or with none that day."""
    rule = book.rules[key]
    version = in_force(rule.versions, on)
    if version is None:
        return
    if version.by_age:
        kind = "age"
        rows = [(age, value) for age, value in sorted(version.by_age.items())]
    elif version.by_region:
        kind = "region"
        rows = [(literal(book.regions[at].name), value) for at, value in version.by_region.items()]
    elif version.by_distance:
        kind = "distance"
        rows = [(km, version.by_distance[km]) for km in SHOWN_KM if km < len(version.by_distance)]
    else:
        return
    headers = [t(f"rules_page.detail.{kind}"), t("rules_page.detail.value")]
    cells = [[str(name), value_words(value, rule.unit, lang())] for name, value in rows]
    tables.show(headers, cells, numbers=(1,), alt=t(f"rules_page.detail.{kind}_alt"))
