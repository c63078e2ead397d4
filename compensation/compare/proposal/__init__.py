"""A branch proposes a norm for its sector: what it costs, who gains, and the proposal as a scheme file.

The proposal is a scheme like every other (docs/contract/scheme.md), put into a copy of the rule book and through
the engine: each bol, hbo and wo placement of the sector is computed as it is paid now, and as it would be paid if
the proposal held already, for every placement of the sector: exactly what its file demands when it is laid over the
rules. Who pays more already keeps paying it, so nobody loses. The health levy is counted on what the allowances rise,
at the rate of the first day.

>>> from datetime import date
>>> from decimal import Decimal
>>> from compensation import load_rulebook
>>> book = load_rulebook()
>>> costs = (NormCost(kind="travel"), NormCost(kind="vog"))
>>> proposal = Proposal("horeca", Decimal(400), Decimal(38), date(2027, 1, 1), costs=costs)
>>> effect = effect_of(proposal, typical_membership(book, "horeca"), book)
>>> effect.gaining <= effect.placements
True
"""

from compensation.compare.proposal.effect import LevelEffect, ProposalEffect, effect_of, effects_of
from compensation.compare.proposal.norm_file import norms_in
from compensation.compare.proposal.presets import (
    Membership,
    equal_for_all_levels,
    highest_level_proposal,
    typical_membership,
)
from compensation.compare.proposal.proposal import NOT_PUBLISHED, Proposal, Rise, with_scheme
from compensation.compare.proposal.scheme_yaml import file_name, norms_yaml, scheme_yaml
from compensation.rulebook.scheme import NormCost

__all__ = [
    "NOT_PUBLISHED",
    "LevelEffect",
    "Membership",
    "NormCost",
    "Proposal",
    "ProposalEffect",
    "Rise",
    "effect_of",
    "effects_of",
    "equal_for_all_levels",
    "file_name",
    "highest_level_proposal",
    "norms_in",
    "norms_yaml",
    "scheme_yaml",
    "typical_membership",
    "with_scheme",
]
