"""What an offer costs the employer: by stretch of time, in all, for several places, and beside another offer."""

from __future__ import annotations

from decimal import Decimal

import streamlit as st

from compensation.compare.agreements import PARTS, Offer, own_offer
from compensation.papers.budget import MOST_PLACES
from compensation.placement import PlacementError
from compensation.telling.refusal import refusal_words
from compensation.telling.subsidies import subsidy_lines
from compensation.telling.voice import Voice
from compensation.texts import euros, short_day, text
from compensation.ui.calculator.form.reading import form_message
from compensation.ui.parts import tables
from compensation.ui.parts.markdown import link, literal, outside
from compensation.ui.parts.numbers import AMOUNT, NumberTextError, fault_of, read_number, unread
from compensation.ui.parts.result_parts import MINUS, figure
from compensation.units import cents

#: The number of places, and the other amount: of this visit, in no draft, link or file.
PLACES, OTHER = "passend_agree_places", "passend_agree_other"


def places() -> int:
    """For how many places a year the cost is asked."""
    return int(st.session_state.get(PLACES, 1))


def draw_cost(offer: Offer, is_fitting: bool, words: Voice) -> None:
    """The cost of an offer; `is_fitting`: nobody chose it yet."""
    st.subheader(words.say("cost.title"), anchor=False)
    if is_fitting:
        st.caption(words.say("cost.of_fitting_wage" if offer.answer.earns else "cost.of_fitting"))
    _draw_stretches(offer, words)
    _draw_parts(offer, words)
    _draw_places(words)
    _draw_subsidies(offer, words)
    _draw_chart(offer, words)
    _draw_beside(offer, is_fitting, words)


# ---------------------------------------------------------------- one offer


def _draw_stretches(offer: Offer, words: Voice) -> None:
    """What is agreed by the days on which it changes, and what a month of it costs."""
    heads = [words.say(f"head.{name}") for name in ("from", "agreed", "a_month")]
    rows = []
    for stretch in offer.stretches:
        pay = _about(cents(stretch.pay.amount), stretch.pay.known, words)
        per = "" if stretch.pay.per == "month" else f" {words.say(f'per.{stretch.pay.per}')}"
        cost = _about(stretch.a_month, stretch.known, words)
        rows.append([short_day(stretch.pay.from_, words.lang), f"{pay}{per}", cost])
    tables.show(heads, rows, alt=words.say("cost.stretches_alt"), numbers=[1, 2])
    st.caption(words.say("cost.average_wage" if offer.answer.earns else "cost.average"))


def _about(amount: int, known: bool, words: Voice) -> str:
    said = figure(amount, words.lang)
    return said if known else words.say("about", amount=said)


def _draw_parts(offer: Offer, words: Voice) -> None:
    """The cost by its parts, known and estimate apart; for several places in a row of its own."""
    known, estimate, later = offer.known, offer.estimate, bool(offer.estimate.total)
    names = ("what", "known", "estimate", "together") if later else ("what", "amount")
    total = words.say("row.total_wage" if offer.answer.earns else "row.total")
    lines = [
        (words.say(f"row.{part}"), getattr(known, part), getattr(estimate, part))
        for part in PARTS
        if getattr(known, part) or getattr(estimate, part)
    ]
    rows = [_cost_row(*line, later, words) for line in lines]
    rows.append([f"**{cell}**" for cell in _cost_row(total, known.total, estimate.total, later, words)])
    more = offer.probably_more
    if more:
        rows.append(_cost_row(words.say("row.more"), 0, more, later, words))
    if (count := places()) > 1:
        name = words.say("cost.places_row", places=count)
        rows.append(_cost_row(name, known.total * count, (estimate.total + more) * count, later, words))
    heads = [words.say(f"head.{name}") for name in names]
    tables.show(heads, rows, alt=words.say("cost.alt"), numbers=list(range(1, len(heads))))
    notes = [words.say("cost.once", amount=euros(offer.once, words.lang))] if offer.once else []
    notes += [words.say("cost.estimate")] if later else []
    if notes:
        st.caption(" ".join(notes))


def _cost_row(name: str, known: int, estimate: int, later: bool, words: Voice) -> list[str]:
    """A row of the cost; what is not known yet is no zero."""
    if not later:
        return [name, figure(known, words.lang)]
    shown = figure(known, words.lang) if known or not estimate else figure(None, words.lang)
    about = _about(estimate, False, words) if estimate else figure(None, words.lang)
    return [name, shown, about, _about(known + estimate, not estimate, words)]


def _draw_places(words: Voice) -> None:
    key = f"agree.{words.lang}.places"

    def take() -> None:
        st.session_state[PLACES] = st.session_state[key] or 1

    st.number_input(words.say("cost.places"), 1, MOST_PLACES, places(), 1, key=key, on_change=take, width=360)


