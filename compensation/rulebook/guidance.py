"""What stands beside a result and is no rule: a line that is good to know, and who helps whom with what.

Nothing here is an input of a calculation. Whose line it is stands in `routes`, `audience` and `when`; the forms are
described in rules/README.md.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from compensation.rulebook.fields import Bilingual, Day, Flag, Key, Model, MonthDay, Said, Text, Url, Whole, in_language
from compensation.rulebook.scheme import Route
from compensation.rulebook.sources import Checked, Looked, LooseSource, RuleSource

Audience = Literal["student", "employer", "both"]
#: The findings of the contract (docs/contract/assessment.md#findings).
FindingId = Literal[
    "expenses_full",
    "protective_equipment_free",
    "allowance_paid",
    "allowance_cao",
    "allowance_level_equal",
    "allowance_on_top",
    "wage_minimum",
    "holiday_allowance",
    "employment_contract",
    "genuine_placement",
]
#: What a line is about that nobody is asked: where somebody comes from, and where they study.
Abroad = Literal["eu", "outside_eu", "dutch_programme", "foreign_programme"]


class When(Model):
    """What must hold of a placement: everything that is named here, and of a list one of its values.

    `age_from` and `age_below` are whole years on some day of the placement. `student_product` and `public_transport`
    are of one way of travelling. Of `costs`, `or_sector_vog` and `or_sector_lists` one is enough: a cost that was
    filled in, or a sector that asks for a VOG or lists the kind. `pay`: more than the costs, a wage, any allowance.
    `day` is a day of the year in the placement.
    """

    age_from: Whole | None = None
    age_below: Whole | None = None
    student_product: list[Literal["none", "week", "weekend"]] = []
    public_transport: Flag = False
    sectors: list[Key] = []
    costs: list[Key] = []
    or_sector_vog: list[Literal["required", "usual"]] = []
    or_sector_lists: list[Key] = []
    pay: list[Literal["above_costs", "wage", "allowance"]] = []
    public_holiday: Flag = False
    day: MonthDay | None = None
    abroad: Abroad | None = None


class Told(Looked):
    """Something that is told to a reader: of which routes, to whom, and where it was read.

    `as_of` is the last day on which a source shows it; null: the sources bear no date. `first_when` are the findings
    that move it up when they are short. `also` is what more was read.
    """

    routes: list[Route] = Field(min_length=1)
    audience: Audience
    first_when: list[FindingId] = []
    as_of: Day | None
    checked: Checked
    source: RuleSource
    also: list[RuleSource] = []

    @property
    def sources(self) -> list[LooseSource]:
        """Everything that was read of it, the best first."""
        return [self.source, *self.also]


class GoodToKnow(Told):
    """A line beside the result. It holds on days of the placement from `from` to `to`, or on days of reading.

    `letter`: it may stand in a letter to the employer.
    """

    when: When = When()
    text: Bilingual
    letter: Flag = False
    period: Literal["placement", "reading"] = "placement"
    from_: Day | None = Field(alias="from")
    to: Day | None

    def name_in(self, lang: str) -> str:
        """What it is called in a list: its first sentence."""
        first, *_ = self.text[lang].partition(". ")
        return first.removesuffix(".")


class Clause(GoodToKnow):
    """A sentence for an agreement that a pact asks for: `by` the Stagepact (mbo) or a regional one (every student).

    `{contract}` in it is what the agreement belongs to, `{blank}` a line to fill in.
    """

    by: list[Literal["pact", "regional"]] = Field(min_length=1)

    def name_in(self, lang: str) -> str:
        """What it is called in a list: its first sentence, with dots for what is filled in."""
        return super().name_in(lang).replace("{contract}", "…").replace("{blank}", "…")


class HelpPlace(Told):
    """Who helps with a question or a complaint, and with which. `languages` are those of the page."""

    name: Said
    for_what: Bilingual
    url: Url | None
    contact: Bilingual | None = None
    languages: list[Text] = Field(min_length=1)

    def name_in(self, lang: str) -> str:
        """Who helps, by name."""
        return in_language(self.name, lang)
