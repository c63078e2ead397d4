"""A branch proposes a norm for its sector: what it costs, who gains, and the proposal as a scheme file.

The proposal is a scheme like every other (docs/contract/scheme.md), put into a copy of the rule book and through
the engine: each bol, hbo and wo placement of the sector is computed as it is paid now, and as it would be paid if
the proposal applied and the employer reimbursed the kinds of costs it names. Who pays more already keeps paying
it, so nobody loses. The health levy is counted on what the allowances rise, at the rate of the first day.

>>> from datetime import date
>>> from decimal import Decimal
>>> from compensation import load_rulebook
>>> book = load_rulebook()
>>> proposal = Proposal("horeca", Decimal(400), Decimal(38), date(2027, 1, 1), reimburses=("travel", "vog"))
>>> effect = effect_of(proposal, typical_membership(book, "horeca"), book)
>>> effect.gaining <= effect.placements
True
"""

from compensation.compare.proposal.effect import LevelEffect, ProposalEffect, effect_of
from compensation.compare.proposal.presets import (
    Membership,
    equal_for_all_levels,
    highest_level_proposal,
    typical_membership,
)
from compensation.compare.proposal.proposal import NOT_PUBLISHED, Proposal, with_scheme
from compensation.compare.proposal.scheme_yaml import file_name, scheme_yaml

__all__ = [
    "NOT_PUBLISHED",
    "LevelEffect",
    "Membership",
    "Proposal",
    "ProposalEffect",
    "effect_of",
    "equal_for_all_levels",
    "file_name",
    "highest_level_proposal",
    "scheme_yaml",
    "typical_membership",
    "with_scheme",
]
