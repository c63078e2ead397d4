"""The groups of questions, one after the other: the placement, cao and norm, travel, other costs.

Each group asks what `Relevant` says matters; the labels and the words of the answers stand in texts/*/ui_form.yaml.
"""

from __future__ import annotations

from functools import partial

import streamlit as st

from compensation.rulebook import RuleBook
from compensation.rulebook.fields import in_language
from compensation.rulebook.models import CostKind, Sector
from compensation.texts import euros, inside
from compensation.ui.calculator.form import writes
from compensation.ui.calculator.form.fields import Fields
from compensation.ui.calculator.form.relevant import Relevant
from compensation.ui.parts.markdown import literal

ROUTES = ("bol", "bbl", "hbo", "wo", "dual")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ALLOWANCE_PER = ("month", "week", "day", "hour")
COST_PER = ("once", "day", "week", "month")


def ask_stage(f: Fields, asked: Relevant) -> None:
    """Who, where and when."""
    captions = [f.say(f"choice.route.{route}_caption") for route in ROUTES]
    f.radio("route", ROUTES, "route", captions=captions)
    sectors = sorted(asked.book.sectors, key=lambda key: asked.book.sectors[key].name[f.lang])
    f.select("sector", sectors, "sector", lambda key: sector_label(f, asked, key))
    left, right = st.columns(2)
    with left:
        f.day("start", "start")
    with right:
        f.day("end", "end")
    f.several("workdays", WEEKDAYS, "workdays", f.draft.get("workdays", []), writes.write_workdays)
    f.number("hours_per_week", "contract_hours" if asked.wage else "hours_per_week")
    if asked.wage:
        f.day("birth_date", "birth_date", birth=True)
    if asked.allowance:
        f.choice("kind", ("placement", "observation"), "kind", default="placement")


def sector_label(f: Fields, asked: Relevant, key: str) -> str:
    """A sector by its name, with words by which people look for it."""
    name = asked.book.sectors[key].name[f.lang]
    words = f.hint(f"sector_words.{key}")
    return f"{name} ({words})" if words else name


def ask_cao(f: Fields, asked: Relevant) -> None:
    """Does a cao apply, which one, and else: which norm."""
    f.radio("cao.status", ("none", "applies", "unknown"), "cao_status")
    if f.draft.get("cao.status") == "applies":
        _ask_scheme(f, asked)
    elif f.draft.get("cao.status") == "unknown":
        st.caption(f.say("note.cao_unknown"))
    if asked.norm and (f.draft.get("cao.status") is not None or f.draft.get("norm") is not None):
        _ask_norm(f, asked)
    if asked.study_year:
        f.choice("study_year", (1, 2, 3, 4, 5, 6), "study_year")
    if asked.compulsory:
        f.choice("compulsory", (True, False), "compulsory", default=True)


def _ask_scheme(f: Fields, asked: Relevant) -> None:
    schemes = {scheme.key: scheme for scheme in sorted(asked.schemes, key=lambda scheme: scheme.name.lower())}
    options = [*schemes, *(["own_amount"] if asked.allowance else [])]

    def label(key: str) -> str:
        if key == "own_amount":
            return f.say("choice.scheme.own_amount")
        scheme = schemes[key]
        return scheme.name if scheme.versions else f.say("choice.scheme.no_amount", name=scheme.name)

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
        f.number(f"{path}.base_hours", "base_hours")


def _ask_norm(f: Fields, asked: Relevant) -> None:
    sector = f.draft.get("sector")
    policies = list(asked.book.policy_keys)
    options = [*(["sector"] if sector else []), *policies, "own"]
    default = "sector" if sector else "national"

    def label(key: str) -> str:
        return asked.book.norms[key].name[f.lang] if key in policies else f.say(f"choice.norm.{key}")

    def caption(key: str) -> str:
        if key not in policies:
            return f.say(f"choice.norm.{key}_caption")
        norm = asked.book.norms[key].latest
        amount = euros(int((norm.amount or 0) * 100), f.lang)
        return f.say("note.norm_amount", amount=amount, hours=norm.base_hours)

    known_none = f.draft.get("cao.status", "none") == "none"
    st.caption(f.say("note.norm" if known_none else "note.norm_unknown"))
    f.radio("norm", options, "norm", labels=label, captions=[caption(key) for key in options], default=default)
    if f.draft.get("norm") == "own":
        _ask_amount(f, "own_norm", "own_norm")


