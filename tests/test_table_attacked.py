"""An attacker reads a summary: what it hides of one to four placements follows from nothing that it shows."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from random import Random
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from compensation import load_rulebook
from compensation.choices import Force, words_of
from compensation.rulebook.scheme import LEVELS
from compensation.table.members import Members, parquet_of
from compensation.table.summary import CLASSES, Summary, summary_of
from compensation.table.suppression import LEAST_GROUP
from tests.attacker import Equation, solved

GROUNDS = words_of(Force)
AMOUNTS = ("owed", "offered", "gap", "not_stated", "estimate")
EUROS = pa.decimal128(14, 2)
#: Sectors with a scheme each; their names are of the rules, so that what is drawn can be published too.
SCHEMES = {scheme.sector: key for key, scheme in reversed(load_rulebook().schemes.items())}


class Drawn:
    """A file of random placements: their groups, and their amounts in cents."""

    def __init__(self, seed: int) -> None:
        draw = Random(seed)
        self.size = draw.choice((6, 9, 14, 30, 60, 120))
        sectors = list(SCHEMES)[: draw.randint(1, 4)]
        own = {sector: [f"{sector}-{number}" for number in range(draw.randint(1, 5))] for sector in sectors}
        sparse = draw.choice((0.05, 0.3, 0.6, 0.95))
        self.groups: dict[str, list[str]] = {"sector": [], "scheme": [], "level": [], "employer": []}
        self.cents: dict[str, list[int]] = {}
        for _ in range(self.size):
            sector = draw.choices(sectors, range(1, len(sectors) + 1))[0]
            self.groups["sector"].append(sector)
            self.groups["employer"].append(draw.choices(own[sector], range(1, len(own[sector]) + 1))[0])
            self.groups["scheme"].append(draw.choice((SCHEMES[sector], SCHEMES[sector], "")))
            self.groups["level"].append(draw.choices(LEVELS, (6, 4, 1))[0])

        def amounts(part: float) -> list[int]:
            return [draw.randint(1, 150_000) if draw.random() < part else 0 for _ in range(self.size)]

        for ground in GROUNDS:
            part = draw.choice((0.0, sparse / 4, sparse))
            self.cents[f"by_ground.{ground}.gap"] = amounts(part)
            self.cents[f"by_ground.{ground}.not_stated"] = amounts(part / 2)
        for name in ("gap", "not_stated"):
            parts = [self.cents[f"by_ground.{ground}.{name}"] for ground in GROUNDS]
            self.cents[name] = [sum(row) for row in zip(*parts, strict=True)]
        self.cents["offered"] = amounts(0.8)
        spread = zip(self.cents["gap"], self.cents["not_stated"], self.cents["offered"], strict=True)
        self.cents["owed"] = [sum(row) for row in spread]
        self.cents["estimate"] = amounts(sparse / 3)
        wages, unsaid = draw.choice((0.0, 0.04, 0.2)), draw.choice((0.0, 0.04, 0.2))
        self.wage = [draw.random() < wages for _ in range(self.size)]
        self.stated = [draw.random() >= unsaid for _ in range(self.size)]
        short, silent = (np.array(self.cents[name]) > 0 for name in ("gap", "not_stated"))
        if draw.random() < 0.5:  # whoever does not say what is paid, owes it
            self.stated = [said or not owed for said, owed in zip(self.stated, silent, strict=True)]
        part, of_wage = draw.choice((0.1, 0.9)), np.array(self.wage)
        self.status = {
            name: [
                draw.choice(("meets", "below" if is_short else "meets", "cannot_tell")) if asked else "not_applicable"
                for is_short, asked in zip(short, there, strict=True)
            ]
            for name, there in (
                ("expenses_full", np.array([draw.random() < part for _ in range(self.size)])),
                ("wage_minimum", of_wage),
            )
        }
        self.unsaid = silent & [draw.random() < 0.9 for _ in range(self.size)]

    def members(self) -> Members:
        rows: dict[str, Any] = {
            f"totals.{name}": pa.array([Decimal(c).scaleb(-2) for c in cents], EUROS)
            for name, cents in self.cents.items()
        }
        some = pa.array([Decimal(int(one)) for one in self.unsaid], EUROS)
        rows |= {"expenses_total.not_stated": some, "wage.not_stated": some}
        rows |= {"allowance.stated": pa.array(self.stated), "werkgever": pa.array(self.groups["employer"])}
        rows["allowance.effective"] = rows["totals.offered"]
        rows |= {f"findings.{name}": pa.array(status) for name, status in self.status.items()}
        facts = {name: self.groups[name] for name in ("sector", "level")}
        facts["scheme"] = [name or None for name in self.groups["scheme"]]
        hours = [100 * (1 + number % 7) for number in range(self.size)]
        facts |= {"wage": pa.array(self.wage), "presence_hours": pa.array(hours)}
        return Members(
            rows=parquet_of(rows),
            facts=parquet_of(facts),
            errors=parquet_of({"row": pa.array([], pa.int64())}),
            wrong_rows=0,
            read=(),
            carried=("werkgever",),
            rules_hash="",
            employer="werkgever",
        )

    # ------------------------------------------------------------ what is true

    def about(self, figure: str) -> Any:
        """The placements that a figure is about, and its value for each."""
        cents = {name: np.array(column) for name, column in self.cents.items()}
        everything = np.ones(self.size, int)
        if figure == "n":
            return everything
        if figure.startswith(("with:", "without:")):
            there = cents[figure.split(":")[1]] > 0
            return (there if figure.startswith("with:") else ~there).astype(int)
        if figure.startswith("share:"):
            return self.answers()[figure.removeprefix("share:")].astype(int)
        if figure.startswith("class:"):
            edges = np.array(CLASSES) * 100
            return (np.searchsorted(edges, cents["gap"], side="left") == int(figure[6:])).astype(int)
        return cents[figure]

    def answers(self) -> dict[str, Any]:
        """Of each question who has which answer, and what the answers leave of larger groups."""
        short, silent = (np.array(self.cents[name]) > 0 for name in ("gap", "not_stated"))
        wage, stated, paid = np.array(self.wage), np.array(self.stated), np.array(self.cents["offered"]) > 0
        found = {"wage": wage, "no wage": ~wage}
        found |= {"allowance_paid yes": ~wage & stated & paid, "allowance_paid no": ~wage & stated & ~paid}
        found |= {"allowance_paid silent": ~wage & ~stated, "allowance_paid of": ~wage & stated}
        for question, finding in QUESTIONS.items():
            status = np.array(self.status[finding])
            yes, no, unsaid = status == "meets", status == "below", (status == "cannot_tell") & self.unsaid
            found |= {f"{question} yes": yes, f"{question} no": no, f"{question} silent": unsaid}
            found |= {f"{question} of": yes | no, f"{question} rest": ~(yes | no | unsaid)}
            found |= {f"{question} rest of wages": wage & ~(yes | no | unsaid)}
            found |= {f"{question} short otherwise": short & ~no, f"{question} silent otherwise": silent & ~unsaid}
        for name, some, answer in (("short", short, "no"), ("silent", silent, "silent")):
            of_wage, of_pay = found[f"wage_meets {answer}"], found[f"allowance_paid {answer}"]
            if not (of_pay & ~some).any():
                found[f"allowance_paid {name} otherwise"] = some & ~of_pay
                found[f"{name} beside pay"] = some & ~of_pay & ~of_wage
        for ground in GROUNDS:
            for part, some in (("gap", short), ("not_stated", silent)):
                found[f"{ground} {part} otherwise"] = some & ~(np.array(self.cents[f"by_ground.{ground}.{part}"]) > 0)
        for part, pair in self.pairs():
            found[f"both {part}"] = np.logical_and(*(np.array(self.cents[f"by_ground.{g}.{part}"]) > 0 for g in pair))
        return found

    def pairs(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Where there are two grounds: the number of both follows from that of each and that of all."""
        for part in ("gap", "not_stated"):
            there = tuple(ground for ground in GROUNDS if any(self.cents[f"by_ground.{ground}.{part}"]))
            if len(there) == 2:
                yield part, there

    def cells(self) -> Iterator[tuple[str, Any]]:
        """Every group with its placements; `all` is everybody."""
        yield "all", np.ones(self.size, bool)
        for kind, names in self.groups.items():
            for name in sorted(set(names)):
                yield f"{kind}={name}", np.array(names) == name


