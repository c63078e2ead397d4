"""The first questions: the placement, cao and norm.

Which of them matter `Relevant` says (form/questions.py); the labels and the words of the answers stand in
texts/*/ui_form.yaml.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from compensation.calendar import WEEKDAYS
from compensation.placement.fields import words_at
from compensation.rulebook.fields import in_language
from compensation.texts import euros, number
from compensation.ui.calculator.form import writes
from compensation.ui.calculator.form.fields import Fields
from compensation.ui.calculator.form.find_sector import ask_which, ask_words, say_probable
from compensation.ui.calculator.form.hours import by_day, week, workdays, write_by_day, write_workdays
from compensation.ui.calculator.form.relevant import Relevant
from compensation.ui.parts.markdown import literal

ROUTES = words_at("route")
ALLOWANCE_PER = words_at("offer.allowance.per")
#: Wide enough for the hours of a day, narrow enough for three of them beside one another on a phone.
DAY_WIDTH = 78
#: Weeks of four and five days, each in one tap: those of an office, and those of a shop that is closed on Monday.
_AT_ONCE = ((0, 4), (0, 5), (1, 5), (1, 6))


def ask_route(f: Fields, _: Relevant) -> None:
    """Who: the route of study."""
    captions = [f.say(f"choice.route.{route}_caption") for route in ROUTES]
    f.radio("route", ROUTES, "route", captions=captions)


def ask_sector(f: Fields, asked: Relevant) -> None:
    """Where: what is made or sold, or the list of branches beside it."""
    sectors = sorted(asked.book.sectors, key=lambda key: asked.book.sectors[key].name[f.lang])
    left, right = st.columns(2)
    with left:
        ask_words(f)
    with right:
        f.select("sector", sectors, "sector", lambda key: sector_label(f, asked, key))
    ask_which(f, asked.book)


def ask_period(f: Fields, _: Relevant) -> None:
    """When: the first and the last day."""
    left, right = st.columns(2)
    with left:
        f.day("start", "start")
    with right:
        f.day("end", "end")
    f.ask_again("start")


def ask_days(f: Fields, asked: Relevant) -> None:
    """On which days, and how many hours."""
    ask_hours(f, asked)


def ask_birth_date(f: Fields, _: Relevant) -> None:
    """How old: a minimum wage goes by age."""
    f.day("birth_date", "birth_date", birth=True)
    f.ask_again("birth_date")


def ask_kind(f: Fields, _: Relevant) -> None:
    """A placement, or only looking on."""
    f.radio("kind", words_at("kind"), "kind", default="placement")


def sector_label(f: Fields, asked: Relevant, key: str) -> str:
    """A sector by its name, with words by which people look for it."""
    name = asked.book.sectors[key].name[f.lang]
    words = f.hint(f"sector_words.{key}")
    return f"{name} ({words})" if words else name


def ask_hours(f: Fields, asked: Relevant, base: str = "") -> None:
    """On which days, and how many hours: a week, or on each day. `base` is where they stand (`changes.0.`)."""
    d = f.draft
    days = workdays(d, base)
    f.several(f"{base}workdays", WEEKDAYS, "workdays", days, partial(write_workdays, base))
    with st.container(horizontal=True, gap="small"):
        for first, last in _AT_ONCE:
            f.at_once(
                f"{base}workdays",
                f"{first}.{last}",
                days_said(f, WEEKDAYS[first:last]),
                list(WEEKDAYS[first:last]),
                partial(write_workdays, base),
            )
    if not by_day(d, base):
        f.number(f"{base}hours_per_week", "contract_hours" if asked.wage else "hours_per_week", kind="hours")
    f.tick(f"{base}by_day", "by_day", held=by_day(d, base), write=partial(write_by_day, base))
    if by_day(d, base):
        with st.container(horizontal=True, gap="small"):
            for day in days:
                path = f"{base}hours_by_day.{day}"
                label = f.say(f"choice.workdays.{day}")
                f.number(path, "hours_of_day", kind="hours", label=label, empty="", width=DAY_WIDTH, paired=True)
        f.faults(f"{base}hours_by_day")
        f.ask_again(*(f"{base}hours_by_day.{day}" for day in days))
        total = week(d, base)
        st.caption(f.say("note.by_day") if total is None else f.say("note.week", hours=number(total, f.lang)))


def days_said(f: Fields, days: Sequence[str]) -> str:
    """`ma t/m do`, or `ma, wo, do`."""
    first, last = WEEKDAYS.index(days[0]), WEEKDAYS.index(days[-1])
    names = [f.say(f"choice.workdays.{day}") for day in days]
    if len(days) > 2 and len(days) == last - first + 1:
        return f.say("heading.period", start=names[0], end=names[-1])
    return ", ".join(names)


def ask_cao_status(f: Fields, asked: Relevant) -> None:
    """Does a cao apply; who does not know is told which probably does."""
    f.radio("cao.status", words_at("cao.status"), "cao_status")
    if f.draft.get("cao.status") == "unknown":
        say_probable(f, asked.book, bbl=asked.wage)
        st.caption(f.say("note.cao_unknown_wage" if asked.wage else "note.cao_unknown"))


def ask_which_cao(f: Fields, asked: Relevant) -> None:
    """Which cao, and what it pays."""
    if asked.cao_wage:
        f.number("cao.hourly_wage", "cao_wage")
    if asked.named_scheme:
        _ask_scheme(f, asked)


def ask_study_year(f: Fields, _: Relevant) -> None:
    """The year of study, where an amount goes by it."""
    f.choice("study_year", (1, 2, 3, 4, 5, 6), "study_year")


def ask_compulsory(f: Fields, _: Relevant) -> None:
    """Whether it is part of the programme, where a cao asks for it."""
    f.choice("compulsory", (True, False), "compulsory", default=True)


def ask_regional_pact(f: Fields, _: Relevant) -> None:
    """Whether the employer signed a pact for its region."""
    f.choice("signed_regional_pact", (True, False), "signed_regional_pact", default=False)


def _ask_scheme(f: Fields, asked: Relevant) -> None:
    schemes = {scheme.key: scheme for scheme in sorted(asked.schemes, key=lambda scheme: scheme.name.lower())}
    options = [*schemes, *(["own_amount"] if asked.allowance else [])]

    def label(key: str) -> str:
        if key == "own_amount":
            return f.say("choice.scheme.own_amount")
        scheme = schemes[key]
        unknown = asked.allowance and not scheme.versions
        return f.say("choice.scheme.no_amount", name=scheme.name) if unknown else scheme.name

    held = "own_amount" if f.draft.get("cao.amount") is not None else f.draft.get("cao.scheme")
    stem = f"cao.scheme.{f.draft.get('sector')}.{asked.route}"
    f.select("cao.scheme", options, "scheme", label, stem=stem, held=held, write=writes.write_scheme)
    if asked.own_cao_amount:
        _ask_amount(f, "cao.amount", "cao_amount")
    elif asked.scheme is not None and asked.scheme.amount_unknown is not None and asked.allowance:
        st.caption(f"{literal(in_language(asked.scheme.amount_unknown.rule, f.lang))} {f.say('note.scheme_no_amount')}")
    elif asked.amount_unknown_here:
        st.caption(f.say("note.scheme_step_unknown"))


def _ask_amount(f: Fields, path: str, name: str) -> None:
    """An amount of money per month, week, day or hour; a month or a week may be for a full number of hours."""
    left, right = st.columns(2)
    with left:
        f.number(f"{path}.amount", name)
    with right:
        f.period(f"{path}.per", ALLOWANCE_PER, "allowance_per", "month")
    if f.draft.get(f"{path}.per", "month") in ("month", "week"):
        f.number(f"{path}.base_hours", "base_hours", kind="hours")


def ask_norm(f: Fields, asked: Relevant) -> None:
    """The norm by which an amount is judged: one is chosen, and another is for who asks."""
    sector = f.draft.get("sector")
    policies = list(asked.book.policy_keys)
    options = [*(["sector"] if sector else []), *policies, "own"]
    default = "sector" if sector else "national"
    known_none = f.draft.get("cao.status", "none") == "none"
    st.caption(f.say("note.norm" if known_none else "note.norm_unknown"))
    chosen = f.draft.get("norm") is not None
    f.tick("norm_asked", "norm_asked", held=chosen, write=partial(writes.write_norm_asked, default))
    if not chosen:
        return

    def label(key: str) -> str:
        return asked.book.norms[key].name[f.lang] if key in policies else f.say(f"choice.norm.{key}")

    def caption(key: str) -> str:
        if key not in policies:
            return f.say(f"choice.norm.{key}_caption")
        norm = asked.book.norms[key].latest
        amount = euros(int((norm.amount or 0) * 100), f.lang)
        return f.say("note.norm_amount", amount=amount, hours=norm.base_hours)

    f.radio("norm", options, "norm", labels=label, captions=[caption(key) for key in options], default=default)
    if f.draft.get("norm") == "own":
        _ask_amount(f, "own_norm", "own_norm")
