"""Figures of a file with a norm that is tried, beside those without it: their difference is about who it is for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from compensation.rulebook import RuleBook
from compensation.rulebook.scheme import LEVELS
from compensation.table.members import Members, members_of
from compensation.table.suppression import is_safe, is_small

#: The totals that stand in whatever is published.
_TOLD = ("totals.owed", "totals.gap", "totals.not_stated")


def without_proposals(book: RuleBook) -> RuleBook:
    """The rules without the norms that they try, to hold figures against."""
    return replace(book, schemes={key: scheme for key, scheme in book.schemes.items() if not scheme.proposed})


def may_stand_beside_without(members: Members, sectors: Collection[str], book: RuleBook) -> bool:
    """Whether figures of a file that was computed with norms for some sectors may be published beside those without.

    `book`: the rules without these norms. Each total differs for nobody, or for five placements or more, and so does
    that of each level that may be shown.
    """
    here = np.isin(members.named("sector"), list(sectors))
    if not is_safe(here):
        return False
    before, level = members_of(members.frame()[here], book), members.named("level")[here]
    groups = [np.ones(len(before), bool), *(level == name for name in LEVELS)]
    told = [group for group in groups if not is_small(int(group.sum()))]
    differs = [members.cents(name)[here] != before.cents(name) for name in _TOLD]
    return all(is_safe(group & differ) for group in told for differ in differs)