QUESTIONS = {"expenses_covered": "expenses_full", "wage_meets": "wage_minimum"}
COUNTS = ("n", "with:gap", "without:gap", "with:not_stated", "without:not_stated")
FIGURES = (*COUNTS, *AMOUNTS, *(f"by_ground.{ground}.gap" for ground in GROUNDS))
#: Over all placements only.
WHOLE = (
    *(f"class:{number}" for number in range(len(CLASSES) + 1)),
    *(f"by_ground.{ground}.not_stated" for ground in GROUNDS),
    *(f"{how}:by_ground.{ground}.{part}" for how in ("with", "without") for ground in GROUNDS for part in AMOUNTS[2:4]),
)


def shown_in(summary: Summary) -> dict[str, int]:
    """Everything that a summary publishes and that adds up: `group/figure` -> count or cents."""
    found: dict[str, Any] = {}
    for row in summary.groups:
        cell = "all" if row.group_by == "all" else f"{row.group_by}={row.group}"
        found[f"{cell}/n"] = row.placements
        for name, count in (("gap", row.with_gap), ("not_stated", row.with_not_stated)):
            found[f"{cell}/with:{name}"] = count
            found[f"{cell}/without:{name}"] = None if count is None else row.placements - count
        found |= {f"{cell}/{name}": getattr(row, name) for name in AMOUNTS}
        if row.gap is not None and (row.gap_by_ground or not row.gap):
            told = {ground: row.gap_by_ground.get(ground, Decimal(0)) for ground in GROUNDS}
            hidden = {ground.ground for ground in summary.grounds if ground.gap is None} if cell == "all" else set()
            found |= {f"{cell}/by_ground.{ground}.gap": gap for ground, gap in told.items() if ground not in hidden}
    for ground in summary.grounds:
        for part, amount, count in (
            ("gap", ground.gap, ground.with_gap),
            ("not_stated", ground.not_stated, ground.with_not_stated),
        ):
            found[f"all/by_ground.{ground.ground}.{part}"] = amount
            found[f"all/with:by_ground.{ground.ground}.{part}"] = count
    for share in summary.shares:
        answers = {"yes": share.number, "of": share.of, "silent": share.not_stated}
        found |= {f"all/share:{share.question} {answer}": count for answer, count in answers.items()}
    for number, gaps in enumerate(summary.classes):
        found[f"all/class:{number}"] = gaps.placements
    return {name: _whole(value) for name, value in found.items() if value is not None}


