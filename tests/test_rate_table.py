"""The whole live rate table as one readable text: every version of every rule, norm and scheme.

A change of any amount, date, force or mark shows in review as a changed line of tests/snapshots/rate_table.txt.
`make made` writes it anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from compensation import RuleBook
from compensation.rulebook.models import NormVersion, Rule, Version
from compensation.rulebook.scheme import ByLevel, ByYear, Gates, SchemeVersion, Shape
from tests.snapshot import check_snapshot

pytestmark = pytest.mark.live


def span(version: Version | NormVersion | SchemeVersion) -> str:
    """When it holds, how well it is checked, and when it must be looked up again."""
    held = f"{version.from_} - {version.to or 'open      '}"
    read = "official" if version.source.official else ""
    return f"{held}  {version.checked or '':<11} {read:<8} due {version.review_by}"


def value(version: Version) -> Iterator[str]:
    if version.checked is None:
        yield "not known"
    elif version.value is not None:
        yield str(version.value)
    elif version.by_age is not None:
        yield " ".join(f"{age}:{percent}" for age, percent in sorted(version.by_age.items()))
    elif version.by_region is not None:
        rates = [f"{region} {rate}" for region, rate in version.by_region.items()]
        yield from (", ".join(rates[first : first + 4]) for first in range(0, len(rates), 4))
    else:
        prices = [str(price) for price in version.by_distance or ()]
        for first in range(0, len(prices), 20):
            yield f"{first:3}: {' '.join(prices[first : first + 20])}"


def rule_lines(rule_id: str, rule: Rule) -> Iterator[str]:
    yield f"{rule_id} ({rule.unit}, {rule.force})"
    for version in rule.versions:
        first, *rest = value(version)
        yield f"  {span(version)}  {first}"
        yield from (f"{'':64}{line}" for line in rest)


def amount(given: Any) -> str:
    if isinstance(given, ByLevel | ByYear):
        return " ".join(f"{key}:{cents}" for key, cents in given.model_dump(exclude_none=True).items())
    return str(given)


def shape(given: Shape) -> Iterator[str]:
    if given.type in ("by_days", "by_hours"):
        for step in given.steps:
            advised = " (only advised)" if step.advised else ""
            yield f"{given.type} from {step.from_}: {amount(step.amount)}{advised}"
        return
    words = [given.type, amount(given.amount)]
    if given.type == "per_hours":
        words.append(f"at {given.base_hours} hours" + (" (assumed)" if given.base_assumed else ""))
        words += [] if given.cap else ["uncapped"]
    elif given.type == "per_day" and given.half_day_below_hours:
        words.append(f"half below {given.half_day_below_hours} hours")
    yield " ".join(words)


def gates(given: Gates) -> str:
    found = {
        key: ", ".join(limit) if isinstance(limit, list) else str(limit)
        for key, limit in given.model_dump().items()
        if limit not in (None, False, [])
    }
    return "; ".join(f"{key} {limit}" for key, limit in found.items())


def version_lines(version: SchemeVersion) -> Iterator[str]:
    marks = ["undated"] if version.undated else []
    marks += [f"travel {version.travel}"] if version.travel != "unknown" else []
    marks += ["includes expenses"] if version.includes_expenses else []
    marks += [f"at most {version.max_months} months"] if version.max_months else []
    yield f"  {span(version)}  seen {version.as_of}{''.join(f', {mark}' for mark in marks)}"
    for tier in version.all_tiers():
        until = f"shorter than {tier.until_months} months: " if tier.until_months else ""
        yield from (f"      {until}{line}" for line in shape(tier.shape))
    yield f"      {gates(version.gates)}"


def norm_line(version: NormVersion) -> str:
    hours, percent = version.base_hours, version.percent_of_minimum_wage
    base = f"at {hours} hours" + (" (assumed)" if version.base_assumed else "") if hours else ""
    share = f"{percent}% of the minimum wage" if percent else version.amount
    return f"  {span(version)}  seen {version.as_of}  {share} {base}".rstrip()


def rate_table(book: RuleBook) -> str:
    lines = ["RULES", ""]
    for rule_id, rule in sorted(book.rules.items()):
        lines += [*rule_lines(rule_id, rule), ""]
    lines += ["NORMS (euros a month)", ""]
    for key, norm in book.norms.items():
        lines.append(f"{key} ({norm.kind}, {norm.force})")
        lines += map(norm_line, norm.versions)
    calendar = book.calendar
    lines += ["", "STUDENT CALENDAR", ""]
    lines.append(f"  summer {calendar.summer.from_} to {calendar.summer.to}")
    for product, days in calendar.extra_holidays:
        lines.append(f"  also holidays of the {product} product {', '.join(days)}")
    lines += ["", "THRESHOLDS", ""]
    for key, threshold in book.thresholds.items():
        read = "official" if threshold.source.official else ""
        marks = f"{threshold.checked:<11} {read:<8} due {threshold.review_by}"
        lines.append(f"  {key:<20} {threshold.value:>3} {threshold.unit:<8} {threshold.force:<7} {marks}")
    lines += ["", "SCHEMES", ""]
    for key, scheme in sorted(book.schemes.items()):
        lines.append(f"{key} ({scheme.kind}, {scheme.sector}, bbl scale {scheme.bbl_scale})")
        for version in scheme.versions:
            lines += version_lines(version)
        if scheme.amount_unknown is not None:
            lines.append(f"  amount unknown: {scheme.amount_unknown.status}")
        lines.append("")
    return "\n".join(lines)


@pytest.mark.made
def test_the_rate_table(live_book: RuleBook) -> None:
    check_snapshot("rate_table.txt", rate_table(live_book))


def test_the_table_holds_every_version(live_book: RuleBook) -> None:
    table = rate_table(live_book).splitlines()
    entries = (*live_book.rules.values(), *live_book.norms.values(), *live_book.schemes.values())
    versions = sum(len(entry.versions) for entry in entries)
    assert sum(line.startswith(("  1", "  2")) for line in table) == versions
    assert max(map(len, table)) < 200
