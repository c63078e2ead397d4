"""What probably applies in a branch: its caos, what each says on placements, where that stands, and its fund.

Never more than probable: whether a cao applies is for the employer to look up. A cao of which nothing is known is said
to be so, and a fund that pays the employer is no allowance.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from compensation.rulebook import RuleBook
from compensation.rulebook.fields import in_language
from compensation.rulebook.models import OtherSubsidy
from compensation.rulebook.scheme import Scheme
from compensation.rulebook.sources import LooseSource
from compensation.telling.renewal import subsidy_word
from compensation.texts import day, euros, text


@dataclass(frozen=True)
class Said:
    """A sentence, and where it stands: None where no source is known or needed."""

    text: str
    source: LooseSource | None = None


@dataclass(frozen=True)
class Probable:
    """The caos that probably apply, none where that is not known, and the funds that pay their employers."""

    caos: tuple[Scheme, ...]
    funds: tuple[OtherSubsidy, ...]


def probable(sector: str, book: RuleBook, schemes: Iterable[str] | None = None) -> Probable:
    """What probably applies in a branch; `schemes` are those of a trade (none: not known), None is the whole branch."""
    if schemes is None:
        schemes = [
            key
            for key, scheme in book.schemes.items()
            if scheme.sector == sector and scheme.kind == "cao" and not scheme.proposed
        ]
    keys = list(schemes)
    funds = tuple(row for row in book.other_subsidies if row.kind == "fund" and set(row.caos) & set(keys))
    return Probable(tuple(book.schemes[key] for key in keys if key in book.schemes), funds)


def told(found: Probable, on: date, lang: str, *, bbl: bool = False) -> Iterator[Said]:
    """What probably applies on a day in sentences; `bbl`: what the caos say on wages instead of on allowances."""
    how = {0: "not_known", 1: "one"}.get(len(found.caos), "one_of")
    yield Said(text(f"finder.{how}", lang, caos=", ".join(scheme.name for scheme in found.caos)))
    for scheme in found.caos:
        if bbl:
            yield from _on_wages(scheme, lang)
        else:
            yield _on_placements(scheme, on, lang)
    for row in found.funds:
        if bbl == (row.category == "bbl"):
            yield Said(_fund(row, lang), row.source)


def _on_placements(scheme: Scheme, on: date, lang: str) -> Said:
    unknown = scheme.amount_unknown
    if unknown is not None:
        return Said(text("finder.says", lang, name=scheme.name, rule=in_language(unknown.rule, lang)), unknown.source)
    version = scheme.versions[-1]
    steps = [step for tier in version.all_tiers() for step in tier.shape.parts()]
    if version.advised or all(step.advised for step in steps):
        return Said(text("finder.advised", lang, name=scheme.name), version.source)
    key = "pays_undated" if version.undated else "pays_until" if version.as_of > on else "pays"
    return Said(text(f"finder.{key}", lang, name=scheme.name, seen=day(version.as_of, lang)), version.source)


def _on_wages(scheme: Scheme, lang: str) -> Iterator[Said]:
    if scheme.own_bbl_wages:
        yield Said(text("finder.own_bbl_wages", lang, name=scheme.name))
    if scheme.bbl_scale == "regular":
        yield Said(text("finder.bbl_regular", lang, name=scheme.name))


def _fund(row: OtherSubsidy, lang: str) -> str:
    """A fund with its amount; one without is not known, and says so in the words of its unit."""
    low, high = (
        None if amount is None else euros(int(amount.scaleb(2)), lang) for amount in (row.amount, row.amount_high)
    )
    unknown = text("rules_page.subsidy.unknown", lang)
    return text(
        "finder.fund",
        lang,
        name=subsidy_word("scheme", row.scheme, lang),
        who=subsidy_word("category", row.category, lang),
        when=row.study_year or text("finder.no_year", lang),
        amount=text("finder.between", lang, low=low, high=high) if high else low or unknown,
        unit=subsidy_word("unit", row.unit, lang) if low else "",
    )