def ask_travel(f: Fields, asked: Relevant) -> None:
    """How the student gets there, how far, and with which travel product."""
    f.radio("travel.mode", ("none", "public_transport", "own_vehicle"), "mode")
    if asked.mode == "own_vehicle":
        f.number("travel.distance_km", "distance", decimals=1)
    if asked.mode == "public_transport":
        f.choice("travel.carrier", ("train", "bus"), "carrier")
        f.number("travel.fare", "fare")
        if asked.distance:
            f.number("travel.distance_km", "distance_estimate", decimals=1)
    if asked.region:
        regions = asked.book.regions
        f.select("travel.region", list(regions), "region", lambda key: regions[key].name)
    if asked.student_product:
        captions = ["", *(f.say(f"choice.student_product.{product}_caption") for product in ("week", "weekend"))]
        options = ("none", "week", "weekend")
        f.radio("travel.student_product", options, "student_product", captions=captions, default="none")


def ask_costs(f: Fields, asked: Relevant) -> None:
    """Which other costs there are, and per cost: how much, how often, who asks for it, and is it given in kind."""
    sector = asked.book.sectors.get(f.draft.get("sector") or "")
    expected = [kind for kind in (sector.cost_kinds if sector else []) if kind != "travel"]
    if sector and expected:
        names = ", ".join(inside(asked.book.kind_name(kind, f.lang), f.lang) for kind in expected)
        st.caption(f.say("note.costs_expected", sector=sector.name[f.lang], kinds=names))
        if sector.note:
            st.caption(sector.note[f.lang])
    options = [*expected, *(kind for kind in asked.book.cost_kinds if kind not in expected)]
    held = [cost["kind"] for cost in f.draft.get("costs", [])]
    write = partial(writes.write_cost_kinds, asked.book)
    f.several("costs", options, "cost_kinds", held, write, lambda kind: asked.book.kind_name(kind, f.lang))
    seen: dict[str, int] = {}
    for index, cost in enumerate(f.draft.get("costs", [])):
        number = seen[cost["kind"]] = seen.get(cost["kind"], 0) + 1
        _ask_cost(f, index, asked.book, cost["kind"], number, sector)
    if "other" in seen:
        st.button(
            f.say("button.another_cost"), key=f.key("another_cost"), icon=":material/add:", on_click=writes.add_other
        )
    if asked.presence:
        _ask_free_days(f)


def _ask_cost(f: Fields, index: int, book: RuleBook, kind: str, number: int, sector: Sector | None) -> None:
    path, stem = f"costs.{index}", f"cost.{kind}.{number}"
    name, cost = book.kind_name(kind, f.lang), book.costs[kind]
    with st.container(border=True):
        st.markdown(f"**{name}**" if number == 1 else f"**{name} ({number})**")
        said = [literal(cost.question[f.lang])] if cost.question else []
        if kind == "vog" and sector is not None:
            said.append(literal(sector.vog_ground[f.lang]))
        if said:
            st.caption(" ".join(said))
        f.tick(f"{path}.provided", "provided", stem=f"{stem}.provided")
        if not f.draft.get(f"{path}.provided"):
            _ask_price(f, path, stem, cost)
        by = ["employer", "own_choice"] if cost.ground == "law" else ["employer", "school", "own_choice"]
        if f.draft.get(f"{path}.required_by") == "law":
            by.insert(1, "law")
        answered = f.draft.get(f"{path}.required_by") != writes.EMPTY
        default = "employer" if answered else None
        f.choice(f"{path}.required_by", by, "required_by", default=default, stem=f"{stem}.required_by")
        if kind == "other" and number > 1:
            st.button(
                f.say("button.remove"),
                key=f.key(f"{stem}.remove"),
                type="tertiary",
                on_click=writes.remove_cost,
                args=(index,),
            )


def _ask_price(f: Fields, path: str, stem: str, cost: CostKind) -> None:
    if cost.price is not None:
        f.number(f"{path}.amount", "vog_amount", stem=f"{stem}.amount")
        if f.draft.get(f"{path}.per", "once") != "once":  # never so here, but a file may say it
            f.period(f"{path}.per", COST_PER, "cost_per", "once", stem=f"{stem}.per")
        return
    left, right = st.columns(2)
    with left:
        f.number(f"{path}.amount", "cost_amount", stem=f"{stem}.amount")
    with right:
        f.period(f"{path}.per", COST_PER, "cost_per", "once", stem=f"{stem}.per")


def _ask_free_days(f: Fields) -> None:
    f.choice("public_holidays", ("free", "worked"), "public_holidays", default="free")
    periods = f.draft.get("closed", [])
    for index in range(len(periods)):
        left, right = st.columns(2)
        with left:
            f.day(f"closed.{index}.from", "closed_from")
        with right:
            f.day(f"closed.{index}.to", "closed_to")
        st.button(
            f.say("button.remove_period"),
            key=f.key(f"closed.{index}.remove"),
            type="tertiary",
            on_click=writes.remove_period,
            args=(index,),
        )
    st.button(
        f.say("button.add_period" if not periods else "button.another_period"),
        key=f.key("closed.add"),
        icon=":material/add:",
        on_click=writes.add_period,
        help=f.say("note.closed"),
    )