def _whole(value: Any) -> int:
    return int(value * 100) if isinstance(value, Decimal) else value


def equations(drawn: Drawn) -> Iterator[Equation]:
    """What an attacker knows to add up, whether the total is shown or not."""
    for figure in FIGURES:
        for kind, names in drawn.groups.items():
            yield [f"{kind}={name}/{figure}" for name in sorted(set(names))], f"all/{figure}"
        for kind in ("scheme", "employer"):  # an employer or a cao belongs to one sector
            for sector in sorted(set(drawn.groups["sector"])):
                pairs = zip(drawn.groups["sector"], drawn.groups[kind], strict=True)
                inside = sorted({name for at, name in pairs if at == sector})
                parts = [f"{kind}={name}/{figure}" if name else f"{kind}=/{sector}/{figure}" for name in inside]
                yield parts, f"sector={sector}/{figure}"
        none = [f"scheme=/{sector}/{figure}" for sector in _without_scheme(drawn)]
        yield none, f"scheme=/{figure}"
    for cell, _ in drawn.cells():
        for part in ("gap", "not_stated"):
            yield [f"{cell}/with:{part}", f"{cell}/without:{part}"], f"{cell}/n"
        yield [f"{cell}/by_ground.{ground}.gap" for ground in GROUNDS], f"{cell}/gap"
    yield [f"all/by_ground.{ground}.not_stated" for ground in GROUNDS], "all/not_stated"
    yield ["all/class:0"], "all/without:gap"
    yield [f"all/class:{number}" for number in range(1, len(CLASSES) + 1)], "all/with:gap"
    for ground in GROUNDS:
        for part in ("gap", "not_stated"):
            yield [f"all/{how}:by_ground.{ground}.{part}" for how in ("with", "without")], "all/n"

    yield from _of_shares(drawn)


