"""docs/law.md: made from the law, complete, and in the order of the law."""

from __future__ import annotations

import re

import pytest

from compensation import RuleBook
from compensation.law.chapters import CHAPTERS
from compensation.reading.law_page import law_page, told_functions
from compensation.reading.quantities import units_of
from tests.snapshot import check_made


@pytest.mark.made
@pytest.mark.live
def test_the_page_is_current(live_book: RuleBook) -> None:
    check_made("docs/law.md", law_page(live_book))


def test_every_rule_that_is_told_stands_on_the_page_with_an_example(book: RuleBook) -> None:
    page = law_page(book)
    sections = dict(re.findall(r"^### (.+?)\n(.*?)(?=^### |^## |\Z)", page, flags=re.M | re.S))
    for module in CHAPTERS:
        for function in told_functions(module):
            told = sections[function.__name__.replace("_", " ").capitalize()]
            assert (function.__doc__ or "").split("\n")[0][:40] in told, function.__name__
            if ">>>" in (function.__doc__ or "") and all(units_of(function)):
                assert "**Example:**" in told, function.__name__


def test_figures_stand_with_their_dates_and_sources(book: RuleBook) -> None:
    page = law_page(book)
    for rule_id in ("km_rate", "adult_hourly_minimum", "youth_scale_bbl", "employer_health_levy"):
        for version in book.rules[rule_id].versions:
            assert f"| {version.from_.isoformat()} |" in page
            assert version.source.url in page
