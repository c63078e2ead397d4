"""The questions of the form, declared once: which there are for a draft, in their order, and what each fills in.

A question is asked in three ways (ui/calculator/asking.py): among all others, alone, and as one line with its answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from compensation.ui.calculator.form import costs, paid, stage, travel, while_running, writes
from compensation.ui.calculator.form.fields import Fields
from compensation.ui.calculator.form.hours import HOURS
from compensation.ui.calculator.form.relevant import Relevant
from compensation.ui.calculator.form.ways import TRAVEL, legs
from compensation.ui.parts.state import Draft


@dataclass(frozen=True)
class Question:
    """One question, or a few that belong together.

    `paths` are the parts of the draft that it fills in. One that is `single` is answered with one choice: asked alone
    it then goes on by itself, unless that choice leaves something to read there (`stays`). One with a choice for who
    does not know needs no other way past it (`unknown`).
    """

    name: str
    ask: Callable[[Fields, Relevant], None]
    paths: tuple[str, ...]
    single: bool = False
    stays: Callable[[Draft], bool] = lambda _: False
    unknown: bool = False

    def fills(self, path: str) -> int:
        """How much of a path is named by this question: the question that names most of it asks for it."""
        return max((len(part) for part in self.paths if f"{path}.".startswith(f"{part}.")), default=0)


@dataclass(frozen=True)
class Group:
    """A group of questions."""

    name: str
    questions: tuple[Question, ...]
    title: str = ""

    def titled(self, f: Fields) -> str:
        """Its name on the screen."""
        return f.say(f"group.{self.title or self.name}")


#: Asked of everyone, before the first answer.
BASIC = ("route", "period", "days", "birth_date")
ALLOWANCE = "offer.allowance"


def groups(asked: Relevant) -> list[Group]:
    """The groups that have a question which matters."""
    found = [
        Group("stage", tuple(_stage(asked))),
        Group("cao", tuple(_cao(asked)), "cao_wage" if asked.wage else ""),
        Group("travel", tuple(_travel(asked))),
        Group("costs", tuple(_costs(asked))),
        Group("offer", tuple(_offer(asked))),
        Group("while_running", tuple(_while_running(asked))),
        Group("test", tuple(_test(asked))),
    ]
    return [group for group in found if group.questions]


def questions(asked: Relevant) -> list[Question]:
    """All questions that matter, in their order."""
    return [question for group in groups(asked) for question in group.questions]


def question_of(path: str, asked: Iterable[Question]) -> Question | None:
    """The question that asks for a path of the draft."""
    best = max(asked, key=lambda question: question.fills(path), default=None)
    return best if best is not None and best.fills(path) else None


def group_of(path: str, asked: Relevant) -> Group:
    """The group that asks for a path; the first where none does."""
    shown = groups(asked)
    question = question_of(path, questions(asked))
    return next((group for group in shown if question in group.questions), shown[0])


# ---------------------------------------------------------------- which there are


def _stage(asked: Relevant) -> Iterator[Question]:
    yield Question("route", stage.ask_route, ("route",), single=True)
    yield Question("sector", stage.ask_sector, ("sector",))
    yield Question("period", stage.ask_period, ("start", "end", "placement"))
    yield Question("days", stage.ask_days, HOURS)
    if asked.wage:
        yield Question("birth_date", stage.ask_birth_date, ("birth_date",))
    if asked.allowance:
        yield Question("kind", stage.ask_kind, ("kind",), single=True)


def _cao(asked: Relevant) -> Iterator[Question]:
    if not asked.cao:
        return
    unknown: Callable[[Draft], bool] = lambda d: d.get("cao.status") == "unknown"  # noqa: E731
    yield Question("cao_status", stage.ask_cao_status, ("cao",), single=True, stays=unknown, unknown=True)
    if asked.draft.get("cao.status") == "applies" and (asked.cao_wage or asked.named_scheme):
        yield Question("which_cao", stage.ask_which_cao, ("cao.scheme", "cao.amount", "cao.hourly_wage"))
    if asked.norm and (asked.draft.get("cao.status") is not None or asked.draft.get("norm") is not None):
        yield Question("norm", stage.ask_norm, ("norm", "own_norm"))
    if asked.study_year:
        yield Question("study_year", stage.ask_study_year, ("study_year",), single=True)
    if asked.compulsory:
        yield Question("compulsory", stage.ask_compulsory, ("compulsory",), single=True)
    if asked.regional_pact:
        yield Question("regional_pact", stage.ask_regional_pact, ("signed_regional_pact",), single=True, unknown=True)


def _travel(asked: Relevant) -> Iterator[Question]:
    found = legs(asked.draft)
    if len(found) == 1:
        yield Question("mode", travel.ask_mode, (f"{TRAVEL}.mode",), single=True)
    if found[0].mode != "none":
        yield Question("ways", travel.ask_ways, (TRAVEL,))
    if asked.student_product():
        yield Question("student_product", travel.ask_product, (f"{TRAVEL}.student_product",), single=True)


def _costs(asked: Relevant) -> Iterator[Question]:
    yield Question("cost_kinds", costs.ask_kinds, ("costs",))
    for index in range(len(asked.draft.get("costs", []))):
        yield Question(f"cost.{index}", partial(costs.ask_cost, index=index), (f"costs.{index}",))


def _offer(asked: Relevant) -> Iterator[Question]:
    if asked.wage:
        yield Question("wage", paid.ask_wage, ("offer.wage", "offer.holiday_allowance_percent"))
        yield Question("contract", paid.ask_contract, ("offer.employment_contract",), single=True)
        if asked.unknown_minimum_from is not None:
            yield Question("minimum", paid.ask_minimum, ("assume",))
    else:
        yield Question("allowance", paid.ask_allowance, (ALLOWANCE,), single=True)
        if writes.allowance_answer(asked.draft) == "paid":
            amounts = (f"{ALLOWANCE}.amount", f"{ALLOWANCE}.per", "offer.includes_expenses")
            yield Question("how_much", paid.ask_how_much, amounts)
    for kind in asked.reimbursable():
        places = [f"offer.reimbursements.{place}" for place in writes.reimbursements(asked.draft, kind)]
        parts = (*places, *(["offer.km_rate"] if kind == "travel" else []))
        stays = partial(_is_amount, kind)
        yield Question(f"repaid.{kind}", partial(paid.ask_repaid, kind=kind), parts, single=True, stays=stays)
    if asked.draft.get("offer.complete") or not _all_said(asked):
        yield Question("complete", paid.ask_complete, ("offer.complete",))


def _all_said(asked: Relevant) -> bool:
    """Whether it is said of everything what is paid, all the time: then "this is all" says nothing more."""
    d, kinds = asked.draft, list(asked.reimbursable())
    back = [f"offer.reimbursements.{place}" for kind in kinds for place in writes.reimbursements(d, kind)]
    said = d.get(f"offer.{'wage' if asked.wage else 'allowance'}.amount") is not None
    each = all(writes.repaid(d, kind) is not None for kind in kinds)
    return said and each and not any(writes.is_dated(d, path) for path in back)


def _is_amount(kind: str, d: Draft) -> bool:
    return writes.repaid(d, kind) in ("amount", "km")


def _while_running(asked: Relevant) -> Iterator[Question]:
    if asked.presence:
        yield Question("public_holidays", while_running.ask_holidays, ("public_holidays",), single=True)
    if asked.closed:
        yield Question("closed", while_running.ask_closed, ("closed",))
    yield Question("changes", while_running.ask_changes, ("changes",))


def _test(asked: Relevant) -> Iterator[Question]:
    if asked.allowance:
        yield Question("test", paid.ask_test, ("placement_test",))
