"""Money for the employer, beside the cost and never taken off it: the practical-training subsidy and sector funds.

A fund is named where its cao applies, and as something to ask where the cao is not known and its branch is this one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from compensation.rulebook.models import OtherSubsidy
from compensation.rulebook.sources import LooseSource
from compensation.telling.answer import Answer
from compensation.telling.renewal import subsidy_word
from compensation.texts import euros, text
from compensation.units import cents

_SUBSIDY = "practical_training_subsidy_max"


@dataclass(frozen=True)
class SubsidyLine:
    """A sentence on money for the employer, and where it was read. `asks`: nobody knows whether it is theirs."""

    text: str
    source: LooseSource | None
    asks: bool = False


def subsidy_lines(answer: Answer, lang: str) -> list[SubsidyLine]:
    """What the employer may get, each with its year; nothing of it is in the cost."""
    return [*_subsidy(answer, lang), *fund_lines(answer, lang)]


def _subsidy(answer: Answer, lang: str) -> Iterator[SubsidyLine]:
    indication = answer.assessment.employer_cost.subsidy_indication
    if indication is not None:
        source = answer.book.rules[_SUBSIDY].versions[-1].source
        yield SubsidyLine(text("notes.overview.subsidy", lang, amount=euros(cents(indication), lang)), source)


def fund_lines(answer: Answer, lang: str) -> Iterator[SubsidyLine]:
    """What a fund of the branch may pay the employer."""
    for row, asks in funds(answer):
        key = "ask" if asks else "gives"
        words = {"name": subsidy_word("scheme", row.scheme, lang), "said": fund_words(row, lang)}
        yield SubsidyLine(text(f"subsidies.{key}", lang, **words), row.source, asks)


def funds(answer: Answer) -> Iterator[tuple[OtherSubsidy, bool]]:
    """The funds for this route, and whether they are only to be asked for: the cao that they belong to is not known."""
    cao, sector, schemes = answer.placement.cao, answer.placement.sector, answer.book.schemes
    if cao.status == "none" and "status" in cao.model_fields_set:
        return
    for row in answer.book.other_subsidies:
        if row.kind != "fund" or not _is_for(row, answer):
            continue
        if cao.scheme in row.caos:
            yield row, False
        elif cao.scheme is None and any(key in schemes and schemes[key].sector == sector for key in row.caos):
            yield row, True


def _is_for(row: OtherSubsidy, answer: Answer) -> bool:
    """A fund says for whom it pays in its category: for bbl alone, for bol alone, or for whoever is not named."""
    route, who = str(answer.placement.route), row.category
    return route == "bbl" if who.startswith("bbl") else route == "bol" if who.startswith("bol") else not answer.earns


def fund_words(row: OtherSubsidy, lang: str) -> str:
    """What a fund pays and to whom, with its year; an amount that is not known is no zero."""
    low, high = (None if amount is None else euros(cents(amount), lang) for amount in (row.amount, row.amount_high))
    amount = low or text("rules_page.subsidy.unknown", lang)
    said = text(
        "subsidies.fund",
        lang,
        amount=text("finder.between", lang, low=low, high=high) if high else amount,
        unit=subsidy_word("unit", row.unit, lang) if low else "",
        who=subsidy_word("category", row.category, lang),
        year=row.study_year or text("finder.no_year", lang),
    )
    return f"{said} {row.note[lang]}" if row.note is not None else said
