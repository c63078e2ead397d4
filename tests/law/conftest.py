"""Schemes made up for one test: a version with the shape, gates and limits that the test is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from compensation import Assessment, RuleBook, assess, read_placement
from compensation.rulebook.scheme import Scheme

Data = dict[str, Any]
SOURCE = {"title": "made up", "url": "https://example.nl", "date": None, "official": False}


def exact(node: Any) -> Any:
    """Numbers as a rule file has them: floats of a test become decimals by their shortest text."""
    if isinstance(node, dict):
        return {key: exact(value) for key, value in node.items()}
    if isinstance(node, list):
        return [exact(value) for value in node]
    return Decimal(str(node)) if isinstance(node, float) else node


def version(**fields: Any) -> Data:
    """A version of 2020 and later that pays 400 at 40 hours, with changes."""
    made = {
        "from": date(2020, 1, 1),
        "to": None,
        "as_of": date(2026, 1, 1),
        "looked_on": date(2026, 1, 1),
        "review_by": date(2027, 1, 1),
        "shape": {"type": "per_hours", "amount": 400, "base_hours": 40},
        "checked": "two_sources",
        "source": SOURCE,
        **fields,
    }
    return {key: value for key, value in exact(made).items() if not (key == "shape" and value is None)}


@pytest.fixture(scope="session")
def with_schemes(book: RuleBook) -> Callable[..., RuleBook]:
    """The rule book with the schemes of sector `ict` replaced by made-up ones (key -> list of versions)."""

    def make(bound_by: str = "cao", **schemes: list[Data]) -> RuleBook:
        others = {key: scheme for key, scheme in book.schemes.items() if scheme.sector != "ict"}
        for key, versions in schemes.items():
            others[key] = Scheme.model_validate(
                {"key": key, "name": key, "kind": bound_by, "sector": "ict", "versions": versions}
            )
        return replace(book, schemes=others)

    return make


@pytest.fixture(scope="session")
def under(with_schemes: Callable[..., RuleBook], plain: Callable[..., Data]) -> Callable[..., Assessment]:
    """A placement of February 2026 under one made-up scheme version."""

    def make(made: Data, bound_by: str = "cao", **changes: Any) -> Assessment:
        data = plain(sector="ict", cao={"status": "applies", "scheme": "made_up"}, **changes)
        return assess(read_placement(data), with_schemes(bound_by, made_up=[made]))

    return make


@pytest.fixture(scope="session")
def make_version() -> Callable[..., Data]:
    """See version."""
    return version