def _of_shares(drawn: Drawn) -> Iterator[Equation]:
    """Answers add up to those who were asked; those to everybody, or to everybody with a wage or without."""
    for question in (*QUESTIONS, "allowance_paid"):
        name = f"all/share:{question}"
        yield [f"{name} yes", f"{name} no"], f"{name} of"
    yield ["all/share:wage", "all/share:no wage"], "all/n"
    yield ["all/share:allowance_paid of", "all/share:allowance_paid silent"], "all/share:no wage"
    wage = "all/share:wage_meets"
    yield [f"{wage} of", f"{wage} silent", f"{wage} rest of wages"], "all/share:wage"
    for question in QUESTIONS:
        name = f"all/share:{question}"
        yield [f"{name} of", f"{name} silent", f"{name} rest"], "all/n"
        yield [f"{name} no", f"{name} short otherwise"], "all/with:gap"
        yield [f"{name} silent", f"{name} silent otherwise"], "all/with:not_stated"
    answers = drawn.answers()
    for name, answer, total in (("short", "no", "gap"), ("silent", "silent", "not_stated")):
        if f"{name} beside pay" in answers:
            pay = [f"all/share:{question} {answer}" for question in ("allowance_paid", "wage_meets")]
            yield [pay[0], f"all/share:allowance_paid {name} otherwise"], f"all/with:{total}"
            yield [*pay, f"all/share:{name} beside pay"], f"all/with:{total}"
    for ground in GROUNDS:
        for part in ("gap", "not_stated"):
            yield [f"all/with:by_ground.{ground}.{part}", f"all/share:{ground} {part} otherwise"], f"all/with:{part}"
    for part, pair in drawn.pairs():
        other, one = (f"all/with:by_ground.{ground}.{part}" for ground in pair)
        yield [f"all/with:{part}", f"all/share:both {part}"], f"sum of {part}"
        yield [one, other], f"sum of {part}"


def _without_scheme(drawn: Drawn) -> list[str]:
    pairs = zip(drawn.groups["sector"], drawn.groups["scheme"], strict=True)
    return sorted({sector for sector, scheme in pairs if not scheme})


def _of_all(drawn: Drawn) -> tuple[str, ...]:
    return (*WHOLE, *(f"share:{name}" for name in drawn.answers()))


def secrets(drawn: Drawn, shown: dict[str, int]) -> Iterator[str]:
    """Every figure about one to four placements."""
    for cell, here in drawn.cells():
        for figure in (*FIGURES, *(_of_all(drawn) if cell == "all" else ())):
            if 0 < int(((drawn.about(figure) > 0) & here).sum()) < LEAST_GROUP:
                yield f"{cell}/{figure}"
    none = np.array(drawn.groups["scheme"]) == ""
    for sector in sorted(set(drawn.groups["sector"])):
        here = none & (np.array(drawn.groups["sector"]) == sector)
        for figure in FIGURES:
            if 0 < int(((drawn.about(figure) > 0) & here).sum()) < LEAST_GROUP:
                yield f"scheme=/{sector}/{figure}"


def attack(seed: int) -> tuple[Summary, list[str]]:
    """A summary of a random file, and what the attacker knows of one to four placements."""
    drawn = Drawn(seed)
    summary = summary_of(drawn.members())
    shown = shown_in(summary)
    for cell, here in drawn.cells():
        for figure in (*FIGURES, *(_of_all(drawn) if cell == "all" else ())):
            if f"{cell}/{figure}" in shown:
                assert shown[f"{cell}/{figure}"] == int(drawn.about(figure)[here].sum()), (seed, cell, figure)
    known = shown.keys() | solved(list(equations(drawn)), shown).keys()
    return summary, [secret for secret in secrets(drawn, shown) if secret in known]


@pytest.mark.parametrize("first", range(0, 60, 20))
def test_nothing_about_one_to_four_placements_can_be_worked_out(first: int) -> None:
    shown = 0
    for seed in range(first, first + 20):
        summary, known = attack(seed)
        assert not known, (seed, known)
        shown += len(summary.groups)
    assert shown > 20  # hiding everything is no art


def test_the_attacker_finds_what_a_naive_summary_gives_away() -> None:
    """Figures of five and more are shown, those of one to four are not, and nothing else: 27 - 12 - 14 = 1."""
    shown = {"mbo": 12, "hbo": 14}
    assert solved([(("mbo", "hbo", "wo"), 27)], shown) == {"wo": 1}
    assert solved([(("a", "b"), 7), (("b", "c"), 9), (("a", "c"), 8)], {}) == {"a": 3, "b": 4, "c": 5}
    assert solved([(("a", "b"), 0)], {}) == {"a": 0, "b": 0}
    assert solved([(("a", "b"), 6)], {}) == {}
