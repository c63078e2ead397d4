"""A proposed norm as a scheme like every other, and a rule book that holds it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from pydantic import ValidationError

from compensation.calendar import add_months, to_date, to_day
from compensation.rulebook import RuleBook, load_rulebook
from compensation.rulebook.fields import Bilingual
from compensation.rulebook.scheme import Scheme
from compensation.rulebook.sources import Checked, Source
from compensation.table.faults import TableError
from compensation.texts import text

ProposalShape = Literal["per_hours", "by_hours", "by_days", "per_day", "per_week"]
Steps = tuple[tuple[Decimal, Decimal], ...]


#: Stands for an address that is not known yet: one can compute with it, but no file with it is written.
NOT_PUBLISHED = "https://not-published.invalid/"


@dataclass(frozen=True)
class Proposal:
    """A norm for one sector. `steps` (from, amount), descending, are for by_hours and by_days; the amount is then
    the highest of them and `base_hours` is not used."""

    sector: str
    amount: Decimal
    base_hours: Decimal
    start: date
    shape: ProposalShape = "per_hours"
    steps: Steps = ()
    reimburses: tuple[str, ...] = ()
    name: str = ""
    key: str = ""
    source_title: str = ""
    source_url: str = NOT_PUBLISHED

    def scheme(self, book: RuleBook | None = None) -> Scheme:
        """The proposal as a scheme. Raises TableError when it is none."""
        version = {
            "from": self.start,
            "to": None,
            "as_of": self.start,
            "looked_on": self.start,
            "review_by": a_year_after(self.start),
            "shape": self._shape(),
            "travel": "on_top" if "travel" in self.reimburses else "unknown",
            "checked": Checked.ASSUMPTION,
            "source": Source(
                title=self.source_title or self._name(),
                url=self.source_url,
                date=self.start.isoformat(),
                official=False,
            ),
            "note": _note(self.reimburses, book or load_rulebook()),
        }
        try:
            return Scheme(
                key=self.key or f"voorstel_{self.sector}",
                name=self._name(),
                kind="regional",
                sector=self.sector,
                versions=[version],  # type: ignore[list-item]
            )
        except ValidationError:
            raise TableError("own_norm_shape") from None

    def _name(self) -> str:
        return self.name or f"Voorstel voor {self.sector}"

    def _shape(self) -> dict[str, Any]:
        if self.shape in ("by_hours", "by_days"):
            return {"type": self.shape, "steps": [{"from": least, "amount": amount} for least, amount in self.steps]}
        if not (self.amount > 0 and 1 <= self.base_hours <= 60):
            raise TableError("own_norm_shape")
        hours = {"base_hours": self.base_hours} if self.shape == "per_hours" else {}
        return {"type": self.shape, "amount": self.amount, **hours}


def a_year_after(day: date) -> date:
    """When an amount seen on a day must be looked up again, where nothing says that it ends before."""
    return to_date(add_months(to_day(day), 12))


def _note(kinds: Sequence[str], book: RuleBook) -> Bilingual | None:
    if not kinds:
        return None
    listed = {lang: ", ".join(book.kind_name(kind, lang) for kind in kinds) for lang in Bilingual.model_fields}
    return Bilingual(**{lang: text("table.proposal_note", lang, kinds=said) for lang, said in listed.items()})


def with_scheme(book: RuleBook, scheme: Scheme) -> RuleBook:
    """A copy of a rule book with one more scheme (or another in its place), for a what-if; its hash says so."""
    return replace(book, schemes={**book.schemes, scheme.key: scheme}, hash=f"{book.hash}+{scheme.key}")
