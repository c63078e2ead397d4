"""A version whose parties only advise its amounts, whatever its shape: advice everywhere, and no ground of the cao."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compensation import RuleBook, assess, read_placement
from compensation.assessment import Assessment

#: A scheme of each kind of agreement whose first version on this day pays bol.
SCHEMES = {"jeugdzorg": "cao", "rijk": "employer"}


def assessed(scheme: str, book: RuleBook) -> Assessment:
    placement = {
        "route": "bol",
        "start": "2026-02-02",
        "end": "2026-06-30",
        "hours_per_week": 32,
        "workdays": ["mon", "tue", "wed", "thu"],
        "cao": {"status": "applies", "scheme": scheme},
        "offer": {"allowance": {"amount": "100", "per": "month"}},
    }
    return assess(read_placement(placement), book)


def only_advised(scheme: str, book: RuleBook) -> RuleBook:
    old = book.schemes[scheme]
    versions = [version.model_copy(update={"advised": True}) for version in old.versions]
    return replace(
        book, hash="advised", schemes={**book.schemes, scheme: old.model_copy(update={"versions": versions})}
    )


@pytest.mark.parametrize(("scheme", "ground"), SCHEMES.items())
def test_what_a_version_only_advises_is_advice(scheme: str, ground: str, book: RuleBook) -> None:
    before, after = assessed(scheme, book), assessed(scheme, only_advised(scheme, book))
    assert before.allowance is not None
    assert after.allowance is not None
    assert (before.allowance.entitlement_force, after.allowance.entitlement_force) == (ground, "advice")
    assert before.finding("allowance_cao").force == ground
    assert after.finding("allowance_cao").force == after.allowance.force == "advice"
    assert {total.ground for total in after.totals.by_ground} == {"advice"}
    assert after.totals.owed == before.totals.owed
