"""What the employer and the student agree: the fitting amount, one's own, or nothing; and what that costs.

The choice is the draft's offer and nothing else: what is chosen here is written there, and what stands there is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Literal
from urllib.parse import urlsplit

import streamlit as st

from compensation.compare.agreements import Offer, Pay, Terms, chosen, fitting_offer, is_same_pay
from compensation.telling.grounds import Rung, advice_name, ground_words
from compensation.telling.lines import pay_lines
from compensation.telling.refusal import refusal_words
from compensation.telling.voice import Voice
from compensation.texts import day, euros, inside, short_day
from compensation.ui.calculator import agree_writes as writes
from compensation.ui.calculator.agree_cost import draw_cost
from compensation.ui.calculator.agree_files import draw_files
from compensation.ui.calculator.form.reading import form_message
from compensation.ui.calculator.form.relevant import Relevant
from compensation.ui.parts.markdown import link, outside
from compensation.ui.parts.numbers import AMOUNT, NumberTextError, fault_of, read_number, shown_number, unread
from compensation.ui.parts.result_view import Result
from compensation.ui.parts.state import draft
from compensation.units import cents

Choice = Literal["fitting", "own", "nothing"]
#: How often a field to type in began anew.
_TURNS = "passend_agree_turns"


def draw_agree(result: Result, voice: Voice) -> None:
    """Choose what is paid; then what it costs, for one place and for several, and the files that go with it."""
    words = Voice("agree", voice.reader, voice.lang)
    fits, now = fitting_offer(result), chosen(result)
    st.header(words.say("title"), anchor="afspraak")
    st.markdown(words.say("lead"))
    if fits is not None and result.earns:
        _draw_rises(fits.terms, words)
    held = _draw_choice(result, fits, now, words)
    if held == "own":
        _draw_own(result, fits, now, words)
    if result.earns:
        _draw_minimum(result, words)
    if now is not None:
        _draw_verdict(now, words)
    if (shown := now or fits) is not None:
        _draw_cost(shown, result, now is None, words)


@st.fragment
def _draw_cost(shown: Offer, result: Result, is_fitting: bool, words: Voice) -> None:
    """What may change here changes nothing else on the page: the number of places, another offer, a file."""
    draw_cost(shown, is_fitting, words)
    draw_files(shown, result, is_fitting, words)


def said_pay(pay: Sequence[Pay], words: Voice) -> str:
    """Pay in a line: the first amount with its period, later ones with their days."""
    first, *later = pay
    told = [f"{euros(cents(first.amount), words.lang)} {words.say(f'per.{first.per}')}"]
    for one in later:
        key = "from_day" if one.known else "from_day_estimate"
        told.append(words.say(key, day=short_day(one.from_, words.lang), amount=euros(cents(one.amount), words.lang)))
    return ", ".join(told)


def _draw_rises(terms: Terms, words: Voice) -> None:
    """The days on which a fixed wage must rise, first of all: the dearest facts of the contract."""
    told = [
        words.say("rise" if pay.known else "rise_estimate", day=pay.from_, amount=euros(cents(pay.amount), words.lang))
        for before, pay in zip(terms.pay, terms.pay[1:], strict=False)
        if pay.amount > before.amount
    ]
    if told:
        listed = told[0] if len(told) == 1 else words.say("and", first=", ".join(told[:-1]), last=told[-1])
        st.info(words.say("rises", rises=listed), icon=":material/trending_up:")


# ---------------------------------------------------------------- the choice


def _draw_choice(result: Result, fits: Offer | None, now: Offer | None, words: Voice) -> Choice | None:
    options: list[Choice] = ["own"] if result.earns else ["own", "nothing"]
    if fits is not None:
        options.insert(0, "fitting")
    else:
        st.info(words.say(_why_none(result)), icon=":material/info:")
    held = _held(result, fits, now)
    key = f"agree.{words.lang}.choice"  # the same after each choice: the focus stays in it
    st.session_state[key] = held  # at every run: the form may have changed what is chosen
    labels = {option: _label(option, result, fits, now if option == held else None, words) for option in options}
    st.radio(
        words.say("choose"),
        options,
        key=key,
        index=None,
        format_func=labels.__getitem__,
        on_change=partial(_choose, key, result, None if fits is None else fits.terms),
    )
    if fits is not None and not result.earns:
        st.caption(words.say("ground", ground=_grounds(result, words.lang)))
    if fits is not None and held != "fitting" and fits.terms.repaid:
        names = ", ".join(inside(result.book.kind_name(kind, words.lang), words.lang) for kind in fits.terms.repaid)
        st.caption(words.say("fitting_repaid", kinds=names))
    return held


def _why_none(result: Result) -> str:
    """Why there is no amount that fits: none is known, or nothing is known to be paid."""
    pay = result.assessment.allowance
    return "no_fitting" if pay is None or pay.norm is None else "no_fitting_here"


def _grounds(result: Result, lang: str) -> str:
    """On what the fitting amount stands."""
    lines = pay_lines(result)
    name = advice_name(result, lang)
    return "; ".join(
        dict.fromkeys(ground_words(o.ground, lang, name=name if o.ground.scheme is None else None) for o in lines)
    )


def _held(result: Result, fits: Offer | None, now: Offer | None) -> Choice | None:
    """Which of them stands in the draft."""
    if writes.is_own_open(result.placement):
        return "own"
    if now is None:
        return None
    if not result.earns and not any(pay.amount for pay in now.terms.pay):
        return "nothing"
    return "fitting" if fits is not None and is_same_pay(now.terms, fits.terms) else "own"


def _label(option: Choice, result: Result, fits: Offer | None, now: Offer | None, words: Voice) -> str:
    wage = "_wage" if result.earns else ""
    if option == "fitting" and fits is not None:
        return words.say(f"choice.fitting{wage}", amount=said_pay(fits.terms.pay, words))
    if option == "own" and now is not None:
        return words.say("choice.own_now", amount=said_pay(now.terms.pay, words))
    return words.say("choice.nothing" if option == "nothing" else f"choice.own{wage}")


def _choose(key: str, result: Result, fits: Terms | None) -> None:
    option = st.session_state[key]
    writes.open_own(result.placement if option == "own" else None)
    if option == "fitting" and fits is not None:
        writes.write_terms(fits)
    elif option == "nothing":
        writes.write_terms(Terms((Pay(result.placement.start, Decimal(0)),)))


# ---------------------------------------------------------------- one's own amount


def _draw_own(result: Result, fits: Offer | None, now: Offer | None, words: Voice) -> None:
    """A field for each stretch of time in which the wage may differ; one for an allowance."""
    least = fits.terms.pay if fits is not None and result.earns else (Pay(result.placement.start, Decimal(0)),)
    days = [pay.from_ for pay in least]
    held = [_held_amount(now, day, words.lang) for day in days]
    keys = [_field_key(f"own.{place}", value, words.lang) for place, value in enumerate(held)]
    for key, pay, value in zip(keys, least, held, strict=True):
        typed = st.text_input(
            _own_label(pay, fits is not None and result.earns, words),
            value,
            key=key,
            placeholder=words.say("own.example" if key == keys[0] else "own.same"),
            on_change=partial(_take_own, keys, days),
            autocomplete="off",
            max_chars=20,
            width=360,
        )
        if (wrong := _fault(typed, words.lang)) is not None:
            st.error(wrong, icon=":material/error:")
    if now is None:
        st.caption(f":material/pending: {words.say('own.needed')}")


def _own_label(pay: Pay, has_least: bool, words: Voice) -> str:
    if not has_least:
        return words.say("own.allowance")
    key = "own.wage" if pay.known else "own.wage_estimate"
    return words.say(key, day=day(pay.from_, words.lang), least=euros(cents(pay.amount), words.lang))


def _held_amount(now: Offer | None, on: date, lang: str) -> str:
    found = next((pay for pay in now.terms.pay if pay.from_ == on), None) if now is not None else None
    return shown_number(str(found.amount), lang) if found is not None and found.per == "month" else ""


def _field_key(name: str, held: str, lang: str) -> str:
    """The key of a field to type in: another one, that begins with what is held, once the form has changed that.

    A value that is handed over may be lost to a run that is cut short; a default is not.
    """
    turns: dict[str, int] = st.session_state.setdefault(_TURNS, {})
    key = f"agree.{lang}.{name}."
    typed = st.session_state.get(f"{key}{turns.setdefault(name, 0)}")
    if typed is not None and _fault(typed, lang) is None:
        said = shown_number(read_number(typed), lang) if typed.strip() else ""
        turns[name] += said != held
    return f"{key}{turns[name]}"


def _fault(typed: str, lang: str) -> str | None:
    """What is wrong with a typed amount, in the words of the form."""
    try:
        if typed.strip():
            read_number(typed)
    except NumberTextError:
        return outside(form_message(fault_of("", unread(typed, AMOUNT)), lang))
    return None


def _take_own(keys: Sequence[str], days: Sequence[date]) -> None:
    """Write what is typed, once all of it can be read; a field that is left empty goes on with what is before it."""
    typed = [st.session_state[key].strip() for key in keys]
    try:
        amounts = [(on, Decimal(read_number(said))) for on, said in zip(days, typed, strict=True) if said]
    except NumberTextError:
        return
    if typed[0]:
        writes.write_terms(Terms(tuple(Pay(on, amount) for on, amount in amounts)))


# ---------------------------------------------------------------- the new minimum


def _draw_minimum(result: Result, words: Voice) -> None:
    """A field for a minimum wage that the rules do not have yet, with where it stands."""
    first = Relevant(draft(), result.book).unknown_minimum_from
    if first is None:
        return
    held = draft().get("assume.adult_hourly_minimum.amount")
    shown = shown_number(held, words.lang) if held else ""
    key = _field_key("minimum", shown, words.lang)
    typed = st.text_input(
        words.say("minimum.label", day=first),
        shown,
        key=key,
        help=words.say("minimum.help"),
        on_change=partial(_take_minimum, key),
        autocomplete="off",
        max_chars=20,
        width=360,
    )
    if (wrong := _fault(typed, words.lang)) is not None:
        st.error(wrong, icon=":material/error:")
    url = result.book.rules["adult_hourly_minimum"].versions[-1].source.url
    st.caption(words.say("minimum.where", where=link(urlsplit(url or "").netloc.removeprefix("www."), url)))


def _take_minimum(key: str) -> None:
    typed = st.session_state[key].strip()
    try:
        writes.write_minimum(read_number(typed) if typed else None)
    except NumberTextError:
        return


# ---------------------------------------------------------------- can it be agreed?


def _draw_verdict(now: Offer, words: Voice) -> None:
    """Why it cannot be agreed; else what it falls short of, and what nobody has said yet."""
    for refused in now.refusals:
        st.error(refusal_words(refused, words.lang), icon=":material/block:")
    if not now.refusals:
        _draw_allowed(now, words)
    if now.not_stated:
        st.info(words.say("not_stated", amount=euros(cents(now.not_stated), words.lang)), icon=":material/help:")
        st.button(words.say("repay"), key="agree.repay", on_click=partial(writes.repay, now.unnamed))


def _draw_allowed(now: Offer, words: Voice) -> None:
    """What an offer falls short of, that may be agreed all the same; and what is not known of it."""
    key = "check_own_cao" if now.answer.placement.cao.status == "applies" else "check_cao"
    check = [words.say(key)] if now.answer.cao_may_ask_more else []
    for rung, amount in now.short.items():
        said = words.say(f"short.{rung}", amount=euros(cents(amount), words.lang))
        key = _SHORT.get(rung, "short_can")
        st.warning(" ".join([said, words.say(key), *check]), icon=":material/info:")
    if now.probably_more:
        more = euros(now.probably_more, words.lang)
        st.warning(words.say("probably_more", day=now.estimated_from, amount=more), icon=":material/info:")
    elif not now.short:
        can = words.say("can" if now.answer.all_covered else "can_as_far_as_known")
        st.success(" ".join([can, *check]), icon=":material/check_circle:")


#: What is said of an offer below an old amount of a cao, or below the employer's own scheme.
_SHORT = {Rung.PROBABLY: "short_probably", Rung.MUST_BY_SCHEME: "short_scheme"}