def _draw_subsidies(offer: Offer, words: Voice) -> None:
    """Money that the employer may get, each with where it was read."""
    lines = subsidy_lines(offer.answer, words.lang)
    if lines:
        told = [f"- {literal(line.text)}{_read_in(line.source, words)}" for line in lines]
        st.info("\n".join([words.say("cost.subsidy"), *told]), icon=":material/savings:")


def _read_in(source: object, words: Voice) -> str:
    title, url = getattr(source, "title", None), getattr(source, "url", None)
    return "" if title is None else f" {text('finder.source', words.lang, title=link(title, url))}"


def _draw_chart(offer: Offer, words: Voice) -> None:
    if st.toggle(words.say("chart.open"), key=f"agree.{words.lang}.chart"):
        from compensation.ui.calculator.agree_chart import draw_chart

        draw_chart(offer, words)


# ---------------------------------------------------------------- two offers


def _draw_beside(offer: Offer, is_fitting: bool, words: Voice) -> None:
    """Another offer beside this one, typed here and kept in this visit alone."""
    if not st.toggle(words.say("beside.open"), key=f"agree.{words.lang}.beside"):
        return
    key = f"agree.{words.lang}.other"

    def take() -> None:
        st.session_state[OTHER] = st.session_state[key]

    label = words.say("beside.label_wage" if offer.answer.earns else "beside.label")
    held = st.session_state.get(OTHER, "")
    typed = st.text_input(label, held, key=key, on_change=take, autocomplete="off", max_chars=20, width=360).strip()
    st.caption(words.say("beside.note"))
    if not typed:
        return
    try:
        other = own_offer(offer.answer, [(offer.answer.placement.start, Decimal(read_number(typed)))], "month")
    except NumberTextError:
        st.error(outside(form_message(fault_of("", unread(typed, AMOUNT)), words.lang)), icon=":material/error:")
        return
    except PlacementError as error:
        st.error(outside(" ".join(form_message(fault, words.lang) for fault in error.faults)), icon=":material/error:")
        return
    _draw_two(offer, other, is_fitting, words)


def _draw_two(one: Offer, other: Offer, is_fitting: bool, words: Voice) -> None:
    wage = "_wage" if one.answer.earns else ""
    name = words.say(f"fitting_name{wage}" if is_fitting else "chosen_name")
    heads = [
        words.say("head.what"),
        words.say("head.a", name=name),
        words.say("head.b", name=words.say("other_name")),
        words.say("head.difference"),
    ]
    tables.show(heads, list(_two(one, other, words)), alt=words.say("beside.alt"), numbers=[1, 2, 3])
    for refused in other.refusals:
        st.error(words.say("beside.refused", why=refusal_words(refused, words.lang)), icon=":material/block:")


def _two(one: Offer, other: Offer, words: Voice) -> list[list[str]]:
    """The rows of two offers: pay and cost of a first month, the whole, several places, and what each falls short."""
    both, count = (one, other), places()
    shown: list[tuple[str, int, int]] = [
        (words.say(f"row.{name}"), *amounts) for name, amounts in _amounts(one, other).items()
    ]
    if count > 1:
        a, b = ((offer.total + offer.probably_more) * count for offer in both)
        shown.append((words.say("row.places", places=count), a, b))
    for rung in dict.fromkeys([*one.short, *other.short]):
        a, b = (cents(offer.short.get(rung, Decimal(0))) for offer in both)
        shown.append((words.say(f"row.short.{rung}"), a, b))
    found = [[name, figure(a, words.lang), figure(b, words.lang), _difference(b - a, words)] for name, a, b in shown]
    return [*found, [words.say("row.allowed"), *(words.say(f"allowed.{_allowed(offer)}") for offer in both), ""]]


def _amounts(one: Offer, other: Offer) -> dict[str, tuple[int, int]]:
    """The amounts of both in cents, by the names of their rows; what neither has is left out."""
    first, second = one.stretches[0], other.stretches[0]
    begins = "_first" if len(one.stretches) > 1 else ""
    later = one.estimate.total or other.estimate.total
    found = {
        f"pay{begins}": (cents(first.pay.amount), cents(second.pay.amount)),
        f"a_month{begins}": (first.a_month, second.a_month),
        "whole_known": (one.known.total, other.known.total) if later else (0, 0),
        "whole_estimate": (one.estimate.total, other.estimate.total),
        "more": (one.probably_more, other.probably_more),
        "whole": (one.total + one.probably_more, other.total + other.probably_more),
        "not_stated": (cents(one.not_stated), cents(other.not_stated)),
    }
    if first.pay.per != "month":
        del found[f"pay{begins}"]
    return {name: amounts for name, amounts in found.items() if any(amounts) or name == "whole"}


def _allowed(offer: Offer) -> str:
    """Whether an offer can be agreed, as far as that is known."""
    if offer.refusals:
        return "no"
    if offer.probably_more:
        return "probably_not"
    return "yes" if offer.answer.all_covered else "as_far_as_known"


def _difference(amount: int, words: Voice) -> str:
    said = figure(abs(amount), words.lang)
    return said if not amount else f"{MINUS if amount < 0 else '+'}{said}"
