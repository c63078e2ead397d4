"""On what ground an amount stands, and how hard that ground is: the ladder from `must` to `fair`.

law: must. A cao or an employer's own scheme: must by that, and only where its amount is fresh; an amount that was last
seen before the days it is used for, or bears no date, is `probably` so and never called a right. The pact is agreed
(for mbo, or by who signed a regional one), advice is fair.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from compensation.rulebook.scheme import SchemeVersion
from compensation.telling.answer import Answer
from compensation.telling.sources import Ground as StatedGround
from compensation.telling.voice import Reader, Voice
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


@dataclass(frozen=True)
class Ground:
    """The ground of an amount: its force, the scheme's name where it is one, and how fresh it is.

    `fresh`: the amount is known to hold in these days. `seen`: the last day on which it was seen, where it is not.
    `stated_in`: where the ground is said, when that is in no rule file.
    """

    force: str
    scheme: str | None = None
    fresh: bool = True
    seen: date | None = None
    stated_in: StatedGround | None = None

    @property
    def rung(self) -> Rung:
        """How hard it stands; an old amount of a cao or a scheme stands on no rung that must.

        >>> Ground("cao").rung, Ground("cao", fresh=False).rung, Ground("pact").rung
        (<Rung.MUST_BY_CAO: 'must_by_cao'>, <Rung.PROBABLY: 'probably'>, <Rung.AGREED: 'agreed'>)
        """
        if not self.fresh and self.force in ("cao", "employer"):
            return Rung.PROBABLY
        return _RUNGS[self.force]


def ground_of_cost(answer: Answer, kind: str, force: str) -> Ground:
    """The ground of a kind of cost."""
    if answer.is_tried and force == "employer":
        return Ground("own", answer.scheme_name)
    if force in ("cao", "employer"):
        seen = _seen_before_use(answer)
        return Ground(force, answer.scheme_name, fresh=seen is None and not _undated(answer), seen=seen)
    if force == "law":
        return Ground(force, stated_in="equipment" if kind == "protective_equipment" else None)
    return _promised(answer, force)


def ground_of_pay(answer: Answer, force: str) -> Ground:
    """The ground of a part of the allowance or of the wage.

    What the user read in their own cao is of today. A youth scale that a cao excludes bears no date.
    """
    cao, pay = answer.placement.cao, answer.assessment.allowance
    if force == "law":
        return Ground(force, stated_in="wage_law")
    if force not in ("cao", "employer"):
        return _promised(answer, force)
    if answer.is_tried:
        return Ground("own", answer.scheme_name)
    if cao.amount is not None or (answer.earns and cao.hourly_wage is not None):
        return Ground(force, answer.scheme_name)
    if pay is None:
        return Ground(force, answer.scheme_name, fresh=False, seen=_last_seen(answer))
    fresh = pay.stale_since is None and not _undated(answer)
    return Ground(force, answer.scheme_name, fresh=fresh, seen=pay.stale_since)


def _promised(answer: Answer, force: str) -> Ground:
    """A pact is a promise: the Stagepact for mbo, a regional one of who signed it for every student."""
    return Ground(force, stated_in=("pact" if answer.level == "mbo" else "regional") if force == "pact" else None)


def _versions(answer: Answer) -> list[SchemeVersion]:
    """The versions of the scheme in force on days of the placement."""
    scheme, p = answer.book.schemes.get(answer.placement.cao.scheme or ""), answer.placement
    versions = scheme.versions if scheme else []
    return [v for v in versions if v.from_ <= p.end and (v.to is None or v.to >= p.start)]


def _undated(answer: Answer) -> bool:
    """Whether an amount of the scheme in these days bears no date."""
    return any(version.undated for version in _versions(answer))


def _seen_before_use(answer: Answer) -> date | None:
    """The day on which what the scheme says of travel was last seen, where that lies before days of the placement."""
    days = [entry.from_ for entry in answer.assessment.ledger]
    seen = [v.as_of for v in _versions(answer) for day in days if v.from_ <= day <= (v.to or day) and v.as_of < day]
    return min(seen, default=None)


def _last_seen(answer: Answer) -> date | None:
    """The last day on which the scheme was seen before the placement."""
    scheme = answer.book.schemes.get(answer.placement.cao.scheme or "")
    seen = [version.as_of for version in scheme.versions] if scheme else []
    return max((day for day in seen if day < answer.placement.start), default=None)


# ---------------------------------------------------------------- in words


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


def scheme_words(scheme: str, force: str, lang: str) -> str:
    """A cao by its name; an employer's own scheme bears that of the employer, which is no rule that applies."""
    return text("rungs.scheme", lang, name=scheme) if force == "employer" else scheme


def advice_name(answer: Answer, lang: str) -> str | None:
    """What an advice is called; beside a cao's amount it is the norm of the days that the cao does not cover."""
    pay = answer.assessment.allowance
    if pay is None or pay.basis not in ("cao", "cao_amount") or pay.entitlement_force == "advice":
        return basis_name(answer, lang)
    norms = (ref.id for step in answer.steps("allowance") for ref in step.rules if ref.id.startswith("norm."))
    return next((answer.book.norms[key.removeprefix("norm.")].name[lang] for key in norms), None)


def rung_words(ground: Ground, lang: str, reader: Reader | None = None) -> str:
    """How hard a ground stands, in a few words: `moet volgens de cao`, `waarschijnlijk, laatst gezien in 2023`."""
    key, values = f"cell.{ground.rung}", {}
    if ground.rung is Rung.PROBABLY:
        key += "_undated" if ground.seen is None else "_seen"
        values = {} if ground.seen is None else {"year": str(ground.seen.year)}
    return Voice("rungs", reader, lang).say(key, **values) if reader else text(f"rungs.{key}", lang, **values)


def ground_words(ground: Ground, lang: str, *, name: str | None = None) -> str:
    """A ground with its rung, as it stands beside an amount: `moet (wet)`, `waarschijnlijk, laatst gezien in 2023`.

    `name`: what the amount is called that the ground is the advice or the choice of.
    """
    rung = ground.rung
    if rung is Rung.PROBABLY:
        of_whom = ground.scheme or text(f"rungs.short.{ground.force}", lang)
        key = "probably" if ground.seen is None else "probably_seen"
        return text(f"rungs.{key}", lang, name=of_whom, year=str(ground.seen.year) if ground.seen else "")
    if rung in (Rung.MUST_BY_CAO, Rung.MUST_BY_SCHEME):
        return text(f"rungs.{rung}", lang, name=ground.scheme or text("rungs.own_cao", lang))
    if rung is Rung.MUST and ground.stated_in is not None:
        return text(f"rungs.must_{ground.stated_in}", lang)
    if ground.stated_in == "regional":
        return text("rungs.agreed_regional", lang)
    if rung in (Rung.FAIR, Rung.OWN) and name is not None:
        return text(f"rungs.{rung}_named", lang, name=name)
    return text(f"rungs.{rung}", lang)
