"""A scheme that leaves out whatever may be left out means the same to both implementations."""

from __future__ import annotations

from pathlib import Path

import pytest

from compensation import assess, load_rulebook, read_placement
from tests.oracle import assess as oracle_assess
from tests.oracle import load_data
from tests.oracle.matching import mismatches
from tests.rulebooks import TEST_RULES, copied

SCHEME = """\
key: short
name: Cao Short
kind: cao
sector: horeca
looked_on: 2026-11-26
review_by: 2027-12-31
versions:
  - from: 2026-01-01
    as_of: 2026-12-31
    to: null
    shape: {type: per_hours, amount: 300.00, base_hours: 38}
GATES    checked: one_source
    source: {title: Cao Short, url: "https://example.org/cao", date: 2026-01-01, official: true}
"""
PLACEMENT = {
    "start": "2026-02-02",
    "end": "2026-03-15",
    "hours_per_week": "19",
    "workdays": ["mon", "tue", "wed"],
    "cao": {"status": "applies", "scheme": "short"},
}


@pytest.fixture(scope="module", params=["", "gates: {least_weeks: 2}", "gates: {exclude_kinds: []}"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the rules with one scheme more."""
    root = copied(TEST_RULES, tmp_path_factory.mktemp("unsaid"))
    file = root / "sector_data" / "schemes" / "short.yaml"
    file.write_text(SCHEME.replace("GATES", f"    {request.param}\n" if request.param else ""), encoding="utf-8")
    return root


@pytest.mark.slow
@pytest.mark.parametrize(("route", "kind"), [("bol", "placement"), ("hbo", "observation"), ("wo", "placement")])
def test_what_is_left_out_means_the_same(folder: Path, route: str, kind: str) -> None:
    placement = {**PLACEMENT, "route": route, "kind": kind}
    told = assess(read_placement(placement), load_rulebook(base=folder)).model_dump(mode="json", by_alias=True)
    assert told["allowance"]["entitlement"] is not None
    assert mismatches(oracle_assess(placement, load_data(folder)), told) == []
