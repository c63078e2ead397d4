"""On what ground an amount stands, and how hard that ground is: the ladder from `must` to `fair`.

law: must. A cao or an employer's own scheme: must by that, and only where its amount is fresh; an amount that was last
seen before the days it is used for is `probably` so, and never called a right. The pact is agreed, advice is fair.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from compensation.telling.answer import Answer
from compensation.telling.sources import Ground as StatedGround
from compensation.texts import text


class Rung(StrEnum):
    """How hard an amount stands, hardest first."""

    MUST = "must"
    MUST_BY_CAO = "must_by_cao"
    MUST_BY_SCHEME = "must_by_scheme"
    PROBABLY = "probably"
    AGREED = "agreed"
    FAIR = "fair"
    OWN = "own"


_RUNGS = {
    "law": Rung.MUST,
    "cao": Rung.MUST_BY_CAO,
    "employer": Rung.MUST_BY_SCHEME,
    "pact": Rung.AGREED,
    "advice": Rung.FAIR,
    "own": Rung.OWN,
}
#: What can be claimed from this employer.
CLAIMED = (Rung.MUST, Rung.MUST_BY_CAO, Rung.MUST_BY_SCHEME)


def rung(force: str, stale_since: date | None = None) -> Rung:
    """The rung of a ground; an amount of a cao or a scheme that was last seen long ago stands on none that must.

    >>> rung("cao"), rung("cao", date(2023, 1, 1)), rung("pact")
    (<Rung.MUST_BY_CAO: 'must_by_cao'>, <Rung.PROBABLY: 'probably'>, <Rung.AGREED: 'agreed'>)
    """
    if stale_since is not None and force in ("cao", "employer"):
        return Rung.PROBABLY
    return _RUNGS[force]


@dataclass(frozen=True)
class Ground:
    """The ground of an amount: its force, its rung, and where it is said when that is in no rule file."""

    force: str
    rung: Rung
    stated_in: StatedGround | None = None


def ground_of_cost(kind: str, force: str, stale_since: date | None = None) -> Ground:
    """The ground of a kind of cost."""
    if force == "law" and kind == "protective_equipment":
        return Ground(force, rung(force), "equipment")
    return Ground(force, rung(force, stale_since), "pact" if force == "pact" else None)


def ground_of_allowance(answer: Answer) -> Ground:
    """The ground of the allowance norm. Raises ValueError for bbl and dual."""
    pay = answer.assessment.allowance
    if pay is None:
        raise ValueError("no allowance")
    return Ground(pay.force, rung(pay.force, pay.stale_since), "pact" if pay.force == "pact" else None)


def ground_of_wage() -> Ground:
    """The law on the minimum wage."""
    return Ground("law", rung("law"), "wage_law")


def basis_name(answer: Answer, lang: str) -> str:
    """What the allowance norm is called: the cao, the norm chosen, the norm of the sector; empty for a wage."""
    pay = answer.assessment.allowance
    if pay is None:
        return ""
    basis = pay.basis
    if basis in answer.book.norms:
        return answer.book.norms[basis].name[lang]
    if basis == "cao" and answer.scheme_name:
        return answer.scheme_name
    return text(f"words.basis.{basis}", lang)
