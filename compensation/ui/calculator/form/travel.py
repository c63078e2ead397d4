"""How the student gets there: in one way or in several, on which days, and what it costs."""

from __future__ import annotations

from functools import partial

import streamlit as st

from compensation.placement.fields import words_at
from compensation.placement.kinds import MOST_LEGS
from compensation.ui.calculator.form import ways
from compensation.ui.calculator.form.fields import Fields
from compensation.ui.calculator.form.hours import all_workdays
from compensation.ui.calculator.form.relevant import Relevant
from compensation.ui.calculator.form.ways import MODES, TRAVEL, Leg, in_part, legs

TICKET_PER = ("month", "week", "year")
TRIPS = words_at("travel.trips")


def ask_travel(f: Fields, asked: Relevant, base: str = TRAVEL) -> None:
    """All of it, as a change asks it."""
    if len(legs(f.draft, base)) == 1:
        ask_mode(f, asked, base)
    ask_ways(f, asked, base)
    if asked.student_product(base):
        ask_product(f, asked, base)


def ask_mode(f: Fields, _: Relevant, base: str = TRAVEL) -> None:
    """Whether it costs anything to get there, and how; of more ways each asks for itself."""
    _ask_mode(f, legs(f.draft, base)[0], first=True)


def ask_ways(f: Fields, asked: Relevant, base: str = TRAVEL) -> None:
    """What every way of travelling that stands at a place of the draft costs."""
    found = legs(f.draft, base)
    for place, leg in enumerate(found):
        with st.container(border=len(found) > 1):
            if len(found) > 1:
                st.markdown(f"**{f.say('note.leg', number=place + 1)}**")
                _ask_mode(f, leg, first=place == 0)
            _ask_leg(f, asked, base, place, leg)
    if found[0].mode != "none" and len(found) < MOST_LEGS:
        st.button(
            f.say("button.another_leg"),
            key=f.key(f"{base}.add"),
            icon=":material/add:",
            on_click=ways.add_leg,
            args=(base,),
            help=f.say("note.another_leg"),
        )


def ask_product(f: Fields, asked: Relevant, base: str = TRAVEL) -> None:
    """The student travel product, one for all ways."""
    captions = ["", *(f.say(f"choice.student_product.{product}_caption") for product in ("week", "weekend"))]
    options = words_at("travel.student_product")
    held, write = ways.student_product(f.draft, base), partial(ways.write_student_product, base)
    path = f"{base}.student_product"
    f.radio(path, options, "student_product", captions=captions, held=held, write=write)
    if asked.route == "bol":
        st.caption(f.say("note.product_under_18"))


def _ask_mode(f: Fields, leg: Leg, *, first: bool) -> None:
    options, name = (MODES, "mode") if first else (MODES[1:], "another_mode")
    captions = [f.say("choice.mode.season_ticket_caption") if mode == "season_ticket" else "" for mode in options]
    f.radio(f"{leg.path}.mode", options, name, captions=captions)


def _ask_leg(f: Fields, asked: Relevant, base: str, place: int, leg: Leg) -> None:
    if leg.mode == "season_ticket":
        left, right = st.columns(2)
        with left:
            f.number(f"{leg.path}.amount", "ticket")
        with right:
            f.period(f"{leg.path}.per", TICKET_PER, "ticket_per", None)
    elif leg.mode != "none":
        _ask_price(f, asked, leg)
        _ask_part(f, leg)
    if base == TRAVEL:  # a change says what it lacks as a whole
        f.lacks(leg.path)
    if place:
        args = (base, place)
        key = f.key(f"{leg.path}.remove")
        st.button(f.say("button.remove_leg"), key=key, type="tertiary", on_click=ways.remove_leg, args=args)


def _ask_price(f: Fields, asked: Relevant, leg: Leg) -> None:
    if leg.mode == "own_vehicle":
        f.number(f"{leg.path}.distance_km", "distance", kind="kilometres", decimals=1)
        st.caption(f.say("note.own_vehicle"))
        return
    f.choice(f"{leg.path}.carrier", words_at("travel.carrier"), "carrier")
    f.number(f"{leg.path}.fare", "fare")
    if leg.distance:
        f.number(f"{leg.path}.distance_km", "distance_estimate", kind="kilometres", decimals=1)
    if leg.region:
        regions = asked.book.regions
        f.select(f"{leg.path}.region", list(regions), "region", lambda key: regions[key].name)


def _ask_part(f: Fields, leg: Leg) -> None:
    """On which days, there and back or one way; asked when it is not on every day, there and back."""
    f.tick(f"{leg.path}.part", "part", held=in_part(leg), write=partial(ways.write_part, leg.path))
    if not in_part(leg):
        return
    days = all_workdays(f.draft)
    if days:
        write = partial(ways.write_days, leg.path, days)
        f.several(f"{leg.path}.days", days, "workdays", leg.get("days") or days, write, label="leg_days")
    f.choice(f"{leg.path}.trips", TRIPS, "trips", default="both")
