"""The bar at the foot of the window: the answer in a line, or what it still needs. Always in sight."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import streamlit as st

from compensation.assessment import MonthlyWage
from compensation.telling.lines import total_known
from compensation.telling.sheet import sheet
from compensation.telling.voice import Voice
from compensation.ui.calculator.sheet_view import amount_said
from compensation.ui.parts.result_parts import money
from compensation.ui.parts.result_view import Result

#: What is missing is named so often; the rest is counted.
_MOST = 3


def draw_bar(result: Result | None, missing: Sequence[str], wrong: Sequence[str], voice: Voice, anchor: str) -> None:
    """Draw it. `missing`: the fields that an answer needs, `wrong`: the groups in which something must be mended."""
    link = f"[{voice.say('bar.to_answer')}](#{anchor})"
    if result is not None:
        st.markdown(f"{_answer(result, voice)} · {link}")
    elif wrong:
        st.markdown(voice.say("bar.wrong", names=_named(wrong, voice)))
    else:
        st.markdown(voice.say("bar.unfinished", names=_named(missing, voice)))


def _named(names: Sequence[str], voice: Voice) -> str:
    first, rest = "; ".join(list(dict.fromkeys(names))[:_MOST]), len(set(names)) - _MOST
    return voice.say("bar.and_more", names=first, count=rest) if rest > 0 else first


def _answer(result: Result, voice: Voice) -> str:
    """What is owed beside what is paid, over the same days; what it is a month while nobody said what is paid."""
    totals, wage = result.assessment.totals, result.assessment.wage
    if result.anything_stated and total_known(result):
        values = {"short": money(totals.gap, voice.lang)}
        if totals.not_stated:
            return voice.say("bar.partly_stated", **values, open=money(totals.not_stated, voice.lang))
        values |= {"owed": money(totals.owed, voice.lang), "paid": money(totals.offered, voice.lang)}
        if totals.gap != max(totals.owed - totals.offered, Decimal(0)):  # more of the one thing does not make up
            return voice.say("bar.compared_apart", **values)
        return voice.say("bar.compared_known" if totals.estimate else "bar.compared", **values)
    if wage is not None:
        if not wage.monthly:
            return voice.say("bar.unknown")
        said = voice.say("bar.owed_wage", months=month_said(wage.monthly[0], voice))
        rises = any(month.amount > wage.monthly[0].amount for month in wage.monthly)
        return f"{said} · {voice.say('bar.later_more')}" if rises else said
    words = Voice("sheet", voice.reader, voice.lang)
    found = sheet(result)
    amount = amount_said(found, words)
    return f"**{amount}**" if amount else words.say(f"said.{found.kind}")


def month_said(month: MonthlyWage, voice: Voice) -> str:
    """A least fixed wage a month; the sheet says from which day it is another one."""
    key = "bar.month" if month.known else "bar.month_estimate"
    return voice.say(key, amount=money(month.amount, voice.lang))
