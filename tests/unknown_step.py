"""A rule book in which one scheme says `amount: unknown`: 250 a month from 15 hours a week, below that not known."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from compensation import RuleBook
from compensation.rulebook.scheme import SchemeVersion

SCHEME = "huisartsenzorg"


def with_unknown_step(book: RuleBook) -> RuleBook:
    """The same book; the scheme (of sector eerstelijnszorg) has this one version, in force since long."""
    old = book.schemes[SCHEME]
    steps = [{"from": Decimal(15), "amount": Decimal(250)}, {"from": Decimal(0), "amount": "unknown"}]
    fields = old.versions[0].model_dump(by_alias=True) | {"to": None, "shape": {"type": "by_hours", "steps": steps}}
    scheme = old.model_copy(update={"versions": [SchemeVersion.model_validate(fields)]})
    return replace(book, schemes={**book.schemes, SCHEME: scheme})
