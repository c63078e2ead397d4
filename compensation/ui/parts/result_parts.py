"""The parts of a result that both readers see: the answer, the verdicts, the lines with their steps, the months."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

import streamlit as st

from compensation import texts
from compensation.rulebook.fields import in_language
from compensation.rulebook.sources import Mark
from compensation.telling.grounds import Rung, rung_words
from compensation.telling.lines import Amounts, Line, by_rung, lines, steps_of_line, total_known
from compensation.telling.notes import Topic, said
from compensation.telling.verdicts import Verdict, headline, in_order, meets, verdicts
from compensation.telling.voice import Reader, Voice
from compensation.texts import day, day_in_year, euros, short_day, short_month, text
from compensation.ui.parts import tables
from compensation.ui.parts.explained import draw_explained
from compensation.ui.parts.markdown import breakable, literal
from compensation.ui.parts.result_view import Result
from compensation.units import cents

DASH, MINUS = "–", "−"
_ICONS = {
    "error": ":material/error:",
    "warning": ":material/warning:",
    "info": ":material/info:",
    "success": ":material/check_circle:",
}


def money(amount: Decimal | int | None, lang: str) -> str:
    """Euros of a Decimal or of whole cents; a dash for none."""
    if amount is None:
        return DASH
    whole = amount if isinstance(amount, int) else cents(amount)
    return f"{MINUS}{euros(-whole, lang)}" if whole < 0 else euros(whole, lang)


def figure(amount: Decimal | int | None, lang: str) -> str:
    """The same without the euro sign, for the cells of a table of euros."""
    if amount is None:
        return DASH
    whole = amount if isinstance(amount, int) else cents(amount)
    return f"{MINUS}{texts.figure(-whole, lang)}" if whole < 0 else texts.figure(whole, lang)


def tell(voice: Voice, verdict: Verdict, key: str) -> None:
    """One verdict in a box that a screen reader announces, with an icon and words."""
    amounts = {"amount": verdict.amount, "part": verdict.part}
    values = {name: money(amount, voice.lang) for name, amount in amounts.items() if amount is not None}
    values |= {"names": literal(verdict.names)} if verdict.names else {}
    {"error": st.error, "warning": st.warning, "info": st.info, "success": st.success}[verdict.tone](
        voice.say(key, **values), icon=_ICONS[verdict.tone]
    )


def draw_headline(result: Result, voice: Voice) -> None:
    """The answer in one sentence, and how sure it is."""
    verdict = headline(result)
    tell(voice, verdict, verdict.key)
    _draw_notes(result, voice)


def _draw_notes(result: Result, voice: Voice) -> None:
    shown: dict[Topic, str] = {"stated": "help", "allowance": "history", "cao": "help", "wage": "info"}
    for topic, icon in shown.items():
        if notes := said(result, voice.reader, voice.lang, topic):
            st.info(" ".join(notes), icon=f":material/{icon}:")


def draw_attention(result: Result, voice: Voice) -> None:
    """What is not in order or not known, and what is said beside the amounts."""
    draw_verdicts(result, voice)
    _draw_notes(result, voice)


def draw_verdicts(result: Result, voice: Voice) -> None:
    """What is not in order or not known, one by one; what is in order, together."""
    for verdict in verdicts(result):
        tell(voice, verdict, f"verdict.{verdict.key}")
    good = in_order(result)
    if good:
        said = "\n".join(f"- {voice.say(meets(result, finding))}" for finding in good)
        st.success(f"{voice.say('in_order')}\n{said}", icon=_ICONS["success"])


def draw_lines(result: Result, voice: Voice) -> None:
    """The table of lines: each with its ground and how well it is checked. Three columns fit the narrowest phone."""
    shown, paid = lines(result), result.anything_stated
    heads = ["what", "due", "short"] if paid else ["what", "month", "owed"]
    rows = [_row(line, result, voice, paid) for line in shown]
    rows += [_total(voice.say("line.total"), result, voice, paid)]
    by = by_rung(result)
    rows += [_of_which(rung, amounts, voice, paid) for rung, amounts in by.items() if len(by) > 1]
    tables.show([voice.say(f"head.{head}") for head in heads], rows, alt=voice.say("lines_alt"), numbers=[1, 2])
    notes = [voice.say("note.euros"), voice.say("note.assumed")]
    notes += [voice.say("note.average")] if not paid and any(line.average for line in shown) else []
    st.caption(" ".join([*notes, *said(result, voice.reader, voice.lang, "expenses", "answers", "totals")]))
    draw_monthly(result, voice)
    for note in said(result, voice.reader, voice.lang, "scale"):
        st.info(literal(note), icon=_ICONS["info"])


def _row(line: Line, result: Result, voice: Voice, paid: bool) -> list[str]:
    name = line_name(line, result, voice, narrow=True)
    if not line.any and line.known and line.name in result.book.costs:  # nobody pays it: no amount of nothing
        given = line.provided or any(cost.provided for cost in result.placement.costs if cost.kind == line.name)
        return [f"{name}  \n:small[{voice.say('provided' if given else 'not_owed')}]", DASH, DASH]
    below = [
        *when_said(line, result, voice.reader, texts.figure),
        *([_paid(line, voice)] if paid and line.known else []),
    ]
    below += [voice.say("later", amount=figure(line.estimate, voice.lang))] if line.estimate else []
    what = "  \n".join([name, *(f":small[{words}]" for words in (*below, ground(line, voice)))])
    owed = figure(line.owed if line.known else None, voice.lang) + (" *" if line.certainty.estimated else "")
    if paid:
        return [what, owed, figure(line.short, voice.lang) if line.stated and line.known else DASH]
    if line.stretches:
        return [what, figure(line.stretches[0].month, voice.lang), owed]
    once = not line.average and line.name not in ("allowance", "wage", "holiday_allowance", "pay", "pay_above")
    return [what, voice.say("once") if once else figure(line.month, voice.lang), owed]


def when_said(line: Line, result: Result, reader: Reader, said: Callable[[int, str], str]) -> Iterator[str]:
    """From when an allowance is another amount a month, and of which days it is when it is not of all of them."""
    voice, stretches, placement = Voice("sheet", reader, result.lang), line.stretches, result.placement
    for later in stretches[1:]:
        day_said = day_beside(later.first, stretches[0].first, voice.lang)
        yield voice.say("then", day=day_said, amount=said(later.month, voice.lang))
    if stretches and stretches[0].first > placement.start:
        yield voice.say("since", day=day_beside(stretches[0].first, placement.start, voice.lang))
    elif stretches and stretches[-1].last < placement.end:
        yield voice.say("until", day=day_beside(stretches[-1].last, placement.start, voice.lang))


def day_beside(on: date, beside: date, lang: str) -> str:
    """A day; its year where it is another one than that of the day beside it."""
    return day_in_year(on, lang) if on.year == beside.year else day(on, lang)


def _paid(line: Line, voice: Voice) -> str:
    if not line.stated:
        return voice.say("not_stated")
    key = "got_all_in" if line.from_all_in else "got"
    return voice.say(key, amount=figure(line.paid, voice.lang))


def _total(name: str, result: Result, voice: Voice, paid: bool) -> list[str]:
    """The sum of what is known; what nobody stated and what is an estimate stand below it, apart."""
    totals, known = result.assessment.totals, total_known(result)
    below = [got(totals.offered, voice)] if paid and known else []
    if paid and totals.not_stated:
        below.append(voice.say("total_not_stated", amount=figure(totals.not_stated, voice.lang)))
    if totals.estimate:
        below.append(voice.say("later", amount=figure(totals.estimate, voice.lang)))
    what = "  \n".join([f"**{name}**", *(f":small[{words}]" for words in below)])
    owed, short = (f"**{figure(sum_ if known else None, voice.lang)}**" for sum_ in (totals.owed, totals.gap))
    return [what, owed, short] if paid else [what, "", owed]


def _of_which(rung: Rung, amounts: Amounts, voice: Voice, paid: bool) -> list[str]:
    """What of the total stands as hard."""
    name = voice.say("of_which", rung=Voice("rungs", voice.reader, voice.lang).say(f"cell.{rung}"))
    owed, short = figure(amounts.owed, voice.lang), figure(amounts.short, voice.lang)
    return [name, owed, short] if paid else [name, "", owed]


def draw_monthly(result: Result, voice: Voice) -> None:
    """The least fixed wage a month, with the days on which it must rise."""
    wage = result.assessment.wage
    if wage is None or not wage.monthly:
        return
    rows = []
    for month in wage.monthly:
        when = voice.say("period", first=short_day(month.from_, voice.lang), last=short_day(month.to, voice.lang))
        below = "" if month.known else f"  \n:small[{voice.say('estimate')}]"
        amounts = (month.hourly_minimum, month.amount)
        rows.append([f"{when}{below}", *(figure(amount, voice.lang) for amount in amounts)])
    st.markdown(f"**{voice.say('monthly')}**")
    heads = [voice.say(f"head.{name}") for name in ("period", "minimum", "month")]
    tables.show(heads, rows, alt=voice.say("monthly_alt"), numbers=[1, 2])


def line_name(line: Line, result: Result, voice: Voice, *, narrow: bool = False) -> str:
    """What a line is called; `narrow`: with the places where a table may break it."""
    if line.name in result.book.costs:
        return result.book.kind_name(line.name, voice.lang, narrow=narrow)
    cell = f"cell.{line.name}"
    return voice.say(cell if narrow and voice.has(cell) else f"line.{line.name}")


def got(amount: Decimal, voice: Voice) -> str:
    """What is paid now, in words."""
    return voice.say("got", amount=figure(amount, voice.lang))


def ground(line: Line, voice: Voice) -> str:
    """How hard an amount stands, and how sure it is: `waarschijnlijk, laatst gezien in 2024`, `redelijk · aanname`."""
    told = line.ground.rung is Rung.PROBABLY and line.ground.seen is not None
    sure = None if told else certainty(line, voice)
    return " · ".join([rung_words(line.ground, voice.lang, voice.reader), *([sure] if sure else [])])


def certainty(line: Line, voice: Voice) -> str | None:
    """How well an amount is checked; an amount that was seen long ago says when."""
    if line.certainty.given:
        return text("words.mark.given", voice.lang)
    if line.certainty.seen is not None:
        return voice.say("seen", day=short_day(line.certainty.seen, voice.lang))
    mark = line.certainty.weakest
    return breakable(text(f"words.mark.{mark}", voice.lang)) if mark else None


# ---------------------------------------------------------------- how we get to an amount


def draw_steps(result: Result, voice: Voice) -> None:
    """Each amount opens to its steps, its sources and how well they are checked."""
    told: set[str] = set()
    for line in lines(result):
        steps = steps_of_line(result, line.name)
        if line.name in ("holiday_allowance", "pay_above") or line.name in told or not steps:
            continue
        told.add(line.name)
        owed = sum((one.owed for one in lines(result) if one.name.startswith(line.name)), Decimal(0))
        with st.expander(f"{line_name(line, result, voice)}: **{money(owed, voice.lang)}**"):
            draw_explained(steps, result.book, voice.lang, ground=line.ground.stated_in)
            if line.name == "allowance" and (note := scheme_note(result)):
                st.caption(note)
    draw_meanings(result, voice)


def draw_meanings(result: Result, voice: Voice) -> None:
    """What the words beside the amounts mean."""
    with st.expander(voice.say("meaning.title")):
        st.markdown("\n".join(f"- {said}" for said in meanings(result, voice)))


def scheme_note(result: Result) -> str | None:
    """What the source says beside the amount of the scheme that applies."""
    scheme = result.book.schemes.get(result.placement.cao.scheme or "")
    start = result.placement.start
    versions = [v for v in scheme.versions if v.from_ <= start and (v.to is None or start <= v.to)] if scheme else []
    note = versions[0].note if versions else None
    return None if note is None else literal(in_language(note, result.lang))


def meanings(result: Result, voice: Voice) -> list[str]:
    """What the words beside the amounts mean: those that stand there, and no others."""
    found = lines(result)
    rungs = [rung for rung in Rung if any(line.ground.rung is rung for line in found)]
    marks = [mark for mark in Mark if any(line.certainty.weakest == mark for line in found)]
    own = Voice("rungs", voice.reader, voice.lang)
    words = {own.say(f"cell.{rung}"): _meaning(rung, result, voice) for rung in rungs}
    words |= {text(f"words.mark.{mark}", voice.lang): voice.say(f"meaning.{mark}") for mark in marks}
    return [f"**{word}**: {meaning}" for word, meaning in words.items()]


def _meaning(rung: Rung, result: Result, voice: Voice) -> str:
    regional = rung is Rung.AGREED and result.level == "higher"
    return voice.say(f"meaning.{rung}_regional" if regional else f"meaning.{rung}")


# ---------------------------------------------------------------- month by month


def draw_months(result: Result, voice: Voice) -> None:
    """The ledger by month: the same numbers as in the chart, without the columns that are empty."""
    parts = parts_of_months(result, voice)
    heads = [voice.say("head.in_month"), *parts]
    rows = []
    for m in result.months:
        amounts = [getattr(m, part) for part in parts.values()]
        known = sum(amount for amount, part in zip(amounts, parts.values(), strict=True) if part != "estimate")
        together = voice.say("together", amount=figure(known, voice.lang))
        if m.estimate:
            about = figure(known + m.estimate, voice.lang)
            together = voice.say("together_estimate", amount=figure(known, voice.lang), about=about)
        when = short_month(m.first, voice.lang)
        cells = [
            DASH
            if not amount and (part == "estimate" or (part == "pay" and not m.known))
            else figure(amount, voice.lang)
            for amount, part in zip(amounts, parts.values(), strict=True)
        ]
        rows.append([f"{when}  \n:small[{together}]" if len(parts) > 1 else when, *cells])
    whole = [sum(getattr(m, part) for part in parts.values()) for m in result.months]
    bars = [amount / max(*whole, 1) for amount in whole]
    tables.show(heads, rows, alt=voice.say("months_alt"), numbers=list(range(1, len(heads))), bars=bars)
    st.caption(voice.say("note.euros"))


def parts_of_months(result: Result, voice: Voice) -> dict[str, str]:
    """The parts of a month that are not empty, by name; what is an estimate is one of them, last."""
    pay = voice.say("head.wage" if result.earns else "head.allowance")
    names = {voice.say("head.travel"): "travel", voice.say("head.costs"): "expenses", pay: "pay"}
    names |= {voice.say("head.estimate"): "estimate"}
    return {name: part for name, part in names.items() if any(getattr(m, part) for m in result.months)}
