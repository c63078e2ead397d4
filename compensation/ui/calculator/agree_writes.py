"""What is chosen in the agreement, written into the draft: there is no second place where an amount is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from compensation.compare.agreements import Terms, repaid_in, written
from compensation.placement import Placement
from compensation.ui.parts.state import draft, plain

#: For which placement an amount of one's own is being typed.
_OWN = "passend_agree_own"


def _of(placement: Placement) -> tuple[Any, ...]:
    return placement.route, placement.start, placement.end


def is_own_open(placement: Placement) -> bool:
    """Whether an amount of one's own was asked for on this placement."""
    return st.session_state.get(_OWN) == _of(placement)


def open_own(placement: Placement | None) -> None:
    """Ask for an amount of one's own, or no longer."""
    st.session_state[_OWN] = None if placement is None else _of(placement)


def write_terms(terms: Terms) -> None:
    """These terms are the draft's offer; the form shows them."""
    _put(written(draft().placement, terms))


def repay(kinds: Sequence[str]) -> None:
    """These kinds of cost are paid back in full."""
    _put(repaid_in(draft().placement, kinds))


def write_minimum(amount: str | None) -> None:
    """The minimum wage of days that the rules do not know yet."""
    d = draft()
    if amount is None:
        d.drop("assume.adult_hourly_minimum")
    else:
        d.put("assume.adult_hourly_minimum.amount", amount)
    d.generation += 1


def _put(placement: dict[str, Any]) -> None:
    d = draft()
    d.placement = plain(placement)
    d.unread = {path: typed for path, typed in d.unread.items() if not path.startswith(("offer.", "changes."))}
    d.generation += 1
